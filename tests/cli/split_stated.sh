# What the row that stays has come to state since the merge, and the other one states
# as well, finds both after the split.
run() { "$BIBLOAD" "$@" || echo "status $?"; }
import() { run import -q -c b.ini -d b.db -s s "$1"; }
sound() { "$BIBLOAD" verify -q -d b.db | grep FAILED || echo sound; }
printf '[source:s]\n' >b.ini
cat >first.csv <<'END'
book_ref,title,isbn,year,authors
r1,Emma,9780441172719,1815,Jane A
r2,Emma too,9780060853983,,Jane B
END
cat >second.csv <<'END'
book_ref,title,isbn,year,authors
r1,Emma,9780060853983,1815,Jane A
END
echo 'book_ref,title,isbn,year,authors
r3,Other,,,Ann C' >third.csv
import first.csv
run merge -q -d b.db book 1 2
import second.csv
run split -q -d b.db book 2
sqlite3 b.db 'SELECT id, title, isbn FROM books' \
    'SELECT book_id, count(*) FROM book_keys WHERE kind = 1 GROUP BY 1'
sound
echo '--- a name and an id in an authority file, by another program'
rm -f b.db
import first.csv
sqlite3 b.db "UPDATE authors SET authority_id = 'viaf:9' WHERE id = 1" \
    "UPDATE authors SET authority_id = 'viaf:102333412' WHERE id = 2"
import second.csv
run merge -q -d b.db author 1 2
sqlite3 b.db "UPDATE authors SET name = 'Jane B',
    authority_id = 'viaf:102333412' WHERE id = 1"
import third.csv
run split -q -d b.db author 2
sqlite3 b.db 'SELECT id, name, authority_id FROM authors' \
    'SELECT author_id, kind, count(*) FROM author_keys GROUP BY 1, 2'
sound
echo '--- a row that was merged before an import had seen it'
rm -f b.db
import first.csv
sqlite3 b.db "INSERT INTO books (title, isbn) VALUES ('By hand', '9780439420891')"
run merge -q -d b.db book 1 3
run split -q -d b.db book 3
sound
run merge -q -d b.db book 1 3
import third.csv
run split -q -d b.db book 3
sound
echo '--- a title and a name by another program, which an import keyed between'
for change in "books SET title = 'First Garden' WHERE id = 1" \
    "authors SET name = 'Jane Ash'"; do
    for subject in book author; do
        rm -f b.db
        import first.csv
        sqlite3 b.db "UPDATE $change"
        run merge -q -d b.db "$subject" 1 2
        import third.csv
        run split -q -d b.db "$subject" 2
        sqlite3 b.db 'SELECT book_id, count(*) FROM book_keys WHERE kind = 2
            GROUP BY 1'
        sound
    done
done
