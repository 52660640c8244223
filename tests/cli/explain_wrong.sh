# There is none: status 1. What is no id at all: status 2.
"$BIBLOAD" import -q -d b.db "$FIXTURES/csv/several_authors.csv"
explain() { "$BIBLOAD" explain -q -d b.db "$@" || echo "status $?"; }
explain book 99
explain author 0
explain book isbn:9781555551018
explain book isbn:123
explain author isbn:9780060853983
explain book nowhere:1
explain book Emma
explain
explain book
explain bok 1
explain book 1 2
