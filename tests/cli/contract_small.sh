# Promises of a source that brings a few records a day: how many they may be fewer,
# how many authors may be new, and that a replay of a few is no delivery.
run() { "$BIBLOAD" "$@" 2>&1 || echo "status $?"; }
rows() { awk -v n="$1" 'BEGIN { print "title,author,royalty"
    for (i = 1; i <= n; i++) print "Book " i ",Author " i ",5" }'; }
import() { run import -q -c b.ini -s shop "$@"; }
told() { sqlite3 "$1" 'SELECT state, error FROM imports' 'SELECT count(*) FROM books'; }
config() { printf '%s\n' '[database]' "url = $1.db" '[source:shop]' "$2" "$3" >b.ini; }
rows 0 >none.csv
rows 1 >one.csv
rows 13 >most.csv
rows 14 >many.csv

echo '--- ten more or fewer than three'
config a 'expected_records = 3' 'expected_within = 10'
for file in none one most many; do import "$file.csv"; done
told a.db
echo '--- authors by number'
config b 'max_new_authors = 11' 'on_match = fill'
import one.csv
import most.csv
import many.csv
told b.db
echo '--- a replay brings what it brings'
config c 'max_new_authors = 50%' 'on_match = fill'
rows 4 | sed 's/Author [34]/Author 1/; 3s/,5/,112/' >wrong.csv
sed -i 's/Author 1/Author 9/; 3s/Author 2/Author 7/' wrong.csv
import wrong.csv
sed -i 's/,112/,12/' c.db.rejects/*-wrong.csv
run replay -q -c b.ini c.db.rejects/*-wrong.csv
sqlite3 c.db 'SELECT name FROM authors ORDER BY id' 'SELECT count(*) FROM books'
run verify -q -d c.db | grep -v '^ok'
true
