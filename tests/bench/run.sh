#!/bin/sh
# Measures bibload against its peers on generated files, in turn (A B A B), and
# prints medians and ratios. Only ratios of one run on a quiet machine mean
# something. `make bench` calls it; from the tree's root:
#
#     [BENCH_ROWS=1000000] [BENCH_RECORDS=100000] [BENCH_ROUNDS=3] \
#     [BENCH_DIR=build/bench] [BIBLOAD=./bibload] tests/bench/run.sh
#
# Files and databases stay in BENCH_DIR (about 1.5 GB at full size); the
# generated files are used again by the next run.
set -eu

rows=${BENCH_ROWS:-1000000}
records=${BENCH_RECORDS:-100000}
rounds=${BENCH_ROUNDS:-3}
folder=${BENCH_DIR:-build/bench}
bibload=${BIBLOAD:-./bibload}
here=$(dirname "$0")
limit_mb=256

csv=$folder/c-$rows.csv
changed=$folder/c-$rows-changed.csv
xml=$folder/x-$records.xml
results=$folder/results.tsv

# PROGRAM SOURCE... [LIBRARY]: sources are named without folder and ending.
build() {
    program=$1
    shift
    arguments=
    for name; do
        case $name in
        -*) arguments="$arguments $name" ;;
        *) arguments="$arguments $here/$name.c" ;;
        esac
    done
    # shellcheck disable=SC2086 # the words are file names of this tree
    ${CC:-cc} -std=gnu11 -D_GNU_SOURCE -O2 -o "$folder/$program" $arguments
}

# SHAPE COUNT FILE, unless the file is there already.
generate() {
    [ -s "$3" ] && return
    "$folder/generate" "$1" "$2" > "$3.part"
    mv "$3.part" "$3"
}

prepare() {
    mkdir -p "$folder"
    build generate generate generate_csv generate_marcxml book random words
    build measure measure
    build floor floor packed -lsqlite3
    generate csv "$rows" "$csv"
    generate csv-changed "$rows" "$changed"
    generate marcxml "$records" "$xml"
    [ -s "$xml.gz" ] || gzip -c "$xml" > "$xml.gz"
    : > "$results"
    printf '[import]\nmemory_limit = %sM\n' "$limit_mb" > "$folder/bench.ini"
    printf '[source:bench]\nauthor_separator = ";"\n' >> "$folder/bench.ini"
}

# NAME COMMAND...: one run. What was written before is on the disk first, so
# that nobody pays for his neighbour.
timed() {
    name=$1
    shift
    sync
    "$folder/measure" "$results" "$name" "$@" 2> "$folder/$name.err" ||
        { echo "$name failed: $*" >&2; cat "$folder/$name.err" >&2; exit 1; }
}

forget() {
    rm -rf "$1" "$1-wal" "$1-shm" "$1-journal" "$1.lock" "$1.rejects"
}

import_into() {
    timed "$1" "$bibload" import -q -c "$folder/bench.ini" -s bench \
        -d "$2" "$3"
}

has() {
    command -v "$1" > /dev/null 2>&1
}

round_of_csv() {
    forget "$folder/c.db"
    import_into import-csv "$folder/c.db" "$csv"
    forget "$folder/flat.db"
    timed sqlite-flat sqlite3 "$folder/flat.db" ".import --csv $csv flat"
    forget "$folder/floor.db"
    timed floor-program sh -c "\"$folder/floor\" \"$folder/c.db\" \
        \"$folder/floor.db\" stages/schema.sql stages/indexes.sql \
        $(((rows + 19999) / 20000)) > \"$folder/floor.out\""
    awk -F '\t' '{ print "floor-" $1 "\t" $2 "\t0\t0\t0" }' \
        "$folder/floor.out" >> "$results"
    import_into again-same "$folder/c.db" "$csv"
    import_into again-changed "$folder/c.db" "$changed"
}

