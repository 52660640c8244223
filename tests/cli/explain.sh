# Where a book or an author came from: by its number, its ISBN, or its own id in
# a source (of MARC, 003 and 001). What is of a moment is masked.
cp "$FIXTURES/csv/several_authors.csv" .
cat >catalogue.xml <<'XML'
<record xmlns="http://www.loc.gov/MARC21/slim">
  <leader>00000nam a2200000 a 4500</leader>
  <controlfield tag="001">77</controlfield>
  <controlfield tag="003">XxTest</controlfield>
  <datafield tag="020" ind1=" " ind2=" "><subfield code="a">0060853980</subfield></datafield>
  <datafield tag="100" ind1="1" ind2=" "><subfield code="a">Pratchett, Terry,</subfield><subfield code="d">1948-2015.</subfield></datafield>
  <datafield tag="245" ind1="1" ind2="0"><subfield code="a">Good omens :</subfield><subfield code="b">a novel.</subfield></datafield>
</record>
XML
cat >c.ini <<'INI'
[source:trade]
files = several_authors.csv
[source:catalogue]
files = catalogue.xml
INI
"$BIBLOAD" run -q -c c.ini -d b.db
explain() {
    "$BIBLOAD" explain -q -c c.ini -d b.db "$@" >told || echo "status $?"
    sed -E 's/20[0-9-]{8}T[0-9:]{8}Z/(the time)          /' told
}
explain book isbn:0060853980
explain author 1
explain book 'catalogue:XxTest 77' | sed -n '4,8p'
explain book 1 --json | head -n 5
