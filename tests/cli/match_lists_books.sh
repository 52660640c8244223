# Pairs of books in files that the config names: by ISBN, own id, title and number;
# different ones are kept apart, the same ones are met; what is wrong is said.
run() { "$BIBLOAD" "$@" || echo "status $?"; }
show() { sqlite3 b.db "SELECT s.record, s.book_id, b.title, s.rule
    FROM source_records AS s JOIN books AS b ON b.id = s.book_id ORDER BY s.id" \
    "SELECT event, rule, book_id, after FROM ledger
    WHERE event IN ('candidate', 'conflict')"; }
cat >b.ini <<'END'
[match]
same = same.csv
different = different.csv
[source:a]
[source:b]
ids = shop
END
cat >same.csv <<'END'
# two titles of one book
book,isbn:9780141439587,isbn:9780439420891
book,Persuasion : a novel|Jane Austen|1817,"The Elliots|Jane Austen|1817"
book,b:k7,Sanditon|Jane Austen
END
cat >different.csv <<'END'
book,Emma|Mary Smith|1815,Emma|Mary Smith
book,Poems|Ann Other|1901,isbn:9780060853983
END
cat >books.csv <<'END'
title,author,year,isbn
Emma,Jane Austen,1815,9780141439587
Emma Woodhouse,Jane Austen,1815,9780439420891
Emma Woodhouse,Jane Austen,1815,9780439420891
Persuasion,Jane Austen,1817,
The Elliots,Jane Austen,1817,
The Elliots,Jane Austen,1818,
Sanditon,Jane Austen,1925,
Emma,Mary Smith,1815,
Emma,Mary Smith,,
Emma,Mary Smith,1815,
Emma,Mary Smith,1816,
Poems,Ann Other,1901,
Poems,Ann Other,1901,9780060853983
END
sed -i 's/^Persuasion,/Persuasion : a novel,/' books.csv
cat >shop.csv <<'END'
book_ref,title,author
k7,A fragment,J. A.
k8,A fragment,J. A.
END
run import -q -c b.ini -d b.db -s a books.csv
run import -q -c b.ini -d b.db -s b shop.csv
show
echo '--- without the lists'
sed '/^same\|^different/d' b.ini >plain.ini
run import -q -c plain.ini -d plain.db -s a books.csv
run import -q -c plain.ini -d plain.db -s b shop.csv
sqlite3 plain.db "SELECT group_concat(book_id, ' ') FROM
    (SELECT book_id FROM source_records ORDER BY id)"
echo '--- again, changed: what was met is met again'
sed -i 's/^Emma Woodhouse,Jane Austen,1815/Miss Woodhouse,Jane Austen,1816/' books.csv
run import -q -c b.ini -d b.db -s a books.csv
sqlite3 b.db "SELECT count(*) FROM books"
echo '--- numbers'
sqlite3 b.db "SELECT id, title FROM books WHERE id < 4"
cat >same.csv <<'END'
book,1,New name|Jane Austen
book,99,New name|Jane Austen
book,nobody:1,New name|Jane Austen
END
cat >different.csv <<'END'
book,2,Persuasion : a novel|Jane Austen|1999
book,1,2
END
cat >more.csv <<'END'
title,author,year,isbn
New name,Jane Austen,2001,
Persuasion : a novel,Jane Austen,1999,
Persuasion : a novel,Jane Austen,,
END
run import -q -c b.ini -d b.db -s a more.csv
sqlite3 b.db "SELECT record, book_id, rule FROM source_records
    WHERE file_id = (SELECT max(id) FROM import_files)"
"$BIBLOAD" verify -q -d b.db | grep FAILED
echo '--- lines that say nothing'
: >same.csv
for line in 'book,Only One,2' 'book,isbn:9780060853984,2' 'book,,2' \
    'book,Emma|,2' 'book,Emma|Jane Austen|early,2' 'book,Emma|A|1815|x,2' \
    'book,1,1' 'book,Emma|A,"EMMA | A"' 'author,Ann A,ANN A' 'book,1'; do
    printf '# pairs\n%s\n' "$line" >different.csv
    run import -q -c b.ini -d b.db -s a more.csv
done
echo '--- in both lists'
cat >same.csv <<'END'
author,Karen Blixen,Isak Dinesen
author,Mark Twain|1835-1910,Samuel Clemens|1835-1910
book,Emma|Jane Austen|1815,isbn:9780141439587
END
for line in 'author,Isak Dinesen,KAREN BLIXEN' \
    'author,Samuel Clemens|-1910,Mark Twain|1835-' \
    'book,isbn:0141439580,Emma|Jane Austen|1815' \
    'book,isbn:0141439580,Emma|Jane Austen'; do
    printf '\n%s\n' "$line" >different.csv
    run import -q -c b.ini -d b.db -s a more.csv
done
printf 'book,Emma|Jane Austen|1815,Emma|Jane Austen|1816\n' >same.csv
printf 'book,Emma|Jane Austen,Emma|Jane Austen|1816\n' >different.csv
run import -q -c b.ini -d b.db -s a more.csv
echo '--- what is said of one of them is no contradiction'
printf '%s\n' 'author,Karen Blixen,Isak Dinesen' \
    'book,Emma|Jane Austen,isbn:9780141439587' >same.csv
printf '%s\n' 'author,Isak Dinesen|1885-,Karen Blixen' \
    'book,isbn:0141439580,Emma|Jane Austen|1815' \
    'book,Emma|Jane Austen|1817,Emma|Jane Austen|1816' >different.csv
run import -q -c b.ini -d b.db -s a more.csv
