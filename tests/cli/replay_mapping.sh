# A few records don't show what their whole file did: a replay reads them as the
# import did, which found separators, a header and a format, and kept them.
run() { "$BIBLOAD" "$@" 2>&1 || echo "status $?"; }
authors() {
    sqlite3 "$1" "SELECT k.title, group_concat(a.name, ' + ') FROM books AS k
        JOIN book_author AS l ON l.book_id = k.id JOIN authors AS a
        ON a.id = l.author_id WHERE $2 GROUP BY k.id ORDER BY k.id"
}
rejects() { sqlite3 "$1" 'SELECT import_id, record, state FROM rejects ORDER BY id'; }
plans() { sqlite3 "$1" 'SELECT name, plan FROM import_files ORDER BY id'; }
several() {
    echo title,authors
    for i in 1 2 3 4 5 6 7 8; do echo "Book $i,$1"; done
    echo "$2"
}

# ";" separates, and the reject has "/"; "," does, and in one row nothing tells
several 'Anna Adams; Ben Baker' ',Studio AC/DC' >semicolon.csv
several '"Anna Adams, Ben Baker"' ',"Plato, Jane Austen"' >comma.csv
# words over numbers, in the rejects alone
printf 'Werk;Wer;Satz\nEmma;Jane Austen;5\nDubliners;James Joyce;zehn\n' >plain.csv
# the rejects are no records of their format
cp "$FIXTURES/iso2709/between_records.mrc" junk.mrc
# most of the rejects have another number of cells than most of the file
printf 'Emma|Jane Austen\nDune|Frank Herbert\nPersuasion|Jane Austen\nUlysses|James Joyce\nOdyssey|Homer|1\nIliad|Homer|2\nAeneid|Virgil|3\n' >cells.csv
# a byte order mark, which the reject file has not
printf '\357\273\277title,author\nEmma,Jane Austen\nDubliners,\342\202\254\377\n' >mark.csv
# entities that stand behind what is looked at
{
    echo title,author
    seq -f 'Number %.0f,Jane Austen' 1000
    echo ',Smith &amp; Sons'
} >late.csv
cat >b.ini <<'END'
[source:numbers]
column.title = #1
column.author = #2
column.royalty = #3
[source:two]
column.title = #1
column.author = #2
END
imports() {
    run import -q -d "$1" semicolon.csv
    run import -q -d "$1" comma.csv
    run import -q -c b.ini -s numbers -d "$1" plain.csv
    run import -q -d "$1" junk.mrc
    run import -q -c b.ini -s two -d "$1" cells.csv
    run import -q -d "$1" mark.csv
    run import -q -d "$1" late.csv
}
mend() {
    sed -i '2s/^,/Last,/' "$1.rejects/1-semicolon.csv" "$1.rejects/2-comma.csv"
    sed -i 's/zehn$/10/' "$1.rejects/3-plain.csv"
    sed -i '1s/|1$//' "$1.rejects/5-cells.csv"
    sed -i 's/^,/Letters,/' "$1.rejects/7-late.csv"
}
replays() {
    for file in "$1".rejects/[1-7]-*; do
        case $file in *.index.csv) continue ;; esac
        echo "- ${file#*/}"
        run replay -c b.ini -d "$1" "$file" | grep -e replayed -e status -e error
    done
}

echo '--- one'
imports b.db
plans b.db
mend b.db
run replay -q -d b.db b.db.rejects/1-semicolon.csv
run replay -q -d b.db b.db.rejects/2-comma.csv
authors b.db "k.title = 'Last'"
run replay -q -c b.ini -d b.db b.db.rejects/3-plain.csv
run replay -q -d b.db b.db.rejects/4-junk.mrc
run replay -q -c b.ini -d b.db b.db.rejects/5-cells.csv
run replay -q -d b.db b.db.rejects/6-mark.csv
run replay -q -d b.db b.db.rejects/7-late.csv
rejects b.db
authors b.db "k.title IN ('Dubliners', 'Odyssey', 'Iliad', 'Letters')"

