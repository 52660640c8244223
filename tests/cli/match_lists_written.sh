# Lists as people write them: with a byte order mark, line ends of Windows, blank
# lines; names that look like ids, ids of sources that the config does not have, a row
# that has nothing but its id; and what can't be a list.
run() { "$BIBLOAD" "$@" || echo "status $?"; }
if ! command -v sqlite3 >/dev/null; then
    echo 'skipped: sqlite3 is missing' >&2
    cat "${0%.sh}.out"
    exit
fi
met() {
    sqlite3 b.db "SELECT s.record || ': ' || s.book_id || ' by ' || s.rule || ', ' || s.authors
        FROM source_records AS s WHERE s.file_id = (SELECT max(id) FROM import_files)
        ORDER BY s.record"
}
printf '[match]\nsame = same.csv\ndifferent = different.csv\n[source:a]\n' >b.ini
printf '[source:a]\n[source:shop]\n[source:old]\nids = shop:old\n[source:sh]\n' >first.ini
cat >first.csv <<'END1'
book_ref,title,author
k1,A fragment,Jane Austen
END1
cat >second.csv <<'END2'
book_ref,title,author
k1,Another fragment,Ann Ash
END2
run import -q -c first.ini -d b.db -s shop first.csv
run import -q -c first.ini -d b.db -s old second.csv
run import -q -c first.ini -d b.db -s sh second.csv
: >different.csv
echo '--- a mark, line ends, blank lines; sources that the database knows'
printf '\357\273\277book,shop:k1,Sanditon|Jane Austen\r\n\r\n   \r\nbook,shop:old:k1,Letters|Ann Ash\r\n' >same.csv
cat >books.csv <<'END3'
title,author
Sanditon,Jane Austen
Letters,Ann Ash
Poems,Ann Ash
END3
run import -q -c b.ini -d b.db -s a books.csv
met
echo '--- names that are no ids: a colon and a blank, digits, a sign'
printf '%s\n' 'author,The Band: Live,Live Band' 'author,1234567890123456789,Long Number' \
    'author,"""Weird Al"" Yankovic",Al Yankovic' >same.csv
cat >books.csv <<'END4'
title,author
One,Live Band
Two,The Band: Live
Three,"""Weird Al"" Yankovic"
Four,Al Yankovic
Five,Long Number
END4
run import -q -c b.ini -d b.db -s a books.csv
met
echo '--- a row known by its id alone; and one whose numbers are no names of it'
sqlite3 b.db "INSERT INTO books (id, title, lccn) VALUES (50, '?', 'n78890351')" \
    "INSERT INTO books (id, title, year) VALUES (60, 'Plays', 1901)" \
    "UPDATE books SET title = '' WHERE id = 50"
printf '%s\n' 'book,50,Verse|Ann Ash' 'book,Plays|Cid Cox|1901,60' >same.csv
printf '%s\n' 'book,50,Prose|Ann Ash' >different.csv
cat >books.csv <<'END5'
title,author,year
Verse,Ann Ash,
Plays,Cid Cox,1901
Plays,Cid Cox,1902
END5
run import -q -c b.ini -d b.db -s a books.csv
met
sqlite3 b.db "UPDATE books SET title = 'Verse' WHERE id = 50"
echo '--- a line that names the record, and not the row, keeps nothing apart'
: >same.csv
printf 'essays,Ann Ash,1920\n' | sed '1i title,author,year' >books.csv
run import -q -c b.ini -d b.db -s a books.csv
sqlite3 b.db "UPDATE books SET lccn = '85000002' WHERE title = 'essays'"
printf '%s\n' 'book,isbn:9780140449136,Something|Else' >different.csv
printf 'title,author,year,isbn\nEssays,Ann Ash,1920,9780140449136\n' >books.csv
run import -q -c b.ini -d b.db -s a books.csv
met
echo '--- in both lists by way of a third'
printf '%s\n' 'book,Sonnets|Ann Ash,isbn:9780306406157' >same.csv
printf '%s\n' 'book,Sonnets|Ann Ash|1950,isbn:9780306406157' >different.csv
cat >books.csv <<'END6'
title,author,year,isbn
Stanzas,Ann Ash,1950,9780306406157
Sonnets,Ann Ash,1950,
Sonnets,Ann Ash,1951,
END6
run import -q -c b.ini -d b.db -s a books.csv
met
echo '--- whom the other of a pair means: not an edition, not of another year, not two'
cat >books.csv <<'END7'
title,subtitle,author,year
Kim,a novel,Cid Cox,1901
Puck,,Cid Cox,1906
Rewards,,Cid Cox,1910
Rewards,,Cid Cox,1911
Traffics,,Cid Cox,1904
END7
: >different.csv
run import -q -c b.ini -d b.db -s a books.csv
printf '%s\n' 'book,The Lama|Cid Cox,Kim|Cid Cox' 'book,The Hill|Cid Cox,Puck|Cid Cox|1907' \
    'book,The Fairies|Cid Cox,Rewards|Cid Cox' 'book,The Road|Cid Cox,Traffics|Cid Cox|1904' >same.csv
cat >books.csv <<'END8'
title,author
The Lama,Cid Cox
The Hill,Cid Cox
The Fairies,Cid Cox
The Road,Cid Cox
END8
run import -q -c b.ini -d b.db -s a books.csv
met
echo '--- who is different is not met by an id in an authority file'
: >same.csv
printf 'author,Dan Day,Dan Day|1901-\n' >different.csv
record() {
    printf '<collection><record><leader>00000nam a2200000 a 4500</leader>'
    printf '<controlfield tag="001">%s</controlfield>' "$1"
    printf '<datafield tag="100" ind1="1" ind2=" "><subfield code="a">Day, Dan</subfield>'
    printf '<subfield code="d">%s</subfield><subfield code="0">(VIAF)9</subfield></datafield>' "$2"
    printf '<datafield tag="245" ind1="1" ind2="0"><subfield code="a">%s</subfield>' "$3"
    printf '</datafield></record></collection>\n'
}
record 1 1901- Mornings >1.xml
record 2 '' Evenings >2.xml
run import -q -c b.ini -d b.db -s a 1.xml 2.xml
sqlite3 b.db "SELECT title, coalesce(dates, '') FROM credits AS c JOIN authors AS a ON a.id = c.author_id
    WHERE a.name = 'Dan Day' ORDER BY c.book_id"
echo '--- no lists'
: >same.csv
printf 'author,Jane\000Austen,Ann Ash\n' >different.csv
run import -q -c b.ini -d b.db -s a books.csv
printf 'nobody:k1,2,3\n' >different.csv
run import -q -c b.ini -d b.db -s a books.csv
rm different.csv
mkdir different.csv
run import -q -c b.ini -d b.db -s a books.csv
rmdir different.csv
truncate -s 65M different.csv
run import -q -c b.ini -d b.db -s a books.csv
run verify -q -d b.db | grep FAILED || echo sound
