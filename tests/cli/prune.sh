# Authors that a source brought and that have no book any more go, with a line in
# the ledger; nobody's left-over stays.
import() { "$BIBLOAD" import -q -d b.db "$@" || echo "status $?"; }
authors() { sqlite3 b.db 'SELECT id, name FROM authors ORDER BY id'; }
cat >b.ini <<'END'
[source:shop]
name_order = direct
END
cat >authors.csv <<'END'
author_ref,author
a1,Bram Stoker
END
cat >books.csv <<'END'
book_ref,title,author
b1,Emma,Jane Austin
b2,Dune,Frank Herbert
b3,Poems,John Keats
b4,Ulysses,James Joyce
b5,Persuasion,Jane Austen
END
import -c b.ini -s shop authors.csv books.csv
sqlite3 b.db "INSERT INTO authors (name) VALUES ('Added By Hand')" \
    "UPDATE authors SET dates = '1795-1821' WHERE name = 'John Keats'" \
    'CREATE TABLE prizes (author_id INTEGER REFERENCES authors (id))' \
    "INSERT INTO prizes SELECT id FROM authors WHERE name = 'James Joyce'"
"$BIBLOAD" prune -q -d b.db
# Jane Austin was Jane Austen all the time; three books are sold out.
sed -i 's/Jane Austin/Jane Austen/' books.csv
import -c b.ini -s shop books.csv
for book in 2 3 4; do "$BIBLOAD" delete -q -d b.db book "$book"; done
authors
"$BIBLOAD" prune -q -d b.db
authors
sqlite3 b.db "SELECT import_id, subject, author_id, event, rule, before
    FROM ledger WHERE event = 'deleted'"
"$BIBLOAD" imports -q -d b.db --json | grep -o '"source": "bibload prune", "state": "[a-z]*"'
"$BIBLOAD" prune -q -d b.db --json
"$BIBLOAD" verify -q -d b.db | grep -v '^ok'
import -c b.ini -s shop books.csv
authors
"$BIBLOAD" verify -q -d b.db | grep FAILED
"$BIBLOAD" prune -q -d b.db now || echo "status $?"
"$BIBLOAD" prune -q -d none.db || echo "status $?"
