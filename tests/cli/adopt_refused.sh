# What is in the way is named, with the status 3, and not a byte is changed.
A='CREATE TABLE authors (id INTEGER PRIMARY KEY, name TEXT)'
B='CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT)'
L='CREATE TABLE book_author (book_id INTEGER, author_id INTEGER)'
refused() {
    rm -f b.db
    sqlite3 b.db "$@"
    cksum b.db >before
    "$BIBLOAD" adopt -q -d b.db 2>said
    status=$?
    sed "s|$PWD/||; s/bibload: error: //; s/ (running it again will not help)//" said
    [ "$status" = 3 ] || echo "status $status"
    cksum b.db | cmp - before
}
refused 'CREATE TABLE songs (id)'
refused "$B"
refused "$A" "$L" 'CREATE VIEW books AS SELECT 1 AS id'
refused "$A" "$L" 'CREATE VIRTUAL TABLE books USING fts5(title)'
refused "$A" "$B" "$L" 'PRAGMA application_id = 7'
refused "$A" "$B" "$L" 'PRAGMA user_version = 7'
refused 'PRAGMA encoding = "UTF-16"' "$A" "$B" "$L"
refused "$A" "$B" "$L" 'CREATE TABLE Imports (id)'
refused "$A" "$B" "$L" 'CREATE VIEW credits AS SELECT 1'
refused "$A" "$L" 'CREATE TABLE books (id INT PRIMARY KEY, title)'
refused "$A" "$L" 'CREATE TABLE books (id INTEGER PRIMARY KEY DESC, title)'
refused "$A" "$L" 'CREATE TABLE books (id INTEGER PRIMARY KEY, title) WITHOUT ROWID'
refused "$A" "$L" 'CREATE TABLE books (id TEXT PRIMARY KEY, title)'
refused "$A" "$L" 'CREATE TABLE books (id INTEGER, title, PRIMARY KEY (id, title))'
refused "$A" "$L" 'CREATE TABLE books (number INTEGER PRIMARY KEY, title)'
refused "$B" "$L" 'CREATE TABLE authors (id INTEGER PRIMARY KEY, surname)'
refused "$A" "$B" 'CREATE TABLE book_author (book_id INTEGER)'
refused "$A" "$L" 'CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT,
    year INTEGER AS (2000))'
refused "$A" "$L" 'CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT,
    publisher TEXT REFERENCES publishers (id))'
refused "$A" "$L" 'CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT, year DATE)'
refused "$A" "$L" 'CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT,
    edited BOOLEAN)'
refused "$A" "$L" 'CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT,
    isbn VARCHAR(20) NOT NULL)'
refused "$A" "$L" 'CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT,
    shelf VARCHAR(20) NOT NULL)'
refused "$A" "$B" 'CREATE TABLE book_author (id VARCHAR(36) PRIMARY KEY,
    book_id INTEGER, author_id INTEGER)'
refused "$A" "$B" "$L" "INSERT INTO books VALUES (-3, 'x')"
refused "$A" "$B" "$L" "INSERT INTO authors VALUES (0, 'x')"
refused "$A" "$B" "$L" "INSERT INTO books VALUES (1, 'x')" \
    'INSERT INTO book_author VALUES (1, 2)'
refused "$A" "$B" "$L" 'INSERT INTO book_author VALUES (NULL, 2)'
refused "$A" "$B" "$L" "INSERT INTO books VALUES (1, 'x')" \
    "INSERT INTO authors VALUES (2, 'y')" \
    'INSERT INTO book_author VALUES (1, 2), (1, 2)'
refused "$A" "$B" "$L" "INSERT INTO books VALUES (9223372036854775807, 'x')"
refused "$A" "$B" "$L" "INSERT INTO authors VALUES (9223372036854775000, 'x')"
refused "$A" "$L" 'CREATE TABLE books (id INTEGER PRIMARY KEY AUTOINCREMENT,
    title TEXT)' "INSERT INTO books VALUES (9223372036854775807, 'x')" \
    'DELETE FROM books'
refused "$A" "$B" "$L" "INSERT INTO books VALUES (3, 'x'), (7, x'00ff')"
refused "$A" "$B" "$L" "INSERT INTO authors VALUES (7, x'416e6e')"
rm -f b.db*
echo 'no database, but a text that is long enough to look like one' >b.db
"$BIBLOAD" adopt -q -d b.db 2>&1 | sed "s|$PWD/||"
ls
"$BIBLOAD" adopt -q -d none.db || echo "status $?"
"$BIBLOAD" adopt -q -d b.db b.db || echo "status $?"
"$BIBLOAD" import -q -d ours.db "$FIXTURES/csv/several_authors.csv"
"$BIBLOAD" adopt -q -d ours.db 2>&1 | sed "s|$PWD/||"
