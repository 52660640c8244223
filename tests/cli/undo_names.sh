# A later import links an old book to an author, or lets an old record name a book,
# that the one to be taken back brought: it builds on that, and is named.
run() { "$BIBLOAD" "$@" 2>&1 || echo "status $?"; }
if ! command -v sqlite3 >/dev/null; then
    echo 'skipped: sqlite3 is missing' >&2
    cat "${0%.sh}.out"
    exit
fi
state() {
    sqlite3 b.db 'SELECT * FROM authors' 'SELECT * FROM books' \
        'SELECT * FROM book_author' 'SELECT * FROM book_keys' \
        'SELECT * FROM author_keys' 'SELECT * FROM author_names' \
        'SELECT * FROM source_records'
}
import() { run import -q -c b.ini -d b.db -s "$1" "$2"; }
printf '%s\n' '[source:shop]' 'author_separator = ";"' '[source:other]' \
    'author_separator = ";"' >b.ini
head='book_ref,title,authors,isbn'
printf '%s\n' $head '1,Emma,Jane Austen,' >a.csv
printf '%s\n' $head '1,Persuasion,Bob New,9780141439587' >b.csv
both() {
    rm -f b.db
    import shop a.csv
    state >before
    import other b.csv
    printf '%s\n' $head "$1" >c.csv
    import shop c.csv
    run undo -q -d b.db 2
    run undo -q --cascade -d b.db 2
    state | cmp - before && echo 'as before'
    "$BIBLOAD" verify -q -d b.db | grep FAILED || echo sound
}
echo '--- a link'
both '1,Emma,Jane Austen; Bob New,'
echo '--- a record'
both '1,Persuasion,Bob New,9780141439587'
