# A merge that fills in the year of the book that stays: its title key says that year
# too, and another edition is another book. A split takes both away again.
run() { "$BIBLOAD" "$@" || echo "status $?"; }
state() { sqlite3 b.db 'SELECT * FROM books' \
    'SELECT * FROM book_keys ORDER BY 1, 2, 3, 4'; }
facts() { sqlite3 b.db "SELECT k.book_id, n.name, k.fact FROM book_keys AS k
    JOIN key_kinds AS n ON n.id = k.kind ORDER BY 1, 2, 3"; }
sound() { "$BIBLOAD" verify -q -d b.db | grep FAILED || echo sound; }
cat >first.csv <<'END'
title,authors,year
New River,Ann Ash,
Blue River,Ann Ash,1990
New River,Ann Ashe,1991
END
echo 'title,authors,year
New River,Ann Ash,1995' >second.csv
run import -q -d b.db first.csv
state >before
run merge -q -d b.db book 1 2
facts
sound
run split -q -d b.db book 2
state | cmp - before && echo 'as before'
sound
echo '--- an edition of another year'
run merge -q -d b.db book 1 2
run import -q -d b.db second.csv
sqlite3 b.db 'SELECT id, title, year FROM books'
run split -q -d b.db book 2
facts
sound
echo '--- the key of another record becomes the own one, and ceases to be that'
rm -f b.db
run import -q -d b.db first.csv
sqlite3 b.db "INSERT INTO book_keys SELECT 3, kind, hash_high, hash_low, 0
    FROM book_keys WHERE book_id = 1 AND kind = 2"
state >before
run merge -q -d b.db author 1 2
facts
sound
run split -q -d b.db author 2
state | cmp - before && echo 'as before'
