# B becomes A: links, keys, names and records; later imports respect it; a split
# gives everything back.
run() { "$BIBLOAD" "$@" || echo "status $?"; }
import() { run import -q --again -c b.ini -d b.db "$@"; }
show() {
    sqlite3 b.db "SELECT 'author', id, name, dates, authority_id FROM authors" \
        "SELECT 'link', book_id, author_id, publication_order, role,
            royalty_percentage, royalty_stated, edited FROM book_author" \
        "SELECT 'record', id, book_id, author_id, authors FROM source_records" \
        "SELECT 'form', author_id, name, source FROM author_names"
}
everything() {
    sqlite3 b.db 'SELECT * FROM authors' 'SELECT * FROM books' \
        'SELECT * FROM book_author' 'SELECT * FROM author_keys' \
        'SELECT * FROM book_keys ORDER BY 1, 2, 3' 'SELECT * FROM touched' \
        'SELECT id, book_id, author_id, authors FROM source_records' \
        'SELECT * FROM author_names'
}
by_hand() {
    sqlite3 b.db "UPDATE authors SET dates = '1775-1817',
            authority_id = 'viaf:1' WHERE name = 'J. Austen'" \
        "UPDATE authors SET authority_id = 'lcnaf:n2' WHERE id = 1"
}
cat >b.ini <<'END'
[source:shop]
author_separator = ";"
[source:other]
END
cat >books.csv <<'END'
book_ref,title,authors,roles,royalties
b1,Emma,Jane Austen,aut,10
b2,Persuasion,J. Austen; Cassandra Austen,,;5
b3,Letters,Cassandra Austen; Jane Austen; J. Austen,;aut;edt aut,;;7.5
END
import -s shop books.csv
by_hand
import -s shop books.csv
run merge -q -d b.db author 1 'J. Austen'
show
sqlite3 b.db 'SELECT subject, verdict, keep_id, gone_id, gone_name, undone
    FROM decisions' 'SELECT import_id, subject, author_id, event, rule, before,
    after FROM ledger' 'SELECT * FROM touched'
run verify -q -d b.db | grep -v '^ok'
echo '--- unchanged, restated, and of another source'
import --json -s shop books.csv | grep -o '"unchanged":3'
sed -i 's/Persuasion/Persuasion again/' books.csv
cat >more.csv <<'END'
title,author
Sanditon,J. Austen
Persuasion again,J. Austen
END
import -s shop books.csv
import -s other more.csv
show
echo '--- taken back'
run split -q -d b.db author 'J. Austen'
show
run verify -q -d b.db | grep FAILED
run split -q -d b.db author 2
echo '--- to the last column'
rm b.db
sed -i 's/Persuasion again/Persuasion/' books.csv
import -s shop books.csv
by_hand
import -s shop books.csv
everything >before
run merge -q -d b.db author 1 2 --json
run split -q -d b.db author 1 --json
everything >after
diff before after && echo 'as before'
