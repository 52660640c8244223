# What a source promises of its imports: an import that breaks it leaves nothing but
# a line that says why, and readers see none of it.
run() { "$BIBLOAD" "$@" 2>&1 || echo "status $?"; }
rows() { awk -v n="$1" 'BEGIN { print "title,author"
    for (i = 1; i <= n; i++) print "Book " i ",Author " i % 10 }'; }
cat >b.ini <<'END'
[import]
batch_records = 7
max_rejects = 5
[source:shop]
expected_records = 100
expected_within = 5%
max_new_authors = 20%
END
import() { run import -q -c b.ini -d b.db -s shop "$@"; }
told() {
    sqlite3 b.db 'SELECT id, state, records_read, error FROM imports' \
        'SELECT count(*) FROM books' 'SELECT count(*) FROM changesets'
}
rows 94 >few.csv
rows 106 >many.csv
rows 100 >right.csv
{ rows 90; for i in 1 2 3 4 5 6 7; do echo 'bad,"x"y,z,1'; done; } >bad.csv
{ rows 75; for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22; do
    echo "Other $i,Stranger $i"; done; } >strangers.csv
import few.csv
import -n few.csv | tail -n 2
import --json many.csv | grep -o '"state":"[a-z]*","records":{"read":[0-9]*'
import right.csv
told
import bad.csv
import strangers.csv
told
run verify -q -d b.db | grep -v '^ok'
