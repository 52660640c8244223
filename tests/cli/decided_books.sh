# Records that would have met a book which people merged into another: by the rules
# isbn and title, as if it were still there. What differs in year, publisher or ISBN,
# or could mean two books, meets none.
run() { "$BIBLOAD" "$@" || echo "status $?"; }
if ! command -v sqlite3 >/dev/null; then
    echo 'skipped: sqlite3 is missing' >&2
    cat "${0%.sh}.out"
    exit
fi
met() {
    run import -q "$@"
    sqlite3 b.db "SELECT s.record || ': ' || s.book_id || ' ' || b.title || ' by ' || s.rule
        FROM source_records AS s JOIN books AS b ON b.id = s.book_id
        WHERE s.file_id = (SELECT max(id) FROM import_files) ORDER BY s.record"
    "$BIBLOAD" undo -q -d b.db "$(sqlite3 b.db 'SELECT max(id) FROM imports')" >/dev/null
}
cat >books.csv <<'END1'
title,subtitle,author,year,publisher,isbn
Emma,,Jane Austen,1815,Virago,
Miss Woodhouse,a tale,Jane Austen,1816,Acme,
Highbury,,Jane Austen,1817,,9780141439587
Sanditon,,Jane Austen,1925,,
The Brothers,,Jane Austen,1925,,
Letters,,Jane Austen,1932,,
Letters,,Jane Austen,1995,,
Poems,,Jane Austen,1950,,
END1
run import -q -d b.db books.csv
for pair in '1 2' '1 3' '4 5' '4 6' '8 7'; do
    run merge -q -d b.db book "${pair% *}" "${pair#* }"
done
cat >new.csv <<'END2'
title,subtitle,author,year,publisher,isbn
Miss Woodhouse,,Jane Austen,1816,ACME,
Miss Woodhouse,a tale,Jane Austen,,,
Miss Woodhouse,a tale,Jane Austen,1816,Penguin,
Miss Woodhouse,a tale,Jane Austen,1716,Acme,
Highbury,,Jane Austen,1817,,9780141439587
Highbury and Hartfield,,Jane Austen,1817,,9780141439587
Something else,,Jane Austen,1817,,9780141439587
Highbury,,Jane Austen,1817,,
Highbury,,Jane Austen,1817,,9780060853983
The Brothers,,Jane Austen,1925,Somebody,
Letters,,Jane Austen,,,
Letters,,Jane Austen,1932,,
Letters,,Jane Austen,1995,,
END2
met -d b.db new.csv
echo '--- lists keep them apart'
printf 'book,Miss Woodhouse|Jane Austen|1816,Emma|Jane Austen|1815\n' >different.csv
printf '[match]\ndifferent = different.csv\n' >b.ini
met -c b.ini -d b.db new.csv
echo '--- the book that was kept is gone'
"$BIBLOAD" delete -q -d b.db book 1 >/dev/null
met -d b.db new.csv
run verify -q -d b.db | grep FAILED || echo sound
