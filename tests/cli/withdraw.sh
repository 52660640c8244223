# What a snapshot says: how many went, why nothing did, and that too many would
# have. Another program's rows hold a book.
cat >b.ini <<'END'
[database]
url = b.db
[source:shop]
files = shop.csv
mode = snapshot
max_deletes = 1
END
shop() { printf 'book_ref,title,author\n'; printf '%s\n' "$@"; }
run() {
    "$BIBLOAD" run -c b.ini 2>&1 | grep -e snapshot -e withdrawn -e '^books' -e '^bibload'
    sqlite3 b.db 'SELECT group_concat(title, ", ") FROM books'
}
shop '1,Emma,Jane Austen' '2,Dune,Frank Herbert' '3,Ulysses,James Joyce' >shop.csv
run
shop '1,Emma,Jane Austen' '3,Ulysses,James Joyce' >shop.csv
run
shop '1,Emma,Jane Austen' '4,Dracula,Bram Stoker,x' >shop.csv
run
shop '5,Persuasion,Jane Austen' >shop.csv
run
"$BIBLOAD" run -q -c b.ini 2>said
echo "status $?"
sqlite3 b.db 'CREATE TABLE orders (book INTEGER REFERENCES books (id));
    INSERT INTO orders VALUES (1)'
sed -i 's/max_deletes = 1/max_deletes = 100%/' b.ini
run
"$BIBLOAD" verify -q -d b.db | grep -v '^ok'
"$BIBLOAD" prune -d b.db
