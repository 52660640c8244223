# Rejects are beside the database: the records byte for byte under their header,
# and an index that says what was wrong with each. Corrected, they can be imported.
"$BIBLOAD" import -q -d b.db "$FIXTURES/csv/royalties_invalid.csv"
echo "status $?"
for file in b.db.rejects/*; do
    echo "-- $file"
    cat "$file"
done
sed -i 's/101$/10/; s/-1$/1/; s/NaN$//; s/1.23456/1.2346/' \
    b.db.rejects/1-royalties_invalid.csv
"$BIBLOAD" import -q -d b.db b.db.rejects/1-royalties_invalid.csv
echo "status $?"
sqlite3 b.db 'SELECT b.title, l.royalty_percentage, l.royalty_stated
    FROM books AS b JOIN book_author AS l ON l.book_id = b.id WHERE b.id > 5'
