# An import with rejects that a full disk ended: the same command goes on, and its
# reject file has each reject once, however often it goes on. When the input is
# another one by then, the old reject file stays as it is beside the new import's, and
# nothing half made is left.
run() { "$BIBLOAD" "$@" || echo "status $?"; }
if ! command -v sqlite3 >/dev/null; then
    echo 'skipped: sqlite3 is missing' >&2
    cat "${0%.sh}.out"
    exit
fi
printf '[import]\nbatch_records = 3\nthreads = 1\nmax_rejects = 100%%\n' >b.ini
rows() {
    awk -v last="$2" 'BEGIN { while (i++ < last) {
        print "<record><leader>00000nam a2200000 a 4500</leader><controlfield tag=\"001\">r" \
            i "</controlfield>"
        if (i % 4 != 2)
            print "<datafield tag=\"245\" ind1=\"0\" ind2=\"0\"><subfield code=\"a\">Title " i \
                "</subfield></datafield><datafield tag=\"100\" ind1=\"1\" ind2=\" \">" \
                "<subfield code=\"a\">Author, A" i "</subfield></datafield>"
        print "</record>"
    } }' | {
        echo "<$1>"
        cat
        echo "</collection>"
    }
}
# Until records of the file, but not all of them, are there; the limit is of a
# file's size, and grows.
stopped() {
    blocks=300
    while :; do
        rm -rf b.db*
        (ulimit -f $blocks && "$BIBLOAD" import -q -c b.ini -d b.db a.xml 2>/dev/null) && break
        [ "$(sqlite3 b.db "SELECT count(*) > 0 FROM rejects" 2>/dev/null)" = 1 ] && break
        blocks=$((blocks + 20))
    done
    sqlite3 b.db "SELECT state, records_rejected > 0, records_read < 400 FROM imports"
}
shown() {
    sqlite3 b.db "SELECT id, state, records_read, records_rejected FROM imports"
    for file in b.db.rejects/*; do
        echo "$file: $(grep -c '<leader>\|^[0-9]' "$file")"
    done
}
rows 'collection note="a > b" xmlns="http://www.loc.gov/MARC21/slim"' 400 >a.xml
cp a.xml whole.xml
stopped
echo '--- the same input'
run import -q -c b.ini -d b.db a.xml
shown
grep '^<' b.db.rejects/1-a.xml | sed 1q
echo '--- another one'
stopped
sed 's/Title 1</Title one</' whole.xml >a.xml
run import -q -c b.ini -d b.db a.xml
shown | sed 's/^1|abandoned|.*/1|abandoned/; s/1-a\.\(.*\): .*/1-a.\1/'
echo '--- the same, and a file that is shorter now than what was read'
cp whole.xml a.xml
stopped
head -n 3 whole.xml >a.xml
run import -q -c b.ini -d b.db a.xml 2>/dev/null
ls b.db.rejects
run verify -q -d b.db | grep FAILED || echo sound
