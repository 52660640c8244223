# Taking a replay back opens again what it had closed; replayed once more, the rows are
# those of a replay alone. What repaired an import's rejects builds on it.
run() { "$BIBLOAD" "$@" 2>&1 || echo "status $?"; }
rejects() {
    sqlite3 b.db 'SELECT import_id, record, code, state FROM rejects ORDER BY id'
}
rows() {
    sqlite3 "$1" 'SELECT title, year FROM books ORDER BY id' \
        'SELECT b.title, a.name FROM book_author AS l
           JOIN books AS b ON b.id = l.book_id JOIN authors AS a ON a.id = l.author_id
          ORDER BY b.id, l.publication_order' \
        'SELECT state, record, code FROM rejects ORDER BY id' \
        'SELECT record, line, rule FROM source_records ORDER BY id'
}
shop() { run "$1" -q -c b.ini -d "$2" "$3"; }
import() { run import -q -c b.ini -d "$1" -s shop "$2"; }
verify() { run verify -q -d b.db | grep -v '^ok'; }
printf '[source:shop]\ncolumn.title = t\ncolumn.author = a\n' >b.ini
printf 't,a\nEmma,Jane Austen\nDune,Frank Herbert,2\n,Nobody\n' >shop.csv
import b.db shop.csv
cp shop.csv other.csv
sed -i 's/,2$//' b.db.rejects/1-shop.csv
echo '--- replayed, and taken back'
shop replay b.db b.db.rejects/1-shop.csv
rejects
run report -q -d b.db -p import=2 --format csv changes
run undo -q -d b.db 2
rejects
sqlite3 b.db 'SELECT title FROM books'
verify
echo '--- replayed again, the rows are those of one replay'
shop replay b.db b.db.rejects/1-shop.csv
import c.db shop.csv
sed -i 's/,2$//' c.db.rejects/1-shop.csv
shop replay c.db c.db.rejects/1-shop.csv
rows c.db >alone
sqlite3 b.db "DELETE FROM rejects WHERE state = 'undone'"
rows b.db | cmp - alone && echo 'the same rows'
echo '--- what was rejected again and then repaired builds on it'
sed -i 's/^,Nobody/Odyssey,Homer/' b.db.rejects/3-1-shop.csv
shop replay b.db b.db.rejects/3-1-shop.csv
rejects
run undo -q -d b.db 3
run undo -q -d b.db 1
run undo -q --json -d b.db 4
rejects
run undo -q -d b.db 3
rejects
echo '--- with all that it repaired'
shop replay b.db b.db.rejects/3-1-shop.csv
shop replay b.db b.db.rejects/1-shop.csv
sed -i 's/^,Nobody/Odyssey,Homer/' b.db.rejects/5-1-shop.csv
shop replay b.db b.db.rejects/5-1-shop.csv
run undo -q --cascade -d b.db 1
sqlite3 b.db 'SELECT id, state FROM imports' 'SELECT state, count(*) FROM rejects
    GROUP BY state' 'SELECT count(*) FROM books'
echo '--- repaired bit by bit in the first file: nothing that loaded stays open'
rm -rf d.db*
printf 't,a,r\nEmma,Jane Austen,5\nUlysses,James Joyce,112\nDubliners,James Joyce,abc\n' >bits.csv
printf '[source:shop]\ncolumn.title = t\ncolumn.author = a\ncolumn.royalty = r\n' >b.ini
states() {
    sqlite3 d.db 'SELECT import_id, record, state FROM rejects ORDER BY id' 'SELECT title FROM books'
}
import d.db bits.csv
sed -i 's/,112/,12/' d.db.rejects/1-bits.csv
shop replay d.db d.db.rejects/1-bits.csv
states
sed -i 's/,abc/,7/' d.db.rejects/1-bits.csv
shop replay d.db d.db.rejects/1-bits.csv
states
echo '--- and back, step by step'
run undo -q -d d.db 2
run undo -d d.db 3 | grep open
states
run undo -d d.db 2 | grep open
states
run verify -q -d d.db | grep -v '^ok' || echo 'verify: ok'
