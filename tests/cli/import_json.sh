# The machine-readable summary of an import with a reject and a warning.
cp "$FIXTURES/csv/text_after_quote.csv" .
"$BIBLOAD" import -q --json -d b.db text_after_quote.csv >summary
echo "status $?"
sed -E 's/"seconds":[0-9.]+/"seconds":0/g' summary
cat >several.csv <<'END'
title,author,isbn,year
Emma,Jane Austen,9780141439588,1815
Persuasion,Jane Austen,,99999
Sanditon,Jane Austen,439023483,
END
"$BIBLOAD" import -q --json -d b.db several.csv >summary || echo "status $?"
grep -o '"warnings":{[^}]*}' summary
