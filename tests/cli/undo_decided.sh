# A merge or a parting of rows that an import brought is in the way of taking it back as
# long as it can be taken back itself; the message names the rows.
# shellcheck source=undo.inc
. "${0%/*}/undo.inc"
import() { run import -q -c b.ini -d b.db -s "$1" "$1.csv"; }
sound() { "$BIBLOAD" verify -q -d b.db | grep FAILED || echo sound; }
begin() {
    echo "--- $1"
    rm -f b.db
    import a
    import b
}
merge() { run merge -q -d b.db "$@"; }
split() { run split -q -d b.db "$@"; }
delete() { run delete -q -d b.db "$@"; }
undo() {
    run undo -q -d b.db "$@"
    sound
}
printf '[source:a]\n[source:b]\n' >b.ini
cat >a.csv <<'END'
book_ref,title,authors
1,Emma,Jane Austen
2,Letters,J. Austen
END
cat >b.csv <<'END'
book_ref,title,authors
3,Dune,Frank Herbert
4,Sanditon,Jane Austen
END
begin 'merged'
merge author 2 1
undo 1 --cascade
split author 1
undo 1 --cascade
begin 'the row that stayed is deleted'
merge author 1 2
delete author 1
split author 2
undo 1
sqlite3 b.db 'SELECT id, title FROM books'
begin 'merged on'
merge author 2 1
merge author 3 2
split author 1
undo 1 --cascade
delete author 3
split author 2
split author 1
undo 1
sqlite3 b.db 'SELECT id, title FROM books'
begin 'into a row that stays'
merge author 3 2
undo 1 --cascade
split author 2
undo 1 --cascade
begin 'books'
merge book 2 1
undo 1
delete book 2
split book 1
undo 2
undo 1
begin 'parted'
split author 1 b:4
undo 1 --cascade
delete author 1
undo 1
begin 'a row that it would name again was merged, and that one deleted'
cat >c.csv <<'END'
book_ref,title,authors
1,Emma,Frank Herbert
END
run import -q -c b.ini -d b.db -s a c.csv
merge author 2 1
delete author 2
undo 3
echo '--- the row that stayed was deleted by an import'
printf '[source:a]\nmode = snapshot\nmax_deletes = 100%%\n' >b.ini
rm -f b.db
import a
merge book 1 2
cat >c.csv <<'END'
book_ref,title,authors
5,Persuasion,Jane Austen
END
run import -q -c b.ini -d b.db -s a c.csv
split book 2
run undo -q -d b.db 3
split book 2
sqlite3 b.db 'SELECT id, title FROM books'
sound
