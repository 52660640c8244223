# Works with more editions than are read at once: one that unites two of them, and that
# later belongs to a third. More than a hundred editions come along.
run() { "$BIBLOAD" "$@" || echo "status $?"; }
if ! command -v sqlite3 >/dev/null; then
    echo 'skipped: sqlite3 is missing' >&2
    cat "${0%.sh}.out"
    exit
fi
works() {
    sqlite3 b.db 'SELECT count(*) || " editions of work " || coalesce(work_id, id)
        FROM books GROUP BY coalesce(work_id, id) ORDER BY 1'
}
editions() { # TITLE COUNT
    i=0
    while [ $i -lt "$2" ]; do
        i=$((i + 1))
        echo "$1,edition $i,Jane Austen"
    done
}
united() { # UNIFORM-TITLE
    cat >one.xml <<END
<collection><record><leader>00000nam a2200000 a 4500</leader>
<controlfield tag="001">1</controlfield>
<datafield tag="100" ind1="1" ind2=" "><subfield code="a">Austen, Jane</subfield></datafield>
<datafield tag="240" ind1="1" ind2="0"><subfield code="a">$1</subfield></datafield>
<datafield tag="245" ind1="1" ind2="0"><subfield code="a">Ema</subfield><subfield code="b">regény</subfield></datafield>
</record></collection>
END
    run import -q -c b.ini -d b.db -s a one.xml
}
printf '[source:a]\n[source:b]\n' >b.ini
{
    echo title,subtitle,author
    editions Emma 70
    editions Ema 200
    editions Persuasion 3
} >books.csv
run import -q -c b.ini -d b.db -s b books.csv
works
echo '--- the smaller one goes into the larger'
united Emma
works
echo '--- and with it into a third, for the book that left them had held them'
united Persuasion
works
sqlite3 b.db "SELECT count(*) FROM ledger WHERE field = 'work_id'"
run verify -q -d b.db | grep FAILED || echo sound
