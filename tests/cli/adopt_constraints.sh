# What a constraint of the other program forbids is a reject, and the rest is
# loaded; mended, it is replayed.
sqlite3 b.db <<'END'
CREATE TABLE authors (id INTEGER PRIMARY KEY, name TEXT NOT NULL
    CHECK (length(name) < 16));
CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT NOT NULL);
CREATE UNIQUE INDEX one_title ON books (title);
CREATE TABLE book_author (book_id INTEGER NOT NULL REFERENCES books (id),
    author_id INTEGER NOT NULL REFERENCES authors (id),
    royalty_percentage REAL, publication_order INTEGER,
    PRIMARY KEY (book_id, author_id));
END
"$BIBLOAD" adopt -q -d b.db || echo "status $?"
cat >books.csv <<'END'
title,authors
Emma,Jane Austen
Emma,Somebody Else
Mort,Sir Terence David John Pratchett
Dune,Frank Herbert
END
"$BIBLOAD" import -q -d b.db books.csv 2>&1 || echo "status $?"
sqlite3 b.db 'SELECT title, name FROM books JOIN book_author ON book_id = books.id
    JOIN authors ON author_id = authors.id ORDER BY books.id, 2' \
    "SELECT line, code, found FROM rejects ORDER BY line"
sed 's/Sir Terence David John Pratchett/Terry Pratchett/' \
    b.db.rejects/1-books.csv >mended.csv
mv mended.csv b.db.rejects/1-books.csv
"$BIBLOAD" replay -q -d b.db b.db.rejects/1-books.csv 2>&1 || echo "status $?"
"$BIBLOAD" verify -q -d b.db | grep -v '^ok'
sqlite3 b.db 'SELECT title FROM books ORDER BY id'
