# Imports of at most twenty records, for the sweeps that let each allocation and each
# call fail; sourced by sweep.sh behind scenarios.sh. As there, a scenario makes its
# files in the folder at hand and sets the words of its command; it may put what
# comes by standard input into ../stdin, and say that rows_only of books and authors
# are the same in the end, because what goes on is another import, or what command
# goes on again.
#
# shellcheck shell=sh
# shellcheck disable=SC2034,SC2154 # the sweep reads and sets these

small_imports='new again links three_files authors_file joins joins_again xml oai
xml_gz xml_damaged mrc marc8 utf16 latin1 rejects withdrawn snapshot edited corrected
lists contract contract_breached piped resumed restarted dry dry_again json run unchanged'

small='[import]
batch_records = 3
threads = 1
max_rejects = 100%
[source:a]
max_deletes = 100%'

# Seven rows; the fourth is broken.
few_rows() {
    cat << 'END'
title,author,isbn,year
Emma,Jane Austen,9780141439587,1815
Persuasion,Jane Austen,,1817
Good Omens,Terry Pratchett; Neil Gaiman,9780060853983,1990
,Nobody,,1900
Dune,Frank Herbert,,1965
Ulysses,James Joyce,,1922
Kim,Rudyard Kipling,,1901
END
}

other_rows() {
    cat << 'END'
title,author,isbn,year
Emma,JANE AUSTEN,9780141439587,1816
Coraline,Neil Gaiman,,2002
Kim,Rudyard Kipling; Jane Austen,,1901
END
}

# The config; what is given comes behind it.
configure() {
    printf '%s\n' "$small" "$@" > bibload.ini
}

load() {
    "$bibload" import -q -c bibload.ini -d k.db -s a "$@" 2> said ||
        [ $? -eq 1 ] || { cat said >&2 && exit 1; }
    rm said
}

# A database with few_rows.
begun() {
    configure "$@"
    few_rows > a.csv
    load a.csv
}

import='import -q -c bibload.ini -d k.db -s a'

small_new() {
    configure
    few_rows > a.csv
    command="$import a.csv"
}

small_again() {
    begun
    other_rows > b.csv
    command="$import b.csv"
}

small_unchanged() {
    begun
    few_rows | tac | sed '$d; 1i title,author,isbn,year' > b.csv
    command="$import --again a.csv b.csv"
}

small_links() {
    begun
    link_rows 4 > b.csv
    command="$import b.csv"
}

small_three_files() {
    begun
    printf '%s\n' au_id,au_lname,au_fname 1,Austen,Jane 2,Gaiman,Neil 3,Eco,Umberto \
        > authors.csv
    printf '%s\n' title_id,title,pubdate t1,Emma,1815 t2,Stardust,1999 t3,Baudolino,2000 \
        > titles.csv
    printf '%s\n' au_id,title_id,au_ord,royaltyper 1,t1,1,100 2,t2,1,60 3,t2,2,40 \
        3,t3,1,100 9,t3,2,0 > links.csv
    command="$import authors.csv titles.csv links.csv"
}

small_authors_file() {
    begun '[source:b]' 'column.author = Author' 'column.title = Books' \
        'column.year = Years' 'title_separator = ";"'
    printf '%s\n' Author,Books,Years 'Jane Austen,Emma; Sanditon,1815; 1925' \
        'Mary Shelley,Frankenstein; The Last Man,1818; 1826' > b.csv
    command='import -q -c bibload.ini -d k.db -s b b.csv'
}

royalty_rows() {
    printf '%s\n' isbn,author,royalty '9780141439587,Jane Austen,12.5' \
        '9780060853983,N. Gaiman,6.25' '9780060853983,Douglas Adams,5' \
        '9780306406157,Jane Austen,5'
}

small_joins() {
    begun
    royalty_rows > b.csv
    command="$import b.csv"
}

small_joins_again() {
    begun
    royalty_rows > b.csv
    load b.csv
    royalty_rows | sed 's/12.5/15/; s/Douglas Adams/Terry Pratchett/' > c.csv
    command="$import c.csv"
}

small_xml() {
    begun
    xml_records 1 7 > b.xml
    command="$import b.xml"
}

small_oai() {
    begun
    cp "$here/../../fixtures/marcxml/oai.xml" "$here/../../fixtures/marcxml/script_880.xml" .
    command="$import oai.xml script_880.xml"
}

small_xml_gz() {
    begun
    xml_records 1 7 > whole.xml
    split -b 901 whole.xml part.
    for part in part.*; do gzip -nc "$part"; done > b.xml.gz
    rm part.* whole.xml
    command="$import b.xml.gz"
}

