# A file that is damaged is loaded up to the damage; that is status 3, and the
# summary says where. Files beside it are loaded whole.
whole=$FIXTURES/gzip/many_members.csv.gz
head -c 150 "$whole" >cut.gz
{ cat "$whole"; echo 'a log line'; } >trailing.gz
cp "$FIXTURES/marcxml/truncated.xml" "$FIXTURES/marcxml/doctype.xml" .
: >empty.csv
"$BIBLOAD" import -d b.db cut.gz trailing.gz truncated.xml doctype.xml \
    empty.csv 2>&1 | grep -v -e columns -e _separator -e '^import '
sqlite3 b.db 'SELECT name, state, fault, fault_offset, records_read
    FROM import_files'
"$BIBLOAD" import -q -d b.db trailing.gz 2>said
echo "status $?"
