# A CSV that nobody can make sense of is wrong usage: the message says what the
# columns are and what to write. Nothing is imported, also not of the other files.
import() {
    "$BIBLOAD" import -q -d b.db "$@" 2>&1 || echo "status $?"
}
printf 'colour,weight\nred,5\n' >colours.csv
printf 'a,b,c\nd,e,f\n' >bare.csv
printf 'isbn,rate\n9780141439587,5\n' >rates.csv
printf '[source:default]\ncolumn.title = Titel\n' >title.ini
printf '[source:default]\ncolumn.title = #4\n' >number.ini
printf '[source:default]\ncolumn.isbn = isbn\n' >isbn.ini
import colours.csv
import bare.csv
import rates.csv
import "$FIXTURES/csv/cr.csv" colours.csv
import -c title.ini bare.csv
import -c title.ini colours.csv
import -c number.ini bare.csv
import -c isbn.ini rates.csv
ls
