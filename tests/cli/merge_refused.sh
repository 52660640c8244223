# What a merge does not do, and says why.
run() { "$BIBLOAD" "$@" || echo "status $?"; }
cat >books.csv <<'END'
title,authors,royalties
Emma,Jane Austen;J. Austen,10;7.5
Persuasion,J. Austen,
END
run import -q -d b.db books.csv
run merge -q -d b.db author 1 2
run merge -q -d b.db author 1 1
run merge -q -d b.db author 1 9
run merge -q -d b.db author 1 'Austen J'
run merge -q -d b.db author 1 Auste
run merge -q -d b.db book 1
run merge -q -d b.db
run split -q -d b.db author 1
run split -q -d b.db author
sqlite3 b.db 'UPDATE book_author SET royalty_percentage = 10' \
    'CREATE TABLE prizes (winner INTEGER REFERENCES authors (id))' \
    'INSERT INTO prizes VALUES (2)'
run merge -q -d b.db author 1 2
sqlite3 b.db 'DROP TABLE prizes' 'ALTER TABLE authors ADD COLUMN face BLOB' \
    "UPDATE authors SET face = x'00ff'"
run merge -q -d b.db author 1 2
sqlite3 b.db 'SELECT count(*) FROM authors' 'SELECT count(*) FROM decisions' \
    'SELECT count(*) FROM imports'
sqlite3 b.db "UPDATE authors SET face = 'smiling'"
run merge -q -d b.db author 1 2
sqlite3 b.db "UPDATE book_author SET role = 'ill' WHERE book_id = 2"
run split -q -d b.db author 1
sqlite3 b.db 'SELECT id, name, face FROM authors' \
    'SELECT book_id, author_id, royalty_percentage, role FROM book_author'
run merge -q -d none.db author 1 2
