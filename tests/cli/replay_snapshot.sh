# A repaired reject file is not all that its source has: a replay withdraws nothing,
# and the next full delivery finds everything as it is.
run() { "$BIBLOAD" "$@" 2>&1 || echo "status $?"; }
books() {
    sqlite3 b.db 'SELECT state, records_read, books_new, books_updated, books_deleted
        FROM imports ORDER BY id DESC LIMIT 1' 'SELECT count(*) FROM books'
}
printf '[source:shop]\nmode = snapshot\n' >b.ini
rows() { awk -v eight="$1" 'BEGIN { print "book_ref,title,author"
    for (i = 1; i <= 10; i++) print i "," (i == 8 ? eight : "Book " i) ",Author " i }'; }
import() { run import -c b.ini -d b.db -s shop "$@" | grep -e snapshot -e withdrawn -e status; }
rows '' >full.csv
import full.csv
books
sed -i 's/^8,,/8,Book 8,/' b.db.rejects/1-full.csv
run replay -c b.ini -d b.db b.db.rejects/1-full.csv | grep -e withdrawn -e replayed -e status
books
echo '--- the same delivery, and a corrected one'
import full.csv
books
rows 'Book 8' >full.csv
import full.csv
books
echo '--- what is missing goes as ever'
sed -i '/^3,/d' full.csv
import full.csv
books
run verify -q -d b.db | grep -v '^ok'
echo '--- records without ids'
rows '' | cut -d, -f2,3 >plain.csv
run import -q -c b.ini -d c.db -s shop plain.csv
sed -i 's/^,/Book 8,/' c.db.rejects/1-plain.csv
run replay -q -c b.ini -d c.db c.db.rejects/1-plain.csv
sqlite3 c.db 'SELECT count(*) FROM books' 'SELECT state FROM rejects'
