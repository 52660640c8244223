# What a source brought once, took back, and brings again under another name, is no
# delivery that is known: it says again what was replaced.
delivery() {
    printf 'book_ref,title,author,royalty\n1,Emma,Jane Austen,%s\n' "$2" >"$1"
}
printf '[source:shop]\n' >b.ini
bring() {
    "$BIBLOAD" import -c b.ini -d b.db -s shop "$@" 2>&1 | grep -e whole -e '^import'
    sqlite3 b.db 'SELECT royalty_percentage FROM book_author'
}
delivery 1monday.csv 5
delivery 2tuesday.csv 7
delivery 3wednesday.csv 5
bring 1monday.csv | sed 's/ in .*//'
bring 2tuesday.csv | sed 's/ in .*//'
bring 3wednesday.csv | sed 's/ in .*//'
echo '--- all of them again: known'
bring 1monday.csv 2tuesday.csv 3wednesday.csv
echo '--- the same as the last, under a name of its own: known'
cp 3wednesday.csv 4thursday.csv
bring 4thursday.csv
echo '--- the folder of all days, with a new one that says what another said'
delivery 5friday.csv 9
bring 5friday.csv | sed 's/ in .*//'
delivery 6saturday.csv 7
bring ./*day.csv | sed 's/ in .*//'
echo '--- moved into an archive and read from there: known, all of them'
mkdir archive
mv ./*day.csv archive
bring archive/*
echo '--- one of them alone, which others replaced'
bring archive/5friday.csv | sed 's/ in .*//'
