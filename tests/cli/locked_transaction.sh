# An import that is one transaction, and takes more than its memory: the second import
# still learns at once who has the database, and readers are let in.
cat >b.ini <<END
[import]
memory_limit = 32M
[source:a]
expected_records = 120000
END
mkfifo pipe
"$BIBLOAD" import -q -c b.ini -d b.db -s a pipe &
exec 9>pipe
awk 'BEGIN { print "title,author"
    for (i = 0; i < 120000; i++) {
        print "A title of number " i " that is long enough to fill the memory,Author " i } }' >&9
while [ -z "$(find . -name b.db-wal -size +4000k)" ] && kill -0 $!; do
    sleep 0.2
done
sqlite3 b.db 'SELECT count(*) FROM books'
"$BIBLOAD" import -q -c b.ini -d b.db -s a "$FIXTURES/csv/cr.csv" 2>said
echo "status $?"
sed -E 's/process [0-9]+ on .* since .*\)/process N on HOST since TIME)/' said | sed "s|$PWD|.|"
"$BIBLOAD" query -q -d b.db books-by-author 'Author 1'
exec 9>&-
wait $!
echo "the first: status $?"
sqlite3 b.db 'SELECT count(*) FROM books'
