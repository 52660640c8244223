# An author that holds several people is parted by records; imports keep to it, and
# a merge takes it back.
run() { "$BIBLOAD" "$@" || echo "status $?"; }
import() { run import -q -c b.ini -d b.db "$@"; }
show() {
    sqlite3 b.db 'SELECT id, name, dates FROM authors' \
        "SELECT group_concat(title || ' ' || author_id, '; ') FROM credits" \
        'SELECT id, authors FROM source_records'
    "$BIBLOAD" verify -q -d b.db | grep -v '^ok'
}
cat >b.ini <<'END'
[source:shop]
[source:other]
END
cat >books.csv <<'END'
book_ref,title,author
b1,On Poetry,John Smith
b2,On Bees,John Smith
b3,More Bees,John Smith
b4,Verses,John Smith
END
cat >other.csv <<'END'
title,author
More Bees,John Smith
END
import -s shop books.csv
import -s other other.csv
run split -q -d b.db author 1 shop:b2 shop:b3
run split -q -d b.db author 1 shop:b2 shop:b9
run split -q -d b.db author 1 nonsense
run split -q -d b.db author 1 shop:b2 shop:b3 2/other.csv/1
show
sqlite3 b.db 'SELECT subject, verdict, keep_id, gone_id, gone_name, undone
    FROM decisions'
echo '--- unchanged, restated, new'
sed -i 's/On Bees/On bees and honey/; s/Verses/Other verses/' books.csv
echo 'b5,Sonnets,John Smith' >>books.csv
import -s shop books.csv
cat >other.csv <<'END'
title,author,year
More Bees,John Smith,1901
END
import -s other other.csv
show
run split -q -d b.db book 1 shop:b1
run report -q -d b.db candidates --format csv
echo '--- taken back'
run merge -q -d b.db author 1 2
show
sqlite3 b.db "SELECT verdict, undone IS NOT NULL FROM decisions"
