# What is no question says which there are.
"$BIBLOAD" import -q -d b.db "$FIXTURES/csv/cr.csv"
query() { "$BIBLOAD" query -q -d b.db "$@" || echo "status $?"; }
query
query authors-of
query author-of Emma
query books-with-authors many
query books-with-authors -- -1
query authors-of ''
