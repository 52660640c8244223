# A file's name may be as long as the file system takes: the reject file and its
# index get a shorter one, cut between characters, and replay finds their rejects.
run() { "$BIBLOAD" "$@" 2>&1 || echo "status $?"; }
repeat() { printf "%0$2d" 0 | sed "s/0/$1/g"; }
bytes() { printf %s "$1" | wc -c; }
names() {
    for path in b.db.rejects/*; do
        name=${path##*/}
        printf '%s bytes ' "$(bytes "$name")"
        printf %s "$name" | iconv -f UTF-8 -t UTF-8 >told || echo 'not UTF-8'
        echo "$name" | sed 's/\(nn\)nn*/\1.../; s/\(жж\)\(ж\)*/\1.../'
    done
}
rows() { printf 'title,author,royalty\n%s,Jane Austen,5\n%s,James Joyce,112\n' "$1" "$2"; }
n=$(repeat n 246)
zh=$(repeat ж 122)
rows Emma Ulysses >"$n.csv"
run import -q -d b.db "$n.csv"
names
sed -i 's/112/12/' b.db.rejects/1-n*n.csv
run replay -d b.db b.db.rejects/1-n*n.csv | grep replayed
rm -r b.db*
echo '-- characters of two bytes'
rows Emma Ulysses >"$zh.csv"
run import -q -d b.db "$zh.csv"
names
sed -i 's/112/1120/' b.db.rejects/1-*ж.csv
echo '-- a reject file of a reject file'
run replay -q -d b.db b.db.rejects/1-*ж.csv
sed -i 's/1120/12/' b.db.rejects/2-1-*ж.csv
run replay -d b.db b.db.rejects/2-1-*ж.csv | grep replayed
names
rm -r b.db*
echo '-- three of one beginning, and one that is the other with its number'
cut=$(repeat n 237)
rows Dune Ulysses >"$n-x.csv"
rows Utopia Dubliners >"${cut}-3.csv"
rows Walden Exiles >"$(repeat n 245)z.csv"
run import -q -d b.db "$n.csv" "$n-x.csv" "${cut}-3.csv" "$(repeat n 245)z.csv"
names
sqlite3 b.db 'SELECT count(DISTINCT rejects), count(*) FROM import_files'
sed -i 's/112/12/' b.db.rejects/*-2.csv
run replay -d b.db b.db.rejects/*-2.csv | grep replayed
sqlite3 b.db "SELECT f.name LIKE '%-x.csv', r.state FROM rejects AS r
    JOIN import_files AS f ON f.id = r.file_id ORDER BY r.id"
echo '-- a place that is none'
rm -r b.db.rejects
: >b.db.rejects
run import -q -d b.db --again "$n.csv" | sed 's/n\{50,\}/nn.../g'
