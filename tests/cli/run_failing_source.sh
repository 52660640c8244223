# A source that fails does not keep the others from their turn, nor the reports;
# the worst status is returned.
cp "$FIXTURES/csv/cr.csv" "$FIXTURES/csv/ragged_rows.csv" .
printf 'colour,weight\nred,5\n' >colours.csv
cat >c.ini <<'INI'
[source:gone]
files = gone.csv
[source:good]
files = cr.csv
[source:refused]
files = colours.csv
[source:rejects]
files = ragged_rows.csv
[report:a]
reports = nonsense
[report:b]
reports = overview
INI
"$BIBLOAD" run -c c.ini -d b.db 2>said
echo "status $?"
grep -e ^source -e error: -e rejected: said
"$BIBLOAD" run -q -c c.ini -d b.db -s good 2>said | head -n 1
cat said
"$BIBLOAD" run -q -c c.ini -d b.db -s god
echo "status $?"
