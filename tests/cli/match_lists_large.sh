# Long lists of one name: each question is a search, not a walk through the list.
cat >b.ini <<'END'
[match]
same = same.csv
different = different.csv
[source:a]
END
# 300 authors of one name, each pair of them different; 50,000 further pairs of it
awk 'BEGIN { for (i = 0; i < 300; i++) for (j = i + 1; j < 300; j++)
    printf "author,John Smith|%d-,John Smith|%d-\n", 1500 + i, 1500 + j
    for (i = 0; i < 50000; i++) printf "author,John Smith,Other %d\n", i }' >different.csv
awk 'BEGIN { for (i = 0; i < 50000; i++) {
    printf "author,Alias %d,Jane Austen\n", i
    printf "book,Emma|Jane Austen|1815,isbn:%s\n", isbn(i) } }
function isbn(i,    text, sum, at) {
    text = sprintf("978%09d", 140000000 + i)
    for (at = 1; at <= 12; at++) sum += substr(text, at, 1) * (at % 2 ? 1 : 3)
    return text (10 - sum % 10) % 10 }' >same.csv
awk 'BEGIN { print "title,author,dates,year"
    print "Emma,Jane Austen,,1815"
    for (i = 0; i < 1000; i++) {
        printf "Book %d,John Smith,%d-,\n", i, 1500 + i % 300
        printf "Prose %d,John Smith,,\nPoems %d,Alias %d,,\n", i, i, i } }' >books.csv
wc -l different.csv same.csv books.csv
"$BIBLOAD" import -q -c b.ini -d b.db -s a books.csv
sqlite3 b.db "SELECT name, count(DISTINCT a.id), count(*) FROM authors AS a
    JOIN book_author AS l ON l.author_id = a.id GROUP BY name"
# by far more than it takes, and far less than it took
sqlite3 b.db "SELECT seconds < 10 OR '${UNMEASURED-}' FROM imports"
