# A reject file that is replayed in vain, however often, and then repaired: nothing that
# loaded stays open, nor what its own rejects became. Undo opens again what a replay
# closed.
run() { "$BIBLOAD" "$@" 2>&1 || echo "status $?"; }
printf '[source:shop]\ncolumn.title = t\ncolumn.author = a\ncolumn.royalty = r\n' >b.ini
printf 't,a,r\nEmma,Jane Austen,5\nUlysses,James Joyce,112\nDubliners,James Joyce,113\nDune,Frank Herbert,500\n' >shop.csv
begin() {
    rm -rf b.db*
    run import -q -c b.ini -d b.db -s shop shop.csv
    sqlite3 b.db 'SELECT count(*) FROM rejects'
}
replay() { run replay -q -c b.ini -d b.db "b.db.rejects/$1"; }
mend() { sed -i 's/,112$/,12/; s/,113$/,13/; s/,500$/,50/' "b.db.rejects/$1"; }
states() {
    sqlite3 b.db "SELECT import_id || ': ' || group_concat(state, ' ') FROM
        (SELECT import_id, state FROM rejects ORDER BY id) GROUP BY import_id"
}
for n in 1 2 3 4; do
    echo "--- $n times in vain"
    begin
    for _ in $(seq $n); do replay 1-shop.csv; done
    mend 1-shop.csv
    replay 1-shop.csv
    sqlite3 b.db "SELECT state, count(*) FROM rejects GROUP BY state" \
        'SELECT title FROM books'
done
echo '--- and back, step by step'
states
run undo -q -d b.db 5
for id in 6 5 4 3 2; do
    run undo -d b.db $id | grep open
    states
done
run undo -q -d b.db 1
sqlite3 b.db 'SELECT count(*) FROM books'
run verify -q -d b.db | grep -v '^ok' || echo 'verify: ok'

echo '--- in vain after what it left was replayed: each by its place in its own file'
begin
sed -i 's/,113$/,13/' b.db.rejects/1-shop.csv
replay 1-shop.csv
sed -i 's/,500$/,50/' b.db.rejects/2-1-shop.csv
replay 2-1-shop.csv
replay 3-2-1-shop.csv
states
replay 1-shop.csv
states
sed -i 's/,112$/,12/' b.db.rejects/1-shop.csv
replay 1-shop.csv
states
echo '--- back to what each was'
for id in 6 5 4; do
    run undo -d b.db $id | grep open
    states
done
run undo -q --cascade -d b.db 1
states

echo '--- repaired, then spoilt, then repaired'
begin
mend 1-shop.csv
replay 1-shop.csv
sed -i 's/,13$/,abc/' b.db.rejects/1-shop.csv
replay 1-shop.csv
states
sed -i 's/,abc$/,14/' b.db.rejects/1-shop.csv
replay 1-shop.csv
states
echo '--- what closed nothing builds on the import all the same'
run undo -q -d b.db 4
run undo -q -d b.db 2
run undo -q -d b.db 1
run undo -q --cascade -d b.db 1
run verify -q -d b.db | grep -v '^ok' || echo 'verify: ok'

echo '--- a file whose name begins like another'
rm -rf b.db*
cp shop.csv shop.new.csv
run import -q -c b.ini -d b.db -s shop shop.csv shop.new.csv
replay 1-shop.new.csv
replay 1-shop.csv
mend 1-shop.csv
replay 1-shop.csv
sqlite3 b.db "SELECT f.name, r.import_id, r.state, count(*) FROM rejects AS r
    JOIN import_files AS f ON f.id = r.file_id GROUP BY f.id, r.state"

echo '--- replays from before the ledger named their file'
begin
replay 1-shop.csv
sqlite3 b.db "DELETE FROM ledger WHERE subject = 'file'"
replay 1-shop.csv
mend 1-shop.csv
replay 1-shop.csv
states
