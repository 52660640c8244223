# A restated record takes back the numbers that it alone gave: they find its book no
# more; those that it still gives do.
marc() {
    printf '<collection xmlns="http://www.loc.gov/MARC21/slim"><record>
<leader>00000nam a2200000 a 4500</leader><controlfield tag="001">%s</controlfield>' "$1"
    [ -z "$2" ] || printf '<datafield tag="010" ind1=" " ind2=" "><subfield code="a">%s</subfield></datafield>' "$2"
    [ -z "$3" ] || printf '<datafield tag="022" ind1=" " ind2=" "><subfield code="a">%s</subfield></datafield>' "$3"
    [ -z "$4" ] || printf '<datafield tag="035" ind1=" " ind2=" "><subfield code="a">(OCoLC)%s</subfield></datafield>' "$4"
    printf '<datafield tag="245" ind1="0" ind2="0"><subfield code="a">%s</subfield></datafield>
</record></collection>\n' "$5"
}
import() {
    source=$1
    shift
    marc "$@" >"$source.xml"
    "$BIBLOAD" import -q -c b.ini -d b.db -s "$source" "$source.xml" || echo "status $?"
}
keys() {
    sqlite3 b.db "SELECT k.name, count(*) FROM book_keys AS b JOIN key_kinds AS k
        ON k.id = b.kind WHERE b.book_id = 1 AND k.id IN (7, 8, 9) GROUP BY k.name"
}
cat >b.ini <<'END'
[source:a]
[source:b]
[source:c]
END
import a b1 78890351 0317-8471 12345 'Acta mathematica'
keys
import a b1 78890351 '' 12346 'Acta mathematica'
keys
sqlite3 b.db 'SELECT lccn, issn, oclc FROM books'
echo 'by the number that it has no more: another'
import b x1 '' '' 12345 'Acta mathematica'
sqlite3 b.db 'SELECT count(*) FROM books'
echo 'by those that it has: the same'
import b x2 '' '' 12346 'Acta mathematica'
import c y1 78890351 '' '' 'Acta mathematica'
sqlite3 b.db 'SELECT count(*) FROM books' 'SELECT book_id, rule FROM source_records'
"$BIBLOAD" verify -q -d b.db | grep -c FAILED || :
