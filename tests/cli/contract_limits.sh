# max_rejects and max_deletes of a source are a contract: a breach leaves nothing but a
# line with the figures. What [import] or a default limits leaves what was committed.
run() { "$BIBLOAD" "$@" 2>&1 || echo "status $?"; }
told() {
    sqlite3 b.db 'SELECT state, records_read, error FROM imports
        ORDER BY id DESC LIMIT 1' 'SELECT count(*) FROM books' \
        'SELECT count(*) FROM rejects' 'SELECT count(*) FROM source_records'
}
config() {
    printf '%s\n' '[database]' 'url = b.db' '[import]' 'batch_records = 5' \
        'threads = 1' 'max_rejects = 8' '[source:shop]' 'author_separator = none' "$@" >b.ini
}
import() { run import -q -c b.ini -s shop "$@"; }
rows() { awk -v n="$1" -v bad="$2" 'BEGIN { print "book_ref,title,author"
    for (i = 1; i <= n; i++) print i "," (i > n - bad ? "" : "Book " i) ",Author " i % 5 }'; }

echo '--- rejects: [import] stops later, and leaves what was loaded'
rows 40 9 >nine.csv
rows 40 4 >four.csv
rows 40 3 >three.csv
config
import nine.csv
told
rm -r b.db*
echo '--- a number of the source'
config 'max_rejects = 3'
import four.csv
told
import -n four.csv | tail -n 2
import --json four.csv | grep -o '"state":"[a-z]*","records":{"read":[0-9]*'
import three.csv
told
rm -r b.db*
echo '--- a percentage, of however few records; the source may allow more than [import]'
config 'max_rejects = 9%'
import four.csv
told
config 'max_rejects = 10%'
import four.csv
told
config 'max_rejects = 25%'
import nine.csv
told
echo '--- a replay has as many rejects as it has'
sed -i '2s/,,/,Book 32,/' b.db.rejects/*-nine.csv
run replay -c b.ini b.db.rejects/*-nine.csv | grep -e replayed -e max_ -e status
run verify -q -d b.db | grep -v '^ok'

xml() { awk -v n="$1" -v gone="$2" 'BEGIN { print "<collection>"
    for (i = 1; i <= n; i++) print "<record><leader>00000" (i > n - gone ? "d" : "n") \
        "am a2200000 a 4500</leader><controlfield tag=\"001\">" i "</controlfield>" \
        "<datafield tag=\"245\" ind1=\"0\" ind2=\"0\"><subfield code=\"a\">Title " i \
        (gone && i == 1 ? ", corrected" : "") "</subfield></datafield></record>"
    print "</collection>" }'; }
echo '--- withdrawals: by default what was committed stays'
rm -r b.db*
xml 40 0 >all.xml
xml 40 12 >twelve.xml
xml 28 0 >fewer.xml
config
import all.xml
import twelve.xml
told
echo '--- a number of the source'
rm -r b.db*
config 'max_deletes = 11'
import all.xml
import twelve.xml
told
sqlite3 b.db "SELECT count(*) FROM books WHERE title LIKE '%corrected'"
echo '--- the default, but set'
config 'max_deletes = 10%'
import twelve.xml
told
echo '--- a snapshot'
config 'max_deletes = 11' 'mode = snapshot'
import all.xml
sed 's/Title 1</Title 1, corrected</' fewer.xml >corrected.xml
import corrected.xml
told
config 'max_deletes = auto' 'mode = snapshot'
import corrected.xml
sqlite3 b.db "SELECT count(*) FROM books WHERE title LIKE '%corrected'"
echo '--- all may go: no contract, and so in transactions of batch_records'
config 'max_deletes = 100%' 'max_rejects = 100%'
import twelve.xml
told
run verify -q -d b.db | grep -v '^ok'
true
