# The batches so far, newest first: as a table, and in full for programs.
cp "$FIXTURES/csv/cr.csv" "$FIXTURES/csv/several_authors.csv" .
"$BIBLOAD" imports -d b.db || echo "status $?"
"$BIBLOAD" import -q -d b.db cr.csv several_authors.csv
"$BIBLOAD" import -q -d b.db "$FIXTURES/marcxml/truncated.xml" 2>said
"$BIBLOAD" import -q --again -d b.db cr.csv
masked() {
    sed -E 's/20[0-9-]{8}T[0-9:]{8}Z/(the time)/
        s/"seconds": [0-9.]+/"seconds": 0/' | sed "s|$FIXTURES|fixtures|"
}
"$BIBLOAD" imports -q -d b.db --json | masked
"$BIBLOAD" imports -q -d b.db >told
head -n 4 told
tail -n +5 told | cut -c 1-7
"$BIBLOAD" imports -q -d b.db 1 || echo "status $?"
