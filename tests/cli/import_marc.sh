# ISO 2709: marc-8 is an encoding of it alone, and anything else is refused.
printf 'title\nEmma\n' >books.csv
printf '[source:a]\nfiles = books.csv\nencoding = marc-8\n' >a.ini
"$BIBLOAD" run -q -c a.ini -d b.db 2>&1
echo "status $?"
sed 's/books.csv/marc8.mrc/' a.ini >b.ini
cp "$FIXTURES/iso2709/marc8.mrc" .
"$BIBLOAD" run -q -c b.ini -d c.db 2>&1
echo "status $?"
sqlite3 c.db 'SELECT format, encoding FROM import_files'
# A reject file is ISO 2709 again, and can be imported.
"$BIBLOAD" import -q -d d.db "$FIXTURES/iso2709/missing_terminators.mrc"
echo "status $?"
tr '\035\036' '|+' <d.db.rejects/1-missing_terminators.mrc
echo
"$BIBLOAD" import -q --json -d d.db d.db.rejects/1-missing_terminators.mrc |
    cut -d '"' -f 1-20
