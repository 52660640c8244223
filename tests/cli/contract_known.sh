# Files that are passed over count to what is expected; a replay is no delivery, so
# nothing that is promised of one is asked of it.
run() { "$BIBLOAD" "$@" 2>&1 || echo "status $?"; }
rows() { awk -v from="$1" -v to="$2" 'BEGIN { print "book_ref,title,author"
    for (i = from; i <= to; i++) print i ",Book " i ",Author " i % 5 }'; }
cat >b.ini <<'END'
[database]
url = b.db
[source:shop]
files = a.csv, b.csv
expected_records = 20
expected_within = 5%
max_new_authors = 25%
END
told() {
    sqlite3 b.db 'SELECT id, state, records_read, books_new, error FROM imports
        ORDER BY id DESC LIMIT 1' 'SELECT count(*) FROM books'
}
rows 1 10 >a.csv
rows 11 20 >b.csv
run run -q -c b.ini
told
echo '--- nothing is new; one file has a record more, two more'
run run -c b.ini
rows 11 21 >b.csv
run run -c b.ini | grep -e 'passed over' -e status
told
rows 11 22 >b.csv
run run -q -c b.ini
told
run run -n -q -c b.ini
echo '--- a known file alone'
run import -q -c b.ini -s shop a.csv
told
echo '--- a dry run'
rows 11 21 | sed 's/Book 11/Book eleven/' >b.csv
run run -n -q -c b.ini
echo '--- replays'
rows 11 21 | sed 's/Book 12//; s/Book 13//' >b.csv
run run -q -c b.ini
sed -i 's/^12,,Author 2/12,Book 12,Stranger/' b.db.rejects/*b.csv
run replay -c b.ini b.db.rejects/*b.csv | grep -e replayed -e status -e expected
told
sqlite3 b.db 'SELECT record, state FROM rejects' \
    "SELECT name FROM authors WHERE name = 'Stranger'"
run verify -q -d b.db | grep -v '^ok'
true
