# What people decided is nobody's to correct: a record that is restated does not change
# an author or take numbers from a book that they merged, nor an author whom they parted.
run() { "$BIBLOAD" "$@" || echo "status $?"; }
if ! command -v sqlite3 >/dev/null; then
    echo 'skipped: sqlite3 is missing' >&2
    cat "${0%.sh}.out"
    exit
fi
printf '[source:s]\nname_order = library\n[source:t]\nname_order = library\n' >b.ini
books() { # SOURCE, rows on standard input
    {
        echo book_ref,title,author,dates,isbn
        cat
    } >books.csv
    run import -q -c b.ini -d b.db -s "$1" books.csv
}
show() {
    sqlite3 b.db "SELECT b.id || ' ' || b.title || ' ' || coalesce(b.isbn, '') || ': ' || a.id || ' ' || a.name
            || ' ' || coalesce(a.dates, '') FROM books AS b JOIN book_author AS l ON l.book_id = b.id
            JOIN authors AS a ON a.id = l.author_id ORDER BY b.id, l.publication_order"
}
echo '--- an author: without a decision his years are corrected'
books s <<'END1'
b1,One,"Smith, John",1901-1950,
b2,Two,"Smith, J.",1901-,
b3,Three,"Jones, Ann",1911-,
b4,Four,"Jones, Ann",1911-,
b5,Five,"Brown, Bob",1921-,
END1
run merge -q -d b.db author 1 2
run split -q -d b.db author 3 s:b4
run delete -q -d b.db book 2 >/dev/null
books s <<'END2'
b1,One,"Smith, John",1901-1951,
b5,Five,"Brown, Bob",1922-,
END2
show
echo '--- nor are those of two who were parted'
books s <<'END3'
b3,Three,"Jones, Ann",1912-,
b4,Four,"Jones, Ann",1913-,
END3
show
echo '--- a book: its numbers stay'
books s <<'END4'
c1,Walden pond,"Thoreau, Henry",,9780306406157
c2,Walden or life,"Thoreau, Henry",,9780141439587
c3,Civil duty,"Thoreau, Henry",,9780140449136
END4
run merge -q -d b.db book 6 7
run delete -q -d b.db book 3 >/dev/null
books s <<'END5'
c1,Walden pond,"Thoreau, Henry",,9780441172719
c3,Civil duty,"Thoreau, Henry",,9780060853983
END5
books t <<'END6'
d1,Walden pond revisited,"Ash, Ann",,9780306406157
d2,Civil duty revisited,"Ash, Ann",,9780140449136
END6
sqlite3 b.db "SELECT ident, book_id, rule FROM (SELECT s.record AS ident, s.book_id, s.rule, s.id FROM source_records AS s
    WHERE s.file_id = (SELECT max(id) FROM import_files)) ORDER BY id"
show
echo '--- a decision on a book is none on the author with its number'
books s <<'END7'
b1,One,"Smith, John",1901-1952,
END7
sqlite3 b.db 'SELECT name, dates FROM authors WHERE id = 6'
run verify -q -d b.db | grep FAILED || echo sound
