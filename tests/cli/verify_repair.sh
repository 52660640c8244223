# What can be made anew is repaired, told, and then sound; what people said is left,
# and the status says so.
if ! command -v sqlite3 >/dev/null; then
    echo 'skipped: sqlite3 is missing' >&2
    cat "${0%.sh}.out"
    cat "${0%.sh}.err" >&2
    exit
fi
run() { "$BIBLOAD" "$@" || echo "status $?"; }
run import -q -d b.db "$FIXTURES/csv/several_authors.csv"
run verify -q -d b.db --repair | grep -vc '^ok'
sqlite3 b.db "DROP TRIGGER books_deleted; DROP INDEX book_keys_by_hash;
    DELETE FROM books WHERE id = 2; DELETE FROM author_keys WHERE author_id = 3;
    DELETE FROM book_keys WHERE book_id = 1"
run verify -q -d b.db | grep -v '^ok'
run verify -q -d b.db --repair | grep -v '^ok'
run verify -q -d b.db | grep -c FAILED
run imports -q -d b.db | grep -c 'bibload verify'
sqlite3 b.db "UPDATE book_author SET royalty_percentage = 101 WHERE author_id = 2;
    DELETE FROM author_keys WHERE author_id = 3"
run verify -q -d b.db --repair --json | grep -v '"ok"'
sqlite3 b.db "SELECT royalty_percentage FROM book_author WHERE author_id = 2"
run verify -q -d none.db --repair
ls none.db 2>/dev/null
run import -q --repair x.csv
# pages that can't be read: nothing is written
size=$(sqlite3 b.db 'PRAGMA wal_checkpoint(TRUNCATE); PRAGMA page_size' | tail -n 1)
root=$(sqlite3 b.db "SELECT rootpage FROM sqlite_schema WHERE name = 'warnings_by_import'")
head -c 100 /dev/zero | dd of=b.db bs=1 seek=$(((root - 1) * size)) conv=notrunc 2>/dev/null
cp b.db before.db
run verify -q -d b.db --repair 2>&1 | grep -c 'restore it from a backup'
cmp b.db before.db && echo same
