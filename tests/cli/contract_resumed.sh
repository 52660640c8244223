# What an import without a contract had loaded when it was interrupted is no part of
# one transaction: set a contract then, and the next import is another one.
run() { "$BIBLOAD" "$@" 2>&1 || echo "status $?"; }
if ! command -v sqlite3 >/dev/null; then
    echo 'skipped: sqlite3 is missing' >&2
    cat "${0%.sh}.out"
    exit
fi
config() { printf '%s\n' '[import]' 'batch_records = 3' 'threads = 1' '[source:shop]' "$@" >b.ini; }
rows() { awk -v n="$1" -v bad="$2" 'BEGIN { print "book_ref,title,author"
    for (i = 1; i <= n; i++) print i "," (i > n - bad ? "" : "Book " i) ",Author " i % 5 }'; }
# Until records of the file, but not all of them, are there; the limit is of a
# file's size, and grows.
stopped() {
    config
    blocks=300
    while :; do
        rm -rf b.db*
        (ulimit -f $blocks && "$BIBLOAD" import -q -c b.ini -d b.db -s shop a.csv 2>/dev/null) && break
        [ "$(sqlite3 b.db 'SELECT count(*) > 0 FROM books' 2>/dev/null)" = 1 ] && break
        blocks=$((blocks + 20))
    done
    sqlite3 b.db 'SELECT state, records_read BETWEEN 1 AND 599 FROM imports'
}
told() {
    sqlite3 b.db 'SELECT id, state, error FROM imports WHERE id > 1' \
        'SELECT state, (SELECT count(*) FROM books) = records_read FROM imports WHERE id = 1'
}
rows 600 0 >a.csv
rows 600 4 >bad.csv
echo '--- the same file, and it keeps the contract'
stopped
config 'max_rejects = 3'
run import -c b.ini -d b.db -s shop a.csv | grep -e abandoned -e 'going on' -e status |
    sed 's/: [0-9]* of/: some of/'
sqlite3 b.db 'SELECT id, state FROM imports' 'SELECT count(*) FROM books'
echo '--- another one, which does not'
stopped
config 'max_rejects = 3'
cp bad.csv a.csv
run import -q -c b.ini -d b.db -s shop a.csv
told
echo '--- once more'
run import -q -c b.ini -d b.db -s shop a.csv
told
run verify -q -d b.db | grep FAILED || echo sound
