# A report is found by its name or by the path of a file; a wrong name names the
# nearest one, and a file can only read.
"$BIBLOAD" import -q -d b.db "$FIXTURES/csv/cr.csv"
report() {
    "$BIBLOAD" report -q -d b.db "$@" 2>said || echo "status $?"
    sed "s|$PWD/||" said
}
report ovrview
report by_year nonsense
report missing.sql
cat >longest.sql <<'SQL'
-- title: Longest titles
-- param: least integer 1 Shorter ones are left out
SELECT title, length(title) AS letters FROM books
 WHERE length(title) >= :least ORDER BY letters DESC, id;
SQL
report longest.sql
report -p least=100 ./longest.sql
echo 'SELECT nothing FROM nowhere' >wrong.sql
report wrong.sql
echo 'DELETE FROM books' >delete.sql
report delete.sql
: >empty.sql
report empty.sql
"$BIBLOAD" query -q -d b.db authors-of emma
