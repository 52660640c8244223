# -p gives a report's parameters. One that no report has, or that is no value of
# its kind, is refused with what would be right.
"$BIBLOAD" import -q -d b.db "$FIXTURES/csv/several_authors.csv"
report() { "$BIBLOAD" report -q -d b.db "$@" || echo "status $?"; }
report -p n=3 books_with_exactly
report -p n=1 -p roles=all books_with_exactly overview | grep -A 9 exactly
report --parameter=n=0 books_with_exactly
report -p n=three books_with_exactly
report -p roles=everybody overview
report -p role=all overview
report -p n books_with_exactly
report -p
