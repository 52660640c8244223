# Merges leave works whole: every edition names the first one that is there, and the
# keys of works follow the rows. A split gives back what was.
if ! command -v sqlite3 >/dev/null; then
    echo 'skipped: sqlite3 is missing' >&2
    cat "${0%.sh}.out"
    exit
fi
run() { "$BIBLOAD" "$@" || echo "status $?"; }
works() {
    run verify -q -d b.db | grep FAILED
    sqlite3 b.db "SELECT id || coalesce('>' || work_id, '') FROM books ORDER BY id" |
        tr '\n' ' '
    echo
}
cat >books.csv <<'CSV'
title,subtitle,author,year
Emma,a novel,Jane Austen,1815
Emma,a tale,J. Austen,1816
Emma,roman,Jane Austen,1817
Emma,Roman,J. Austen,1818
Persuasion,a novel,J. Austen,1819
CSV
run import -q -d b.db books.csv
works
run merge -q -d b.db author 1 2
works
run split -q -d b.db author 2
works
for pair in '4 1' '3 2' '3 1' '5 1' '1 2' '2 4'; do
    echo "--- $pair"
    run merge -q -d b.db book "${pair% *}" "${pair#* }"
    works
    run split -q -d b.db book "${pair#* }"
    works
done
echo '--- a first book that is deleted'
run delete -q -d b.db book 1
works
