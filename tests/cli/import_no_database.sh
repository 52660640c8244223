# Where no database can be made, nothing is read and the message names the place.
import() {
    "$BIBLOAD" import -q -d "$1" "$FIXTURES/csv/cr.csv" || echo "status $?"
}
echo 'just text, and long enough to have a header if it were a database' >text
mkdir folder
for database in text folder folder/none/b.db text/b.db /proc/b.db \
    postgresql://host/b; do
    import "$database"
done 2>&1 | sed "s|$PWD|.|"
ls . folder
cat text
