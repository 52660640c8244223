# A database as the program leaves it keeps every promise.
"$BIBLOAD" import -q -d b.db "$FIXTURES/csv/several_authors.csv"
"$BIBLOAD" verify -q -d b.db || echo "status $?"
"$BIBLOAD" verify -q -d b.db --json | head -n 5
"$BIBLOAD" verify -q -d b.db b.db || echo "status $?"
