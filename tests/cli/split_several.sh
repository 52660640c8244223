# A name that several merges took away is no answer to which of them: ids are. What
# looks like the place of a record and is none is told like any other word.
run() { "$BIBLOAD" "$@" || echo "status $?"; }
cat >b.csv <<'END'
title,author,dates
Plays,Ann Ash,1900-1950
Quiet,Ann Ash,1960-
Roads,Bea Bell,
Songs,Cid Cole,
Tales,Bea Bell,
END
run import -q -d b.db b.csv
run merge -q -d b.db author 3 1
run merge -q -d b.db author 4 2
run split -q -d b.db author 'Ann Ash'
run split -q -d b.db author 2
run split -q -d b.db author 'Ann Ash'
for place in /b.csv/1 1/b.csv/ 1/1 x/b.csv/1 1/b.csv/x; do
    run split -q -d b.db author 3 "$place"
done
run split -q -d b.db author 3 1/b.csv/5
sqlite3 b.db 'SELECT id, name FROM authors ORDER BY id'
run verify -q -d b.db | grep -c FAILED || :
