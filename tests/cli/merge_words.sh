# Words that name no author: nothing at all, and a number that is only a part of a
# name. Nobody is merged by them, or split.
run() { "$BIBLOAD" "$@" || echo "status $?"; }
cat >b.csv <<'END'
title,author
Ash,451 Press
Birds,1984
Clouds,Ann Oak
END
run import -q -d b.db b.csv
run merge -q -d b.db author 3 ''
run merge -q -d b.db author '' 3
run merge -q -d b.db author 3 451
run split -q -d b.db author ''
run split -q -d b.db author 451
run merge -q -d b.db author 3 1984
run split -q -d b.db author 1984
sqlite3 b.db 'SELECT id, name FROM authors ORDER BY id' \
    'SELECT count(*) FROM decisions'
run verify -q -d b.db | grep -v '^ok'
true
