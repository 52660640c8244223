# What an application added to the tables is its own: further columns behind ours,
# indexes, triggers and views are no fault and are left alone, and imports go on. A
# column of ours that is not there, or not as it was, is one.
if ! command -v sqlite3 >/dev/null; then
    echo 'skipped: sqlite3 is missing' >&2
    cat "${0%.sh}.out"
    exit
fi
run() { "$BIBLOAD" "$@" || echo "status $?"; }
failed() { run verify -q -d b.db "$@" | grep -e FAILED -e repaired -e status; }
books() { run import -q -d b.db "$1"; }
printf 'title,author\nEmma,Jane Austen\n' >a.csv
printf 'title,author,royalty\nUlysses,James Joyce,5\nEmma,Jane Austen,4\n' >b.csv
books a.csv
sqlite3 b.db "ALTER TABLE books ADD COLUMN shelf TEXT;
    ALTER TABLE books ADD COLUMN \"it's, (here)\" TEXT NOT NULL DEFAULT ' -- ) ''x, ';
    ALTER TABLE authors ADD COLUMN boss INTEGER REFERENCES authors (id);
    ALTER TABLE authors ADD COLUMN shown TEXT AS (upper(name)) VIRTUAL;
    ALTER TABLE book_author ADD COLUMN note TEXT CHECK (note <> 'a/*b');
    CREATE INDEX shop_titles ON books (title);
    CREATE VIEW shop AS SELECT * FROM books;
    CREATE TRIGGER shop_logs AFTER INSERT ON books BEGIN SELECT 1; END;
    CREATE TABLE orders (book_id REFERENCES books (id));
    UPDATE books SET shelf = 'A 7';
    UPDATE book_author SET note = 'paid'"
failed
books b.csv
failed --repair
sqlite3 b.db 'SELECT id, title, shelf, "it''s, (here)" FROM books' \
    'SELECT id, shown FROM authors' 'SELECT book_id, note FROM book_author' \
    "SELECT name FROM sqlite_schema WHERE name LIKE 'shop%'"
sqlite3 b.db 'ALTER TABLE books DROP COLUMN shelf'
failed
try() {
    echo "-- $1"
    cp b.db before.db
    sqlite3 b.db "$1"
    failed
    failed --repair
    mv before.db b.db
}
sqlite3 b.db 'PRAGMA journal_mode = DELETE' >told
try 'ALTER TABLE books RENAME COLUMN publisher TO house'
try 'DROP VIEW book_list; DROP TRIGGER books_updated; ALTER TABLE books DROP COLUMN material'
try 'UPDATE books SET language = 1; PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql =
    replace(sql, "language  TEXT", "language  TEXT NOT NULL DEFAULT 1") WHERE name = "books"'
try 'UPDATE authors SET boss = 1; PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql =
    replace(sql, "boss INTEGER", "boss INTEGER NOT NULL") WHERE name = "authors"'
try 'PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(replace(sql, "language  TEXT",
    "language /* of the text, it is said: * or / */ TEXT"), "publisher TEXT", "publisher/**/TEXT") WHERE name = "books"'
try 'ALTER TABLE books RENAME COLUMN publisher TO publishes'
try "UPDATE books SET year = 2; ALTER TABLE books ADD COLUMN wrong AS (abs(-9223372036854775807 - year / 2))"