round_of_xml() {
    forget "$folder/x.db"
    import_into import-xml "$folder/x.db" "$xml"
    if has xmllint; then
        timed xmllint xmllint --sax --noout "$xml"
    fi
    forget "$folder/x.db"
    import_into import-xml-gz "$folder/x.db" "$xml.gz"
    timed gzip-dc gzip -dc "$xml.gz"
}

# NAME FIELD (2 wall, 3 user and system, 4 peak; 0: not known): the middle one, or nothing.
median() {
    awk -F '\t' -v name="$1" -v field="$2" \
        '$1 == name { print $field }' "$results" | sort -n |
        awk '{ value[NR] = $1 } END {
            middle = int((NR + 1) / 2)
            if (NR) print (value[middle] + value[NR + 1 - middle]) / 2
        }'
}

# NAME TEXT REFERENCE: a row of the table; the reference's ratio if there is
# one.
row() {
    wall=$(median "$1" 2)
    if [ -z "$wall" ]; then
        printf '%-44s %8s\n' "$2" 'not run'
        return
    fi
    reference=$(median "${3:-none}" 2)
    awk -v text="$2" -v wall="$wall" -v cpu="$(median "$1" 3)" \
        -v peak="$(median "$1" 4)" -v reference="$reference" 'BEGIN {
        printf "%-44s %8.2f %8s %8s %8s\n", text, wall,
            cpu ? sprintf("%.2f", cpu) : "", peak ? sprintf("%.0f MB", peak / 1024) : "",
            reference ? sprintf("%.2f", wall / reference) : ""
    }'
}

verdict_of_memory() {
    awk -F '\t' -v most=$((limit_mb + 64)) '
        $1 ~ /^(import|again)-/ && $4 > peak { peak = $4; name = $1 }
        END {
            printf "peak memory: %.0f MB (%s); ", peak / 1024, name
            printf "memory_limit + 64 MB is %d MB: %s\n", most,
                peak / 1024 <= most ? "kept" : "EXCEEDED"
        }' "$results"
}

counts() {
    sqlite3 "$1" "SELECT '$2: ' || (SELECT count(*) FROM books) || ' books, ' ||
        (SELECT count(*) FROM authors) || ' authors, ' ||
        (SELECT count(*) FROM book_author) || ' links'"
}

table() {
    echo "$rows CSV rows ($(($(wc -c < "$csv") / 1000000)) MB)," \
        "$records MARC-XML records ($(($(wc -c < "$xml") / 1000000)) MB," \
        "$(($(wc -c < "$xml.gz") / 1000000)) MB gzip), median of $rounds"
    counts "$folder/c.db" C
    counts "$folder/x.db" X
    printf '\n%-44s %8s %8s %8s %8s\n' '' 'wall s' 'cpu s' peak ratio
    row import-csv 'C: bibload import' sqlite-flat
    row sqlite-flat 'C: sqlite3 .import, one flat text table'
    row floor-insert 'C: floor, the same rows inserted' sqlite-flat
    row floor-indexes 'C: floor, its indexes' sqlite-flat
    row floor-both 'C: floor, both' sqlite-flat
    row again-same 'C: the same file again' import-csv
    row again-changed 'C: with one row in 100 changed' import-csv
    row import-xml 'X: bibload import' xmllint
    row xmllint 'X: xmllint --sax --noout'
    row import-xml-gz 'X: bibload import of the .gz' gzip-dc
    row gzip-dc 'X: gzip -dc'
    echo
    verdict_of_memory
}

for program in "$bibload" sqlite3 gzip awk; do
    has "$program" || { echo "bench: $program is missing" >&2; exit 1; }
done
has xmllint ||
    echo 'bench: xmllint (libxml2-utils) is missing: not compared' >&2
prepare
round=1
while [ "$round" -le "$rounds" ]; do
    round_of_csv
    round_of_xml
    round=$((round + 1))
done
table
