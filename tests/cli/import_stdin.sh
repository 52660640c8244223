# "-" is standard input, plain or gzip, and what it holds is found by itself.
for file in csv/tab.csv marcxml/oai.xml gzip/many_members.csv.gz; do
    "$BIBLOAD" import -q -d b.db - <"$FIXTURES/$file" || echo "status $?"
done
"$BIBLOAD" import -q -d b.db - </dev/null || echo "status $?"
sqlite3 b.db 'SELECT name, path, format, gzip, records_read FROM import_files'
