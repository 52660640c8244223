# Merges in a database that was adopted, with columns and triggers of its own.
run() { "$BIBLOAD" "$@" 2>said || echo "status $?"; sed "s|$PWD/||" said; }
A='CREATE TABLE authors (id INTEGER PRIMARY KEY, name TEXT, "shelf@own" TEXT, "a:gone" TEXT, "it''s" TEXT, "50%d" TEXT, rating REAL)'
B='CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT, "x@owns.@other" TEXT, ":keep" TEXT)'
L='CREATE TABLE book_author (book_id INTEGER, author_id INTEGER, "@own_id" TEXT, "l:batch" TEXT, "d.'"'"'x" TEXT, PRIMARY KEY (book_id, author_id))'
fresh() { rm -f b.db*; sqlite3 b.db "$A" "$B" "$L" "INSERT INTO authors VALUES (1, 'Ann A', 'one', 'two', 'three', 'four', 1.5), (2, 'A. A', '1', '2', '3', '4', 2.25)" \
   "INSERT INTO books VALUES (1, 'One', 'p', 'q'), (2, 'Two', 'r', 's')" \
   "INSERT INTO book_author VALUES (1, 1, 'x', 'y', 'z'), (2, 2, 'X', 'Y', 'Z'), (1, 2, 'u', 'v', 'w')"
   "$BIBLOAD" adopt -q -d b.db >said; }
show() { sqlite3 b.db 'SELECT * FROM authors ORDER BY id' 'SELECT * FROM books ORDER BY id' \
    'SELECT * FROM book_author ORDER BY 1, 2'; }
fresh
show >before
run merge -q -d b.db author 1 2
show
run split -q -d b.db author 2
show | diff before -
run merge -q -d b.db book 1 2
run split -q -d b.db book 2
show | diff before -
echo '-- infinity'
sqlite3 b.db 'UPDATE authors SET rating = 9e999 WHERE id = 2'
run merge -q -d b.db author 1 2
echo '-- quote'
fresh
sqlite3 b.db 'ALTER TABLE authors ADD COLUMN "say ""hi""" TEXT' 'ALTER TABLE authors ADD COLUMN "b\s" TEXT'
run merge -q -d b.db author 1 2
echo '-- triggers'
fresh
sqlite3 b.db "CREATE TRIGGER keep_all BEFORE DELETE ON authors BEGIN SELECT RAISE(ABORT, 'authors are for ever'); END"
run merge -q -d b.db author 1 2
run delete -q -d b.db author 1
sqlite3 b.db "DROP TRIGGER keep_all" "CREATE TRIGGER keep_all BEFORE DELETE ON authors BEGIN SELECT RAISE(IGNORE); END"
run merge -q -d b.db author 1 2
show | diff before -
sqlite3 b.db "DROP TRIGGER keep_all" "CREATE TRIGGER keep_all BEFORE DELETE ON authors BEGIN SELECT RAISE(ROLLBACK, 'gone back'); END"
run merge -q -d b.db author 1 2
run delete -q -d b.db author 1
echo '-- links are kept'
sqlite3 b.db 'DROP TRIGGER keep_all' "CREATE TRIGGER keep_all BEFORE UPDATE ON book_author BEGIN SELECT RAISE(IGNORE); END"
run merge -q -d b.db author 1 2
show | diff before -
echo '-- a row does not come back'
sqlite3 b.db 'DROP TRIGGER keep_all' "CREATE TRIGGER keep_all BEFORE INSERT ON authors BEGIN SELECT RAISE(IGNORE); END"
run merge -q -d b.db author 1 2
run split -q -d b.db author 2
