# A second import of the same file changes nothing, and neither does a third of
# the same records in a file with other bytes.
dump() {
    sqlite3 b.db 'SELECT * FROM books; SELECT * FROM authors;
        SELECT * FROM book_author'
}
"$BIBLOAD" import -q -d b.db "$FIXTURES/csv/several_authors.csv"
dump >first
"$BIBLOAD" import -q -d b.db "$FIXTURES/csv/several_authors.csv"
dump | cmp - first
{ cat "$FIXTURES/csv/several_authors.csv"; echo; } >longer.csv
"$BIBLOAD" import -q -d b.db longer.csv
dump | cmp - first
sqlite3 b.db 'SELECT state, records_new, records_matched FROM imports'
"$BIBLOAD" verify -q -d b.db >verified || cat verified
