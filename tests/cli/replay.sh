# A repaired reject file is imported by the mapping that its records came with, and
# closes what loads; what is not repaired is rejected again.
run() { "$BIBLOAD" "$@" 2>&1 || echo "status $?"; }
rejects() {
    sqlite3 b.db 'SELECT import_id, record, code, state FROM rejects ORDER BY id'
}
printf '[source:shop]\ncolumn.title = t\ncolumn.author = a\n' >b.ini
printf 't,a\nEmma,Jane Austen\n"x"y,z,1\nDune,Frank Herbert,2\n,Nobody\n' >shop.csv
run import -q -c b.ini -d b.db -s shop shop.csv
cat b.db.rejects/1-shop.csv
rejects
sed -i 's/^"x"y,z,1/Ulysses,James Joyce/; s/,2$//' b.db.rejects/1-shop.csv
run replay -c b.ini -d b.db b.db.rejects/1-shop.csv | grep -e replayed -e status
rejects
sqlite3 b.db 'SELECT title FROM books'
cat b.db.rejects/2-1-shop.csv
echo '--- once more, and then the last one'
run replay -q -c b.ini -d b.db b.db.rejects/1-shop.csv
sed -i 's/^,Nobody/Odyssey,Homer/' b.db.rejects/2-1-shop.csv
run replay -c b.ini -d b.db b.db.rejects/2-1-shop.csv | grep replayed
rejects
run verify -q -d b.db | grep -v '^ok'
echo '--- without a source, MARC-XML'
cat >a.xml <<'END'
<collection xmlns="http://www.loc.gov/MARC21/slim">
<record><leader>00000nam a2200000 a 4500</leader><controlfield tag="001">1</controlfield>
<datafield tag="245" ind1="0" ind2="0"><subfield code="a">Good</subfield></datafield></record>
<record><leader>00000nam a2200000 a 4500</leader><controlfield tag="001">2</controlfield>
<datafield tag="245" ind1="0" ind2="0"><subfield code="a">Bad &</subfield></datafield></record>
</collection>
END
run import -q -d c.db a.xml
sed -i 's/Bad &/Bad no more/' c.db.rejects/1-a.xml
run replay -q -d c.db c.db.rejects/1-a.xml
sqlite3 c.db 'SELECT state FROM rejects' 'SELECT title FROM books' \
    'SELECT count(DISTINCT source_id) FROM source_records'
echo '--- what it is not'
sed -i '$d' b.db.rejects/1-shop.csv
run replay -q -c b.ini -d b.db b.db.rejects/1-shop.csv
run replay -q -c b.ini -d b.db b.db.rejects/1-shop.index.csv
run replay -q -c b.ini -d b.db shop.csv
run replay -q -d b.db b.db.rejects/2-1-shop.csv
run replay -q -d b.db
sqlite3 c.db "UPDATE imports SET state = 'interrupted' WHERE id = 1"
run replay -q -d c.db c.db.rejects/1-a.xml
