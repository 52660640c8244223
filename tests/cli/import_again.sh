# A second import of the same file is passed over; read all the same it changes
# nothing, and neither do the same records in a file with other bytes.
dump() {
    sqlite3 b.db 'SELECT * FROM books; SELECT * FROM authors;
        SELECT * FROM book_author'
}
cp "$FIXTURES/csv/several_authors.csv" a.csv
"$BIBLOAD" import -q -d b.db a.csv
dump >first
"$BIBLOAD" import -d b.db a.csv 2>&1 | grep -v '^config'
"$BIBLOAD" import -q --json -d b.db a.csv | sed 's/,/&\n/g' |
    grep -e '"import"' -e state
echo 'no row: ' "$(sqlite3 b.db 'SELECT count(*) FROM imports')"
"$BIBLOAD" import -q -d b.db --again a.csv
dump | cmp - first
{ cat a.csv; echo; } >longer.csv
"$BIBLOAD" import -q -d b.db longer.csv
dump | cmp - first
sqlite3 b.db 'SELECT state, records_new, records_matched FROM imports'
echo '--- a known file beside a new one; other options; another name'
printf 'title,author\nPersuasion,Jane Austen\n' >b.csv
cp a.csv c.csv
"$BIBLOAD" import -d b.db a.csv b.csv 2>&1 | grep -v -e '^config' -e '^import'
printf '[source:shop]\nname_order = inverted\n' >b.ini
"$BIBLOAD" import -q -c b.ini -d b.db -s shop a.csv
"$BIBLOAD" import -c b.ini -d b.db -s shop c.csv 2>&1 | grep whole
"$BIBLOAD" import -d b.db c.csv 2>&1 | grep -c whole
"$BIBLOAD" verify -q -d b.db >verified || cat verified
