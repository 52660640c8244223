# Two imports never share a database: the second ends with status 4 and names the
# first, whose work is not disturbed. Looking is allowed meanwhile.
mkfifo pipe
"$BIBLOAD" import -q -d b.db pipe &
exec 9>pipe
# More than is looked at before the database is opened.
awk 'BEGIN { print "title,author"
    for (i = 0; i < 60000; i++) print "A title of number " i ",Some Author" }' >&9
for _ in $(seq 100); do
    [ -s b.db.lock ] && break
    sleep 0.2
done
"$BIBLOAD" import -q -d b.db "$FIXTURES/csv/cr.csv" 2>said
echo "status $?"
sed -E 's/process [0-9]+ on .* since .*\)/process N on HOST since TIME)/
    s/process [0-9]+\)/process N on HOST since TIME)/' said |
    sed "s|$PWD|.|"
"$BIBLOAD" imports -q -d b.db --json | grep -c '"state": "running"'
"$BIBLOAD" verify -q -d b.db --repair >said 2>&1
echo "repair: status $?"
exec 9>&-
wait $!
echo "the first: status $?"
"$BIBLOAD" import -q -d b.db "$FIXTURES/csv/cr.csv"
echo "now: status $?"
sqlite3 b.db 'SELECT id, state, records_read FROM imports'
