# Names and titles that another program wrote as binary data are read as text, by
# imports, verify and merges alike: that is a note.
if ! command -v sqlite3 >/dev/null; then
    echo 'skipped: sqlite3 is missing' >&2
    cat "${0%.sh}.out"
    exit
fi
run() { "$BIBLOAD" "$@" || echo "status $?"; }
printf 'title,author\nEmma,Jane Doe\nOther,John Smith\nFourth,Ann Other\n' >1.csv
printf 'title,author\nThird,Jim Beam\nOther,Jon Smith\n' >2.csv
run import -q -d b.db 1.csv
sqlite3 b.db "UPDATE authors SET name = CAST('Jane' AS BLOB) WHERE id = 1;
    UPDATE books SET title = X'4a616e65' WHERE id = 2"
run import -q -d b.db 2.csv
run verify -d b.db | grep -v '^ok'
run merge -q -d b.db author 2 3
run verify -q -d b.db | grep -c FAILED
run split -q -d b.db author 3
run verify -q -d b.db | grep -c FAILED
