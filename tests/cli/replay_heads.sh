# Of a record over the bound the reject file has the first 64 KB. Replayed as they are
# they are no repaired record; the whole record in their place is one.
run() { "$BIBLOAD" "$@" 2>&1 || echo "status $?"; }
look() {
    sqlite3 b.db 'SELECT import_id, record, code, state FROM rejects ORDER BY id' \
        'SELECT id, substr(title, 1, 20), length(title) FROM books'
}
# $1: characters; they are $2
many() { head -c "$1" /dev/zero | tr '\0' "$2"; }
start() { rm -rf b.db*; run import -q -c b.ini -d b.db -s shop "$1"; }
replay() { run replay -q -c b.ini -d b.db "b.db.rejects/$1"; }
printf '[import]\nmemory_limit = 32M\nmax_rejects = 100%%\n[source:shop]\n' >b.ini
echo '--- CSV: as it is, twice; then the whole record'
{
    printf 'author,title\nJane Austen,Emma\nLong,'
    many 2100000 a
    printf '\nx,y,z\n'
} >a.csv
start a.csv
replay 1-a.csv
replay 2-1-a.csv
look
tail -n +2 b.db.rejects/3-2-1-a.index.csv
{
    printf 'author,title\nLong,Not so long\nHomer,Odyssey\n'
} >b.db.rejects/3-2-1-a.csv
replay 3-2-1-a.csv
look
echo '--- within quotes: the next records stay records'
{
    printf 'author,title\nJane Austen,Emma\nLong,"'
    many 2100000 b
    printf '"\nFoo,12",bar\nHomer,Odyssey,z\n'
} >a.csv
start a.csv
sed -i 's/^Homer.*/Homer,Odyssey/' b.db.rejects/1-a.csv
replay 1-a.csv
look
echo '--- UTF-16, and a character across the end'
{
    printf 'author,title\nJane Austen,Emma\nLong,'
    many 65530 a
    yes 'ÉÉÉÉÉÉÉÉÉÉÉÉÉÉÉÉÉÉÉÉÉÉÉÉÉÉÉÉÉÉ' | tr -d '\n' | head -c 2100000
    printf '\n'
} | iconv -f UTF-8 -t UTF-16 >a.csv
start a.csv
replay 1-a.csv
look
echo '--- ISO 2709'
{
    printf '00071nam a2200037 a 4500245001600000\03600\037aGood one\036\035'
    printf '99999nam a2200037 a 4500245001600000\03600\037aLong '
    many 2100000 c
    printf '\036\035'
} >a.mrc
start a.mrc
replay 1-a.mrc
look
echo '--- MARC-XML: nothing closes it'
{
    printf '<collection xmlns="http://www.loc.gov/MARC21/slim">\n'
    for title in Good Long; do
        printf '<record><leader>00000nam a2200000 a 4500</leader>\n'
        printf '<datafield tag="245" ind1="0" ind2="0"><subfield code="a">'
        if [ "$title" = Good ]; then printf Good; else many 2100000 d; fi
        printf '</subfield></datafield></record>\n'
    done
    printf '</collection>\n'
} >a.xml
start a.xml
replay 1-a.xml
replay 2-1-a.xml
look
