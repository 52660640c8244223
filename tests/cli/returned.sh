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
delivery monday.csv 5
delivery tuesday.csv 7
delivery wednesday.csv 5
bring monday.csv | sed 's/ in .*//'
bring tuesday.csv | sed 's/ in .*//'
bring wednesday.csv | sed 's/ in .*//'
echo '--- all of them again: known'
bring monday.csv tuesday.csv wednesday.csv
echo '--- the same as the last, under a name of its own: known'
cp wednesday.csv thursday.csv
bring thursday.csv
echo '--- the folder of all days, with a new one that says what another said'
delivery friday.csv 9
bring friday.csv | sed 's/ in .*//'
delivery saturday.csv 7
bring ./*day.csv | sed 's/ in .*//'
echo '--- moved into an archive and read from there: known, all of them'
mkdir archive
mv ./*day.csv archive
bring archive/*
echo '--- one of them alone, which others replaced'
bring archive/friday.csv | sed 's/ in .*//'
