# A row that an import changed has gone since: what would name it again does not
# come back, and the database stays as it was.
# shellcheck source=undo.inc
. "${0%/*}/undo.inc"
state() {
    rows
    sqlite3 b.db 'SELECT id, state FROM imports'
}
import() { run import -q -c b.ini -d b.db -s shop "$1"; }
printf '[source:shop]\nauthor_separator = ";"\n' >b.ini
cat >a.csv <<'END'
book_ref,title,authors,isbn
1,Emma,Jane Austen; Bob Gone,9780141439587
2,Dune,Frank Herbert,
3,Letters,Bob Stays,
END
# takes one author of Emma away, and gives Dune another
cat >b.csv <<'END'
book_ref,title,authors,isbn
1,Emma,Jane Austen,9780141439587
2,Dune,Frank Herbert; Bob Stays,
END
refused() {
    echo "--- $*"
    rm -f b.db
    import a.csv
    import b.csv
    case $1 in
    DELETE*) sqlite3 b.db "$1" ;;
    *) run "$@" -q -d b.db ;;
    esac
    state >before
    run undo -q -d b.db 2
    run undo -q --cascade -d b.db 2
    state | cmp - before
    sound
}
sound() { "$BIBLOAD" verify -q -d b.db | grep FAILED || echo sound; }
refused prune
refused delete book 1
refused delete book 2
refused delete author 2
refused delete author 4
refused merge author 4 2
refused merge author 2 4
refused merge book 2 1
refused 'DELETE FROM authors WHERE id = 2'
refused 'DELETE FROM books WHERE id = 1'
refused 'DELETE FROM authors WHERE id = 4'
refused 'DELETE FROM books'
echo '--- split again'
rm -f b.db
import a.csv
state | grep -v complete >before
import b.csv
run merge -q -d b.db author 4 2
run split -q -d b.db author 2
run undo -q -d b.db 2
state | grep -v -e complete -e undone | cmp - before && echo 'as before'
sound
echo '--- a row that it had changed itself, and that it takes along'
printf '[import]\nbatch_records = 1\n[source:shop]\nauthor_separator = ";"\n' >b.ini
cat >c.csv <<'END'
book_ref,title,authors,isbn,year
7,Mort,Terry Pratchett,,
8,Sourcery,Terry Pratchett,,
7,Mort,Terry Pratchett; Neil Gaiman,9780552131063,1987
8,Sourcery,Neil Gaiman,,1988
END
gone() {
    rm -f b.db
    import a.csv
    state >before
    import c.csv
    sqlite3 b.db "$1"
    run undo -q -d b.db 2
    state | grep -v undone | cmp - before && echo 'as before'
    sound
}
gone 'DELETE FROM books WHERE id = 4'
gone 'DELETE FROM authors WHERE id = 5'
gone 'DELETE FROM books WHERE id > 3; DELETE FROM authors WHERE id > 4'
