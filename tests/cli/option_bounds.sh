# Options that nothing is near to, that are given too often, or whose value is none.
run() { "$BIBLOAD" "$@" || echo "status $?"; }
often() { seq "$2" | sed "s/.*/$1/"; }
run import --zzzzzzzzzzzz books.csv
run import --zzzzzzzzzzzz=1 books.csv
run import -d '' books.csv
# shellcheck disable=SC2046
run import $(often '-d b.db' 9) books.csv
"$BIBLOAD" import -q -d b.db "$FIXTURES/csv/several_authors.csv"
# Names of parameters are those of SQL.
for parameter in =1 1n=1 a-b=1 a_b=1; do
    run report -q -d b.db -p "$parameter" books_with_exactly
done
# shellcheck disable=SC2046
run report -q -d b.db $(often '-p n=1' 101) books_with_exactly
# shellcheck disable=SC2046
run report -q -d b.db --format csv $(often '-p n=1' 100) books_with_exactly
