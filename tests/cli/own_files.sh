# The files of the database are neither read as records nor replaced by a report, by
# whatever name.
printf 'title,author\nEmma,Jane Austen\n' >a.csv
"$BIBLOAD" import -q -d b.db a.csv
ln -s b.db link.csv
touch b.db-wal
refused() {
    "$@" 2>&1
    echo "status $?"
}
for file in b.db b.db.lock b.db-wal link.csv ./b.db; do
    refused "$BIBLOAD" import -q -d b.db a.csv "$file"
done
refused "$BIBLOAD" import -q -d sqlite:b.db b.db.lock
touch new.csv
refused "$BIBLOAD" import -q -d new.csv new.csv
for file in b.db b.db.lock link.csv; do
    refused "$BIBLOAD" report -q -d b.db overview --output "$file"
done
printf '[database]\nurl = b.db\n[source:s]\nfiles = a.csv\n[report:r]\nreports = overview\noutput = b.db\n' >b.ini
refused "$BIBLOAD" run -q -c b.ini
echo '--- as it was'
sqlite3 b.db 'SELECT id, state FROM imports; SELECT title FROM books'
"$BIBLOAD" import -q -d other.db b.db.lock 2>&1 | sed 's/: .*//'
