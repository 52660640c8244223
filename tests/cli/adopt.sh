# A database that an ORM made is taken over: rows, ids, further columns and tables
# stay. The next import recognises its rows, and no id is given twice.
sqlite3 b.db <"$FIXTURES/sql/orm.sql"
theirs() {
    sqlite3 b.db 'SELECT id, shelf, title, price FROM books ORDER BY id' \
        'SELECT id, name, born FROM authors ORDER BY id' \
        'SELECT book_id, author_id, royalty_percentage, publication_order, note
           FROM book_author ORDER BY 1, 2' \
        'SELECT * FROM orders'
}
theirs >before
cat >more.csv <<'END'
title,authors,year
Good Omens,Terry Pratchett; Neil Gaiman,1990
Mort,Terry Pratchett,
Stardust,Neil Gaiman,1999
END
"$BIBLOAD" import -q -d b.db more.csv 2>&1 | sed "s|$PWD/||"
"$BIBLOAD" adopt -q -d b.db || echo "status $?"
theirs | cmp - before && echo 'nothing of theirs has changed'
"$BIBLOAD" adopt -q -d b.db 2>&1 | sed "s|$PWD/||"
"$BIBLOAD" verify -q -d b.db | grep -v '^ok'
"$BIBLOAD" query -q -d b.db books-by-author Gaiman | tail -n 1
"$BIBLOAD" import -q -d b.db more.csv || echo "status $?"
theirs
"$BIBLOAD" verify -q -d b.db | grep -v '^ok'
"$BIBLOAD" import -q --again --json -d b.db more.csv | grep -o '"unchanged":3' | head -n 1
"$BIBLOAD" report -q -d b.db >/dev/null || echo "status $?"
"$BIBLOAD" explain -q -d b.db book 2 | grep -c more.csv
# The ORM inserts and deletes: ids go up, whoever deletes.
orm() { sqlite3 b.db 'PRAGMA foreign_keys = ON' "$@"; }
orm "INSERT INTO books (title) VALUES ('Coraline'); SELECT max(id) FROM books"
"$BIBLOAD" delete -q -d b.db book 11
orm "INSERT INTO books (title) VALUES ('Sandman'); SELECT max(id) FROM books"
orm 'DELETE FROM books WHERE id = 12'
echo 'Snow,Neil Gaiman,2000' >>more.csv
"$BIBLOAD" import -q --again -d b.db more.csv
sqlite3 b.db 'SELECT max(id) FROM books'
# An order refers to book 2.
"$BIBLOAD" delete -q -d b.db book 2 2>&1 | grep -o 'rows of another table.*it'
"$BIBLOAD" delete -q -d b.db book 5
"$BIBLOAD" verify -q -d b.db | grep -v '^ok'
sqlite3 b.db 'PRAGMA integrity_check'
# What another program's migration takes away is missed.
sqlite3 b.db 'DROP VIEW credits; DROP VIEW book_list; DROP VIEW author_list;
    DROP TRIGGER books_updated; ALTER TABLE books DROP COLUMN issn'
"$BIBLOAD" verify -q -d b.db | grep schema
