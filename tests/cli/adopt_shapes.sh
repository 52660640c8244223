# Declarations that other programs write, each taken over with --json; then an
# import of a book that is there, and one that is not.
printf 'title,author\nEmma,Jane Austen\nDune,Frank Herbert\n' >two.csv
A='CREATE TABLE authors (id INTEGER PRIMARY KEY, name TEXT)'
B='CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT)'
L='CREATE TABLE book_author (book_id INTEGER, author_id INTEGER,
    PRIMARY KEY (book_id, author_id))'
shape() {
    echo "-- $1"
    rm -f b.db*
    shift
    sqlite3 b.db "$@" "INSERT INTO authors (id, name) VALUES (4, 'Jane Austen')" \
        "INSERT INTO books (id, title) VALUES (8, 'Emma')" \
        'INSERT INTO book_author (book_id, author_id) VALUES (8, 4)' >/dev/null
    "$BIBLOAD" adopt -q --json -d b.db || echo "status $?"
    "$BIBLOAD" import -q -d b.db two.csv || echo "status $?"
    sqlite3 b.db "SELECT b.id, b.title, a.id, a.name FROM book_author AS l
        JOIN books AS b ON b.id = l.book_id JOIN authors AS a
        ON a.id = l.author_id ORDER BY 1" 'DELETE FROM books WHERE id = 9' \
        "INSERT INTO books (title) VALUES ('next')" 'SELECT max(id) FROM books'
    "$BIBLOAD" verify -q -d b.db | grep FAILED
}
shape 'the least' "$A" "$B" "$L"
shape 'AUTOINCREMENT already' "$A" "$L" "CREATE TABLE books
    (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, title VARCHAR NOT NULL)"
shape 'order of words' "$L" "CREATE TABLE authors (name, id INTEGER CONSTRAINT p
    PRIMARY KEY ASC ON CONFLICT ABORT NOT NULL -- PRIMARY KEY (id)
    , x DEFAULT 'PRIMARY KEY')" \
    "CREATE TABLE books([title]text,\`id\` integer,/* PRIMARY KEY */
    CONSTRAINT \"PRIMARY\" PRIMARY KEY(\"id\"))"
shape 'no key of links, and a number of their own' "$A" "$B" \
    "CREATE TABLE book_author (id INTEGER PRIMARY KEY, author_id INT, book_id INT)"
shape 'a key the other way round, without rowid' "$A" "$B" \
    "CREATE TABLE book_author (author_id INT, book_id INT,
    PRIMARY KEY (author_id, book_id)) WITHOUT ROWID"
shape 'capitals; the log is a write-ahead one' 'PRAGMA journal_mode = WAL' \
    "CREATE TABLE Authors (ID INTEGER PRIMARY KEY, Name TEXT)" \
    "CREATE TABLE Books (ID INTEGER PRIMARY KEY, Title TEXT, Year VARCHAR(4))" "$L"
shape 'no types at all' 'CREATE TABLE authors (name, id INTEGER PRIMARY KEY)' \
    'CREATE TABLE books (title, id INTEGER PRIMARY KEY)' \
    'CREATE TABLE book_author (author_id, book_id)'
shape 'strict' "$A STRICT" "$B STRICT" "$L STRICT"
shape 'triggers, views and indexes of its own' "$A" "$B" "$L" \
    'CREATE INDEX books_title ON books (title)' \
    'CREATE VIEW shop AS SELECT * FROM books' \
    'CREATE TABLE log (what)' \
    "CREATE TRIGGER logged AFTER UPDATE ON books BEGIN
    INSERT INTO log VALUES (NEW.id); END" \
    'CREATE UNIQUE INDEX one_name ON authors (name)'
sqlite3 b.db 'SELECT count(*) FROM log'
shape 'words that split and words that hide' "$L" "CREATE TABLE authors (
    primary_name TEXT DEFAULT 'AUTOINCREMENT', name TEXT CHECK (name <> ''),
    id INTEGER, UNIQUE (primary_name, name), PRIMARY KEY (id COLLATE BINARY ASC)
    ON CONFLICT FAIL)" 'CREATE TABLE books (id INTEGER/**/PRIMARY/**/KEY/**/,
    title TEXT NOT NULL COLLATE NOCASE, shelf TEXT AS (upper(title)) STORED)'
"$BIBLOAD" undo -q -d b.db 1 2>&1 | sed "s|$PWD|.|"
shape 'its rows are NULL' "$A" "$B" "$L" 'INSERT INTO authors VALUES (1, NULL)' \
    'INSERT INTO books VALUES (1, NULL)' \
    'INSERT INTO book_author VALUES (1, 1)'
