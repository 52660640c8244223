# An import that was interrupted, and gone on with after another one: each builds on
# the other, and --cascade takes both back, whichever is named.
# shellcheck source=undo.inc
. "${0%/*}/undo.inc"
import() { run import -q -c b.ini -d b.db -s "$@"; }
undo() {
    cp refuge.db b.db
    run undo -q -d b.db "$@"
    "$BIBLOAD" verify -q -d b.db | grep FAILED || echo sound
}
# Until records of the file, but not all of them, are there; the limit is of the
# size of what is written, and grows.
stopped() {
    blocks=200
    while :; do
        rm -f b.db*
        import base base.csv
        rows >before
        (ulimit -f $blocks && "$BIBLOAD" import -q -c b.ini -d b.db -s long long.csv 2>/dev/null) && break
        [ "$(sqlite3 b.db 'SELECT count(*) FROM imports WHERE id = 2 AND records_read > 20' 2>/dev/null)" = 1 ] && break
        blocks=$((blocks + 20))
    done
    sqlite3 b.db 'SELECT id, records_read BETWEEN 20 AND 599 FROM imports WHERE id = 2'
}
# base; long, up to somewhere; between; long to its end
both() {
    cat >between.csv
    stopped
    import between between.csv
    sqlite3 b.db 'SELECT count(*) FROM books' >books
    import long long.csv
    sqlite3 b.db 'SELECT id, state FROM imports'
    rm -f refuge.db
    sqlite3 b.db "VACUUM INTO 'refuge.db'"
}
printf '%s\n' '[import]' 'batch_records = 20' 'threads = 1' '[source:base]' \
    'author_separator = ";"' '[source:long]' 'author_separator = ";"' \
    '[source:between]' 'author_separator = ";"' >b.ini
cat >base.csv <<'END'
book_ref,title,authors,isbn,year,publisher,language
1,Emma,Jane Austen,9780141439587,,,
2,Dune,Frank Herbert,,1965,,
END
awk 'BEGIN { print "book_ref,title,authors,isbn,year,publisher,language"
    print "e1,Emma,Jane Austen,9780141439587,,Penguin,"
    for (i = 1; i <= 600; i++) print i ",Title " i ",Ann Bee" i ",,1900,,"
    print "e2,Emma,Jane Austen,9780141439587,,,eng"
    print "d2,Another,Cora New; Frank Herbert,,1990,," }' >long.csv
echo '--- each builds on the other'
both <<'END'
book_ref,title,authors,isbn,year,publisher,language
1,Title 5,Ann Bee5,,1900,P,
2,Title 600,Ann Bee600,,1900,P,
3,Dune,Frank Herbert; Cora New,,1965,P,
4,Emma,Jane Austen,9780141439587,1815,,
END
undo 2
undo 3
undo 2 --cascade
rows | cmp - before && echo 'as before both'
undo 3 --cascade
rows | cmp - before && echo 'as before both'
sqlite3 b.db 'SELECT id, state FROM imports'
echo '--- only what was gone on with builds on the other'
both <<'END'
book_ref,title,authors,isbn,year,publisher,language
1,Title 600,Ann Bee600,,1900,P,
2,Another book,Cora New,,1990,,
END
undo 3
undo 2
sqlite3 b.db 'SELECT id, state FROM imports'
undo 3 --cascade
rows | cmp - before && echo 'as before both'
echo '--- only the other'
both <<'END'
book_ref,title,authors,isbn,year,publisher,language
1,Title 5,Ann Bee5,,1900,P,
END
undo 2
undo 3
sqlite3 b.db 'SELECT id, state FROM imports'
undo 2 --cascade
rows | cmp - before && echo 'as before both'
echo '--- neither'
both <<'END'
book_ref,title,authors,isbn,year,publisher,language
1,Ulysses,James Joyce,,1922,,
END
undo 3
undo 2
sqlite3 b.db 'SELECT count(*) FROM books'
echo '--- what came later'
both <<'END'
book_ref,title,authors,isbn,year,publisher,language
1,Title 600,Ann Bee600,,1900,P,
END
cat >later.csv <<'END'
book_ref,title,authors,isbn,year,publisher,language
9,Title 5,Ann Bee5; Ann Bee6,,1900,,
END
import between later.csv
rm refuge.db
sqlite3 b.db "VACUUM INTO 'refuge.db'"
undo 3
undo 3 --cascade
rows | cmp - before && echo 'as before all'
echo '--- import --restart names the command that can'
stopped
cat >between.csv <<'CSV'
book_ref,title,authors,isbn,year,publisher,language
1,Title 5,Ann Bee5,,1900,P,
CSV
import between between.csv
import long --restart long.csv
run undo -q --cascade -d b.db 2 | head -n 1
import long --restart long.csv
sqlite3 b.db 'SELECT id, state FROM imports'
