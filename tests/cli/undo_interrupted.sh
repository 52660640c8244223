# An import is taken back while another one, which had some of its records again, lies
# interrupted, or was gone on with: no record of any file may be missing then.
# shellcheck source=undo.inc
. "${0%/*}/undo.inc"
import() { run import -q -c b.ini -d b.db "$@"; }
rows_of() { # FROM TO [TEXT]
    echo 'book_ref,title,authors'
    awk -v from="$1" -v to="$2" -v text="${3:-}" 'BEGIN {
        for (i = from; i <= to; i++) print i ",Title " i text ",Ann Bee" i }'
}
# Until more than FEW records of the import are in, but not all; the limit is of the size
# of what is written, and grows. FEW ARGUMENT...
stopped() {
    few=$1
    shift
    rm -f kept.db
    [ ! -e b.db ] || sqlite3 b.db "VACUUM INTO 'kept.db'"
    blocks=20
    while [ $blocks -lt 4000 ]; do
        rm -f b.db*
        [ ! -e kept.db ] || { cp kept.db b.db && sqlite3 b.db 'PRAGMA journal_mode = wal' >/dev/null; }
        (ulimit -f $blocks && "$BIBLOAD" import -q -c b.ini -d b.db "$@" 2>/dev/null) && break
        [ "$(sqlite3 b.db "SELECT records_read > $few FROM imports WHERE state <> 'complete'" 2>/dev/null | head -n 1)" = 1 ] && break
        blocks=$((blocks + 10))
    done
}
imports() { sqlite3 b.db "SELECT id, state FROM imports WHERE job IS NOT NULL"; }
books() {
    sqlite3 b.db "SELECT count(*) || ' books' FROM books"
    "$BIBLOAD" verify -q -d b.db | grep FAILED || echo sound
}
printf '%s\n' '[import]' 'batch_records = 10' 'threads = 1' '[source:shop]' >b.ini

echo '--- records that the other one had found unchanged come again'
rows_of 1 200 >w.csv
import -s shop w.csv
rows_of 1 300 >w.csv
stopped 50 -s shop w.csv
sqlite3 b.db 'SELECT records_read BETWEEN 51 AND 199, records_new FROM imports WHERE id = 2'
run undo -q -d b.db 1
import -s shop w.csv
imports
books
"$BIBLOAD" import -c b.ini -d b.db -s shop w.csv 2>&1 | grep passed

echo '--- one that was gone on with had them behind the other'
rm -f b.db*
rows_of 1 200 >z.csv
rows_of 201 500 >a.csv
printf '%s\n' '[import]' 'batch_records = 10' 'threads = 1' >b.ini
stopped 50 a.csv z.csv
sqlite3 b.db 'SELECT count(*) FROM import_files'
import z.csv
import a.csv z.csv
imports
books
run undo -q -d b.db 2
import a.csv z.csv
imports
books

echo '--- and where another one read the file that it had read by half'
rm -f b.db*
stopped 350 a.csv z.csv
sqlite3 b.db 'SELECT count(*) FROM import_files'
import z.csv
run import -c b.ini -d b.db a.csv z.csv | grep -E 'going on|abandoned'
imports
run undo -q -d b.db 2 | grep -v deleted
import a.csv z.csv
imports
books

echo '--- what the source said after them is said after them'
rm -f b.db*
echo '[source:shop]' >b.ini
rows_of 1 1 >f1.csv
{ rows_of 1 1; rows_of 2 2 | tail -n 1; } >f2.csv
rows_of 2 2 ' as corrected' >f3.csv
for file in f1.csv f2.csv f3.csv; do import -s shop $file; done
run undo -q -d b.db 1
for file in f1.csv f2.csv f3.csv; do import -s shop $file; done
sqlite3 b.db 'SELECT title FROM books'
books

echo '--- begun anew under a contract'
rm -f b.db*
printf '%s\n' '[import]' 'batch_records = 10' 'threads = 1' '[source:shop]' >b.ini
stopped 50 -s shop w.csv
sqlite3 b.db 'SELECT records_read BETWEEN 51 AND 299 FROM imports'
run import -c b.ini -d b.db --dry-run -s shop w.csv | grep -E 'interrupted|^books'
echo 'max_new_authors = 299' >>b.ini
run import -c b.ini -d b.db --restart -s shop w.csv | grep -E 'taken back|going on|abandoned|authors'
imports
sqlite3 b.db 'SELECT count(*) FROM books'
sed -i 's/299/300/' b.ini
import --restart -s shop w.csv
imports
books
