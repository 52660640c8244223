# Two books become one: links, keys, records, fields; and back.
LOGNAME=anna
export LOGNAME
run() { "$BIBLOAD" "$@" || echo "status $?"; }
import() { run import -q -c b.ini -d b.db "$@"; }
everything() {
    sqlite3 b.db 'SELECT * FROM authors' 'SELECT * FROM books' \
        'SELECT * FROM book_author' 'SELECT * FROM author_keys' \
        'SELECT * FROM book_keys ORDER BY 1, 2, 3' 'SELECT * FROM touched' \
        'SELECT id, book_id, author_id, authors FROM source_records'
}
cat >b.ini <<'END'
[source:shop]
author_separator = ";"
[source:other]
author_separator = ";"
END
cat >books.csv <<'END'
book_ref,title,authors,royalties,isbn,year,publisher
b1,Emma,Jane Austen;A. Editor,10;,,1815,
b2,"Emma, eine Geschichte",Jane Austen;B. Writer,;5,9780060853983,1816,Reclam
b3,Dune,Frank Herbert,,,,
END
import -s shop books.csv
everything >before
run merge -q -d b.db book 1 isbn:9780060853983
sqlite3 b.db 'SELECT id, title, isbn, year, publisher FROM books' \
    'SELECT * FROM book_author' 'SELECT id, book_id FROM source_records'
run verify -q -d b.db | grep FAILED
run explain -q -d b.db book isbn:9780060853983 | grep -A8 '^Decisions' |
    sed 's/20..-..-..T..:..:..Z */(when)                /'
run explain -q -d b.db book 2 2>&1 | sed 's/(20.*)/(when)/'
run split -q -d b.db book 2
everything >after
diff before after && echo 'as before'
run merge -q -d b.db book 1 2
echo '--- records of another source that mean the second'
cat >more.csv <<'END'
title,authors,isbn,year
Emma - eine Geschichte,Jane Austen,0060853980,1816
"Emma, eine Geschichte",Jane Austen;B. Writer,,1816
Emma - eine Geschichte,Jane Austen,,1999
END
import -s other --json more.csv | grep -o '"records":{[^}]*}' | head -1
sqlite3 b.db 'SELECT id, title, year FROM books' \
    "SELECT id, book_id, rule FROM source_records"
