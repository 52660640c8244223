# A replay of more or fewer records than were rejected is none: nothing is loaded,
# nothing is left of it, and the rejects can be replayed as before.
run() { "$BIBLOAD" "$@" 2>&1 || echo "status $?"; }
if ! command -v sqlite3 >/dev/null; then
    echo 'skipped: sqlite3 is missing' >&2
    cat "${0%.sh}.out"
    exit
fi
config() { printf '%s\n' '[import]' 'batch_records = 3' 'threads = 1' '[source:shop]' "$@" >b.ini; }
import() { run import -q -c b.ini -d b.db -s shop "$1"; }
replay() { run replay -c b.ini -d b.db "$@" b.db.rejects/1-shop.csv; }
told() {
    sqlite3 b.db 'SELECT id, state, records_read FROM imports' \
        'SELECT count(*) FROM books' \
        'SELECT import_id, state, count(*) FROM rejects GROUP BY import_id, state' \
        'SELECT count(*) FROM ledger'
    ls b.db.rejects
}
config
printf 'title,author,royalty\nEmma,Jane Austen,5\nUlysses,James Joyce,112\nDubliners,James Joyce,113\nDune,Frank Herbert,500\n' >shop.csv
import shop.csv
told >before
same() { told | cmp before - && echo 'as before'; }
cp b.db.rejects/1-shop.csv all.csv

echo '--- fewer, one of them as it was'
sed -e '/112$/d' -e 's/113$/13/' all.csv >b.db.rejects/1-shop.csv
replay
same
replay -q --json | sed 's/"seconds":[0-9.]*/"seconds":S/g'
replay -q -n | grep -e replay -e status
same
echo '--- more'
(sed 's/...$/13/' all.csv && echo Odyssey,Homer,7) >b.db.rejects/1-shop.csv
replay -q
same
echo '--- none'
sed '2,$d' all.csv >b.db.rejects/1-shop.csv
replay -q
same
echo '--- with a contract, which is broken before'
config 'max_rejects = 1'
sed '/112$/d' all.csv >b.db.rejects/1-shop.csv
replay -q
sqlite3 b.db 'SELECT id, state, error FROM imports WHERE id > 1' "DELETE FROM imports WHERE id > 1"
rm -f b.db.rejects/2-*
config
echo '--- all of them'
sed -e 's/112$/12/' -e 's/113$/13/' all.csv >b.db.rejects/1-shop.csv
replay -q
told
echo '--- the import is taken back with its replay'
run undo -q -d b.db 1
run undo -q --cascade -d b.db 1
sqlite3 b.db 'SELECT count(*) FROM books'
run verify -q -d b.db | grep -v '^ok' || echo 'verify: ok'

echo '--- after an import of the file that was interrupted'
rm -rf b.db*
awk 'BEGIN { print "title,author,royalty"
    for (i = 1; i <= 600; i++) print "Book " i ",Author " i % 5 ",113" }' >shop.csv
import shop.csv
sed -i 's/113$/13/' b.db.rejects/1-shop.csv
mkdir old
cp -R b.db b.db.rejects old
# until records of the file, but not all of them, are there
blocks=300
while :; do
    rm -rf b.db*
    cp -R old/* .
    (ulimit -f $blocks && "$BIBLOAD" import -q -c b.ini -d b.db -s shop b.db.rejects/1-shop.csv 2>/dev/null) && break
    [ "$(sqlite3 b.db 'SELECT count(*) > 0 FROM books' 2>/dev/null)" = 1 ] && break
    blocks=$((blocks + 20))
done
sqlite3 b.db 'SELECT state, records_read BETWEEN 1 AND 599 FROM imports WHERE id = 2'
replay | grep -e abandoned -e 'going on' -e replayed -e status
sqlite3 b.db 'SELECT id, state FROM imports' 'SELECT count(*) FROM books' \
    'SELECT state, count(*) FROM rejects GROUP BY state'
