# A book goes with its links, an author too; the other side stays. With
# --with-books an author's books go, and co-authors stay.
"$BIBLOAD" import -q -d b.db "$FIXTURES/csv/several_authors.csv"
count() {
    sqlite3 b.db "SELECT (SELECT count(*) FROM books) || ' books, ' ||
        (SELECT count(*) FROM authors) || ' authors, ' ||
        (SELECT count(*) FROM book_author) || ' links'"
}
delete() { "$BIBLOAD" delete -q -d b.db "$@" || echo "status $?"; count; }
count
delete book isbn:9780060853983
delete author 3
# who drew the pictures did not make the book
delete author 5 --with-books
delete author 7 --with-books
delete book 3 --json
delete book 3
delete author Nobody
delete book 5 --with-books
delete
"$BIBLOAD" verify -q -d b.db | grep -v '^ok'
# What was deleted by hand does not come back with the same file.
"$BIBLOAD" import -q -d b.db "$FIXTURES/csv/several_authors.csv"
count
"$BIBLOAD" verify -q -d b.db | grep -v '^ok'
