# An import with a contract that is killed leaves no row, and the next one gets its
# number: what the killed one wrote is not that one's reject file. Reject files of
# imports that are in the database stay, and so does what somebody put beside them.
run() { "$BIBLOAD" "$@" 2>&1 || echo "status $?"; }
import() { run import -q -c b.ini -d b.db -s "$1" "$2"; }
cat >b.ini <<'END'
[import]
batch_records = 7
[source:shop]
expected_records = 200000
[source:other]
END
# Reads from a pipe, and is killed when it has rejected a record.
killed() {
    rm -f p.csv
    mkfifo p.csv
    (
        awk 'BEGIN { print "title,author"; print "Emma,Jane Austen,x"
            for (i = 1; i < 200000; i++) print "Book " i ",Author " i % 10 }'
        exec sleep 60
    ) >p.csv &
    writer=$!
    "$BIBLOAD" import -q -c b.ini -d b.db -s shop p.csv 2>/dev/null &
    importer=$!
    for _ in $(seq 600); do
        [ -e "b.db.rejects/$1-p.index.csv" ] && break
        sleep 0.05
    done
    kill -9 $importer
    kill $writer
    wait $importer $writer 2>/dev/null
    ls b.db.rejects
}
printf 'title,author\nPersuasion,Jane Austen\n,Nobody\n' >a.csv
printf 'title,author\nDune,Frank Herbert\n' >c.csv
echo '--- the first import'
killed 1
import other c.csv
ls b.db.rejects
echo '--- later ones: of rejects, and of none'
import other a.csv
killed 3
echo mine >b.db.rejects/3-notes.txt
echo mine >b.db.rejects/30-p.csv
echo old >b.db.rejects/3-a.xml
run import -q -c b.ini -d b.db -s other --again a.csv
ls b.db.rejects
sqlite3 b.db 'SELECT id, state FROM imports' 'SELECT import_id, rejects FROM import_files'
run verify -q -d b.db | grep FAILED || echo sound
