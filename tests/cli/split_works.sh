# A merge of books unites their works; a split parts them again, and what came since
# goes with the work whose titles it has. Titles that a split takes out of a book
# leave it the key of what it says.
if ! command -v sqlite3 >/dev/null; then
    echo 'skipped: sqlite3 is missing' >&2
    cat "${0%.sh}.out"
    exit
fi
run() { "$BIBLOAD" "$@" || echo "status $?"; }
works() {
    run verify -q -d "$1" | grep FAILED
    sqlite3 "$1" "SELECT id || coalesce('>' || work_id, '') FROM books ORDER BY id" |
        tr '\n' ' '
    echo
}
cat >books.csv <<'CSV'
title,subtitle,author,year
Emma,,Jane Austen,1815
Persuasion,,Jane Austen,1817
Emma,,Jane Austen,1900
Persuasion,,Jane Austen,1901
CSV
cat >more.csv <<'CSV'
title,subtitle,author,year
Persuasion,a novel,Jane Austen,1950
Emma,a novel,Jane Austen,1951
CSV
run import -q -d b.db books.csv
works b.db
for pair in '3 4' '4 3' '1 2' '2 3'; do
    echo "--- $pair"
    run merge -q -d b.db book "${pair% *}" "${pair#* }"
    works b.db
    run split -q -d b.db book "${pair#* }"
    works b.db
done
echo '--- editions that come meanwhile'
run merge -q -d b.db book 3 2
run import -q -d b.db more.csv
works b.db
run split -q -d b.db book 2
works b.db
echo '--- an edition that left meanwhile stays where it is'
run merge -q -d b.db book 3 2
sqlite3 b.db "UPDATE books SET title = 'Sanditon' WHERE id = 4"
run import -q --again -d b.db more.csv
works b.db
run split -q -d b.db book 2
works b.db
echo '--- a title key that an import dropped meanwhile'
printf 'title,author\nEmma,Jane Doe\nOther,John Smith\n' >1.csv
printf 'title,author\nThird,Jim Beam\n' >2.csv
run import -q -d c.db 1.csv
run merge -q -d c.db author 2 1
sqlite3 c.db "UPDATE books SET publisher = 'Acme' WHERE id = 1"
run import -q -d c.db 2.csv
run split -q -d c.db author 1
works c.db
echo '--- an import that parts a work is taken back'
printf 'book_ref,title,subtitle,author\na,Emma,x,Jane Doe\nb,Emma,y,Jane Doe\n' >3.csv
printf 'book_ref,title,subtitle,author\na,Other,x,Jane Doe\n' >4.csv
printf '[source:x]\non_update = replace\n' >x.ini
run import -q -c x.ini -d d.db --source x 3.csv
works d.db
for step in 2 3; do
    run import -q -c x.ini -d d.db --source x 4.csv
    works d.db
    run undo -q -d d.db "$step"
    works d.db
done