small_xml_damaged() {
    begun
    xml_records 1 7 | gzip -nc | head -c 200 > b.xml.gz
    command="$import b.xml.gz"
}

small_mrc() {
    begun
    mrc_records 1 7 > b.mrc
    command="$import b.mrc"
}

small_marc8() {
    begun
    cp "$here/../../fixtures/iso2709/marc8.mrc" .
    command="$import marc8.mrc"
}

small_utf16() {
    begun
    other_rows | sed 's/Coraline/Čapek/' | iconv -t UTF-16 > b.csv
    xml_records 1 4 | iconv -t UTF-16 > b.xml
    command="$import b.csv b.xml"
}

small_latin1() {
    begun
    other_rows | sed 's/Coraline/Bücher \&amp; Mäuse/' |
        iconv -t WINDOWS-1252 > b.csv
    command="$import b.csv"
}

small_rejects() {
    begun
    xml_records 1 5 | sed 's/Title 2 /Title \x01 /; s/>r3</></
        /Title [15] /s/"245"/"200"/' > b.xml
    printf '%s\n' title,author ,Nobody 'x"y,z' '"broken' > c.csv
    command="$import b.xml c.csv"
}

small_withdrawn() {
    configure
    xml_records 1 7 > a.xml
    load a.xml
    xml_records 4 9 | sed '/>r[56]</s/nam a/dam a/' > b.xml
    command="$import b.xml"
}

small_snapshot() {
    configure 'mode = snapshot'
    xml_records 1 7 > a.xml
    load a.xml
    xml_records 3 5 ' again' > b.xml
    xml_records 8 9 > c.xml
    command="$import b.xml c.xml"
}

small_edited() {
    begun
    sqlite3 k.db "UPDATE authors SET name = 'Somebody ' || id WHERE id = 2;
        UPDATE books SET title = 'Edited ' || id WHERE id = 1;
        DELETE FROM authors WHERE id = 5;
        INSERT INTO books (title) VALUES ('By hand');"
    other_rows > b.csv
    command="$import b.csv"
}

small_corrected() {
    configure
    xml_records 1 7 > a.xml
    load a.xml
    xml_records 1 7 | sed 's/Title 2/Title 2, corrected/; s/A14/A15/; s/Title 5 .*<.subfield>/&<subfield code="c">x<\/subfield>/' > b.xml
    command="$import b.xml"
}

small_lists() {
    echo 'author,Neil Gaiman,Terry Pratchett' > same.csv
    printf '%s\n' 'book,Emma|Jane Austen|1815,Kim|Rudyard Kipling|1901' \
        'author,Jane Austen,1' > different.csv
    begun '[match]' 'same = same.csv' 'different = different.csv'
    other_rows > b.csv
    command="$import b.csv"
}

small_contract() {
    begun '[source:b]' 'expected_records = 3' 'max_new_authors = 1'
    other_rows > b.csv
    command='import -q -c bibload.ini -d k.db -s b b.csv'
}

small_contract_breached() {
    begun '[source:b]' 'expected_records = 4'
    other_rows > b.csv
    command='import -q -c bibload.ini -d k.db -s b b.csv'
}

small_piped() {
    begun
    other_rows > ../stdin
    rows_only=yes
    command="$import -"
}

# An import that a full disk ended in its midst.
stopped() {
    begun
    xml_records 1 14 > b.xml
    (ulimit -f 600 &&
        "$bibload" import -q -c bibload.ini -d k.db -s a b.xml 2> said) && exit 1
    rm said
}

small_resumed() {
    stopped
    command="$import b.xml"
}

small_restarted() {
    stopped
    command="$import --restart b.xml"
    again="$import b.xml"
}

small_dry() {
    configure
    few_rows > a.csv
    command="$import --dry-run a.csv"
}

small_dry_again() {
    begun
    other_rows > b.csv
    command="$import --dry-run b.csv"
}

small_json() {
    begun
    other_rows > b.csv
    command="$import --json b.csv"
}

small_run() {
    begun
    cat >> bibload.ini << 'END'
files = [b-c].csv
[source:b]
files = a.csv
[report:one]
reports = overview, books_per_author
[report:two]
reports = quality
format = csv
output = quality.csv
END
    other_rows > b.csv
    other_rows | sed 's/Coraline/Stardust/; /Kim/d' > c.csv
    command='run -q -c bibload.ini -d k.db -s a'
}
