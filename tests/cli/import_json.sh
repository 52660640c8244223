# The machine-readable summary of an import with a reject and a warning.
cp "$FIXTURES/csv/text_after_quote.csv" .
"$BIBLOAD" import -q --json -d b.db text_after_quote.csv >summary
echo "status $?"
sed -E 's/"seconds":[0-9.]+/"seconds":0/g' summary
