# A disk that is full leaves the database as it was, whatever its journal; with
# room, the same command takes it over.
sqlite3 b.db <"$FIXTURES/sql/orm.sql"
sqlite3 b.db "WITH RECURSIVE n (i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n
    WHERE i < 5000) INSERT INTO books (id, title) SELECT i, 'Title ' || i FROM n"
for journal in delete wal; do
    sqlite3 b.db "PRAGMA journal_mode = $journal"
    sqlite3 b.db .dump >before
    (
        ulimit -f $(($(wc -c <b.db) / 512 - 40))
        "$BIBLOAD" adopt -q -d b.db 2>&1 | grep -c 'running it again helps'
    )
    sqlite3 b.db .dump | cmp - before && echo 'as it was'
done
"$BIBLOAD" adopt -q -d b.db
"$BIBLOAD" verify -q -d b.db | grep -v '^ok' | sed 's/(.*//'
