# Questions by name: case, accents, punctuation and the order of a name make no
# difference. What is not found is status 1.
"$BIBLOAD" import -q -d b.db "$FIXTURES/csv/several_authors.csv" \
    "$FIXTURES/csv/trade/backlist.csv"
query() { "$BIBLOAD" query -q -d b.db "$@" || echo "status $?"; }
query books-by-author 'charlotte bronte'
query books-by-author 'Brontë, Emily'
query authors-of 'GOOD OMENS!'
query authors-of omens
query books-with-authors 3
query books-with-authors 3+
query royalties-of pratchett
query royalties-of gaiman --json
query books-by-author Nobody
query royalties-of 'Emily Bronte'
