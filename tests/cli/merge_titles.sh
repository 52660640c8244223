# Titles and names that look like ids: a row with the id goes first, else they are
# taken for what they are, and either is said.
run() { "$BIBLOAD" "$@" || echo "status $?"; }
cat >books.csv <<'END'
title,author,isbn
Dune: Messiah,Frank Herbert,9780441172696
Dune Messiah (novel),Frank Herbert,
1984,George Orwell,
Nineteen eighty-four,George Orwell,
2,Ann Number,
Two,Ann Number,
7:15,Ann Hour,
A quarter past seven,Ann Hour,
isbn: a history,Ann Isbn,
History of the ISBN,Ann Isbn,
END
cat >shop.csv <<'END'
book_ref,title,author
k1,Shopping,Bea Shop
k2,To shop,Bea Shop
k3,shop:k2,Bea Shop
END
printf '[source:a]\n[source:shop]\n' >b.ini
run import -q -c b.ini -d b.db -s a books.csv
run import -q -c b.ini -d b.db -s shop shop.csv
run merge -q -c b.ini -d b.db book 'dune: messiah' 2
run merge -q -c b.ini -d b.db book 'Nineteen eighty-four' 1984
run split -q -c b.ini -d b.db book 1984
run merge -q -c b.ini -d b.db book 7:15 'A quarter past seven'
run merge -q -c b.ini -d b.db book 'isbn: a history' 'History of the ISBN'
echo '--- both'
run split -q -c b.ini -d b.db book 2
run merge -q -c b.ini -d b.db book 2 1
run split -q -c b.ini -d b.db book 1
run merge -q -c b.ini -d b.db book shop:k1 shop:k2
run merge -q -c b.ini -d b.db book 1 2
run merge -q -c b.ini -d b.db book Two 5
run split -q -c b.ini -d b.db book 2
run split -q -c b.ini -d b.db book 5
echo '--- neither'
run merge -q -c b.ini -d b.db book 1 1985
run merge -q -c b.ini -d b.db book 1 'Dune: Children'
run merge -q -c b.ini -d b.db book 1 isbn:9780441172697
run merge -q -c b.ini -d b.db book 1 shop:k9
run split -q -c b.ini -d b.db book 1985
echo '--- names'
sqlite3 b.db "INSERT INTO authors (name) VALUES ('50'), ('50'), ('50 Cent'), ('J: K')"
run merge -q -c b.ini -d b.db author '50 Cent' 50
run merge -q -c b.ini -d b.db author '50 Cent' 'J: K'
