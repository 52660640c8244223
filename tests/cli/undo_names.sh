# A later import links an old book to an author, or lets an old record name a book,
# that the one to be taken back brought: it builds on that, and is named.
# shellcheck source=undo.inc
. "${0%/*}/undo.inc"
import() { run import -q -c b.ini -d b.db -s "$1" "$2"; }
printf '%s\n' '[source:shop]' 'author_separator = ";"' '[source:other]' \
    'author_separator = ";"' >b.ini
head='book_ref,title,authors,isbn'
printf '%s\n' $head '1,Emma,Jane Austen,' >a.csv
printf '%s\n' $head '1,Persuasion,Bob New,9780141439587' >b.csv
both() {
    rm -f b.db
    import shop a.csv
    rows >before
    import other b.csv
    printf '%s\n' $head "$1" >c.csv
    import shop c.csv
    run undo -q -d b.db 2
    run undo -q --cascade -d b.db 2
    rows | cmp - before && echo 'as before'
    "$BIBLOAD" verify -q -d b.db | grep FAILED || echo sound
}
echo '--- a link'
both '1,Emma,Jane Austen; Bob New,'
echo '--- a record'
both '1,Persuasion,Bob New,9780141439587'
