# Of a heading or a book that stands in more pairs of `same` than 100, the first 100
# are tried.
run() { "$BIBLOAD" "$@" || echo "status $?"; }
printf '[match]\nsame = same.csv\n' >b.ini
partners() {
    awk -v n="$1" -v at="$2" 'BEGIN { for (i = 1; i <= n; i++) {
        print "author,John Smith," (i == at ? "Jim Beam" : "Nobody No" i);
        print "book,Emma|John Smith," (i == at ? "Ema" : "None " i) "|Jim Beam" } }'
}
printf 'title,author\nEma,Jim Beam\n' >1.csv
printf 'title,author\nEmma,John Smith\n' >2.csv
for at in 100 101; do
    partners 200 "$at" >same.csv
    run import -q -c b.ini -d "$at.db" 1.csv
    run import -q -c b.ini -d "$at.db" 2.csv
    echo "the one at place $at: $(sqlite3 "$at.db" "SELECT book_id, rule, authors
        FROM source_records ORDER BY id" | tr '\n' ' ')"
done
