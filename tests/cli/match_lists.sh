# Pairs of authors in files that the config names: different ones are kept apart,
# the same ones are met; what is wrong with a line is said with its number.
run() { "$BIBLOAD" "$@" || echo "status $?"; }
show() { sqlite3 b.db "SELECT group_concat(title || ' ' || author_id, '; ')
    FROM credits" "SELECT count(*) FROM ledger WHERE event = 'candidate'"; }
cat >b.ini <<'END'
[match]
same = same.csv
different = different.csv
[source:a]
END
cat >same.csv <<'END'
# the names she wrote under
author,Karen Blixen,Isak Dinesen

author, "Samuel Clemens|1835-1910" ,Mark Twain|1835-1910
END
cat >different.csv <<'END'
author,John Smith,John Smith|1901-
END
cat >books.csv <<'END'
title,author,dates
Out of Africa,Karen Blixen,
Winter's Tales,Isak Dinesen,
Anecdotes,Karen Blixen,
Tom Sawyer,Mark Twain,1835-1910
Letters,Samuel Clemens,1835-
Others,Samuel Clemens,1870-
Poems,John Smith,1901-1980
Prose,John Smith,
More poems,John Smith,1901-
END
run import -q -c b.ini -d b.db -s a books.csv
show
sqlite3 b.db 'SELECT author_id, name FROM author_names'
echo '--- without the lists'
sed '/^same\|^different/d' b.ini >plain.ini
run import -q -c plain.ini -d plain.db -s a books.csv
sqlite3 plain.db "SELECT group_concat(title || ' ' || author_id, '; ')
    FROM credits"
echo '--- ids'
cat >same.csv <<'END'
author,1,Baroness Blixen
author,viaf:12345,Nobody Here
END
sqlite3 b.db "UPDATE authors SET authority_id = 'viaf:9' WHERE id = 2"
cat >more.csv <<'END'
title,author
Carnival,Baroness Blixen
END
run import -q -c b.ini -d b.db -s a more.csv
show
echo '--- lines that say nothing'
for line in 'author,Only One' 'books,isbn:9780060853983,2' 'author,"open,two' \
    'author,A,,' 'author,,B' 'authors,A,B'; do
    printf '# pairs\n%s\n' "$line" >different.csv
    run import -q -c b.ini -d b.db -s a more.csv
done
printf 'author,\377,B\n' >different.csv
run import -q -c b.ini -d b.db -s a more.csv
rm different.csv
run import -q -c b.ini -d b.db -s a more.csv
sqlite3 b.db 'SELECT count(*) FROM imports'
