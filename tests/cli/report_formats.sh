# The same reports as text, CSV, JSON and HTML. JSON is a form for programs: it
# must parse; HTML must be one page without anything from elsewhere.
"$BIBLOAD" import -q -d b.db "$FIXTURES/csv/several_authors.csv"
for format in text csv json; do
    echo "-- $format"
    "$BIBLOAD" report -q -d b.db --format "$format" overview \
        books_with_several_authors || echo "status $?"
done
"$BIBLOAD" report -q -d b.db --format json >all.json || echo "status $?"
sqlite3 :memory: "SELECT json_array_length(readfile('all.json'), '\$.reports')"
"$BIBLOAD" report -q -d b.db --format html >all.html || echo "status $?"
grep -c '<section>' all.html
grep -E '<script|<link|src=|href=|url\(' all.html
"$BIBLOAD" report -q -d b.db --format xml || echo "status $?"