# the mapping is the import's, so a record that comes again is what it was
sqlite3 b.db 'SELECT count(DISTINCT options) FROM imports WHERE id IN (1, 8)'

echo '--- all of the folder, which was moved'
mkdir old
imports old/b.db
mend old/b.db
mv old new
replays new/b.db
rejects new/b.db
authors new/b.db "k.title IN ('Last', 'Dubliners', 'Odyssey', 'Iliad', 'Letters')"
echo '--- and what is rejected again, in its turn'
sed -i 's/|2$//' new/b.db.rejects/12-5-cells.csv
run replay -c b.ini -d new/b.db new/b.db.rejects/12-5-cells.csv | grep -e replayed -e status
authors new/b.db "k.title = 'Iliad'"

echo '--- what the config says stays'
run import -q -d c.db semicolon.csv
sed -i '2s/^,/Last,/' c.db.rejects/1-semicolon.csv
printf '[source:default]\nauthor_separator = /\n' >c.ini
run replay -q -c c.ini -d c.db c.db.rejects/1-semicolon.csv
authors c.db "k.title = 'Last'"
run verify -q -d c.db | grep -v '^ok'

printf '[source:s]\ndelimiter = ","\ncolumn.title = #1\ncolumn.author = #2\ncolumn.royalty = #4\n' >e.ini
printf 'Emma,a,b,c;Jane Austen;5\nDune,a,b,c;Frank Herbert;7\n' >e.csv
run import -q -c e.ini -s s -d e.db e.csv
printf '[source:s]\ndelimiter = ";"\ncolumn.title = #1\ncolumn.author = #2\ncolumn.royalty = #3\n' >e.ini
run replay -q -c e.ini -d e.db e.db.rejects/1-e.csv
rejects e.db
authors e.db 1

echo '--- a MARC-XML file in Latin-1'
cat >head.xml <<'END'
<?xml version="1.0" encoding="ISO-8859-1"?>
<collection xmlns="http://www.loc.gov/MARC21/slim">
<record><leader>00000nam a2200000 a 4500</leader><controlfield tag="001">1</controlfield>
END
{
    cat head.xml
    printf '<datafield tag="245" ind1="0" ind2="0"><subfield code="a">Caf\351 &</subfield></datafield></record></collection>\n'
} >latin.xml
run import -q -d l.db latin.xml
sed -i 's/ &</</' l.db.rejects/1-latin.xml
run replay -q -d l.db l.db.rejects/1-latin.xml
sqlite3 l.db 'SELECT title FROM books' 'SELECT code FROM warnings' \
    'SELECT state FROM rejects'

echo '--- a database from before there was such a column: as it shows itself'
imports o.db
sqlite3 o.db 'ALTER TABLE import_files DROP COLUMN plan' 'PRAGMA user_version = 1'
run verify -q -d o.db | grep -v '^ok'
mend o.db
run replay --dry-run -q -d o.db o.db.rejects/2-comma.csv
replays o.db
authors o.db "k.title = 'Last'"
plans o.db | tail -n 6
run verify -q -d o.db | grep -v '^ok'

echo '--- a plan that is none'
imports d.db >/dev/null
mend d.db
sqlite3 d.db "UPDATE import_files SET plan = '{' WHERE id = 1" \
    "UPDATE import_files SET plan = '{\"delimiter\":7,\"header\":\"maybe\",\"columns\":\"x\",\"entities\":null,\"author_separator\":[]}' WHERE id = 2" \
    "UPDATE import_files SET plan = '{\"delimiter\":\"\\\"\",\"columns\":-1}' WHERE id = 3" \
    "UPDATE import_files SET format = 'x', encoding = 'y' WHERE id = 4"
run replay -q -d d.db d.db.rejects/1-semicolon.csv
run replay -q -d d.db d.db.rejects/2-comma.csv
run replay -q -c b.ini -d d.db d.db.rejects/3-plain.csv
run replay -q -d d.db d.db.rejects/4-junk.mrc
authors d.db "k.title = 'Last'"
