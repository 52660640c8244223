# `run` imports every source in order and prints every report; a reject is
# status 1, also when the run ends well.
cp "$FIXTURES/csv/two_sources.ini" c.ini
sed -i "s|^files = |files = $FIXTURES/csv/|; s|csv/../|/|" c.ini
printf '[report:nightly]\nreports = books_with_several_authors\n' >>c.ini
"$BIBLOAD" run -q -c c.ini -d b.db
echo "status $?"
"$BIBLOAD" run -q --again -c c.ini -d b.db >again
echo "status $?"
sqlite3 b.db 'SELECT sum(books_new), sum(books_updated) FROM imports WHERE id > 2'
"$BIBLOAD" run -q -c c.ini -d b.db >again
echo "status $?"
