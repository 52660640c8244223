# An import that waits for another program's transaction is stopped at once, and goes on
# when it is run again.
"$BIBLOAD" import -q -d b.db "$FIXTURES/csv/cr.csv"
mkfifo shell
sqlite3 b.db <shell >held 2>&1 &
holder=$!
exec 9>shell
echo "BEGIN IMMEDIATE; SELECT 'held';" >&9
while ! grep -q held held; do sleep 0.1; done
"$BIBLOAD" import -q -d b.db "$FIXTURES/csv/several_authors.csv" 2>said &
import=$!
# its number is in the lock when it has begun
while kill -0 "$import" && ! grep -q "$import" b.db.lock; do sleep 0.1; done
sleep 0.5
kill -TERM "$import"
wait "$import"
echo "status $?"
sed "s|$PWD|.|" said
kill -0 "$holder" && echo 'the other program still has it'
echo 'COMMIT;' >&9
exec 9>&-
wait "$holder"
"$BIBLOAD" import -q -d b.db "$FIXTURES/csv/several_authors.csv"
echo "again: status $?"
"$BIBLOAD" verify -q -d b.db >verified || cat verified
