# A database of an earlier version of the schema: what needs nothing of this one does as
# before, and the first import brings it to this version, a dry run does not.
run() { "$BIBLOAD" "$@" 2>&1 || echo "status $?"; }
if ! command -v sqlite3 >/dev/null; then
    echo 'skipped: sqlite3 is missing' >&2
    cat "${0%.sh}.out"
    exit
fi
printf '%s\n' 'book_ref;title;authors' '1;Emma;Jane Austen' '2;;Frank Herbert' >a.csv
printf '[source:shop]\n[source:other]\n' >b.ini
run import -q -c b.ini -s shop -d b.db a.csv
# as version 1 was
sqlite3 b.db 'ALTER TABLE import_files DROP COLUMN plan' 'PRAGMA user_version = 1'
cp b.db old.db
cp -r b.db.rejects old.rejects
version() {
    sqlite3 b.db 'PRAGMA user_version' \
        "SELECT count(*) FROM pragma_table_info('import_files') WHERE name = 'plan'" |
        tr '\n' ' '
    "$BIBLOAD" verify -q -d b.db | grep -E 'FAILED|^note .*version' || echo sound
}
echo '--- only read'
run report -q -d b.db books_per_author
run query -q -d b.db authors-of Emma
run imports -q -d b.db | tail -n 1 | cut -c1-10
run explain -q book -d b.db 1 | head -n 1
version
for command in 'import -c b.ini -s shop a.csv' \
    'import -c b.ini --again --dry-run -s shop a.csv' 'undo 1' 'delete book 1' 'prune' 'verify --repair' \
    'replay --dry-run -c b.ini b.db.rejects/1-a.csv' \
    'replay -c b.ini b.db.rejects/1-a.csv'; do
    echo "--- $command"
    cp old.db b.db
    rm -rf b.db.rejects && cp -r old.rejects b.db.rejects
    # the words of a command
    # shellcheck disable=SC2086
    run $command -d b.db | grep -E 'schema|status|error'
    version
done
echo '--- by an import of two programs at once'
cp old.db b.db
for source in shop other; do
    "$BIBLOAD" import -q -c b.ini -s $source --again -d b.db a.csv 2>/dev/null &
done
wait
version
echo '--- its column was there before its version'
sqlite3 b.db 'PRAGMA user_version = 1'
run import -q -c b.ini --again -s shop -d b.db a.csv
version
