#!/bin/sh
# Kills larger imports at random moments, again and again, until one ends; then
# compares all that is in the database with an import that nobody disturbed.
#
#     [BIBLOAD=./bibload] [KILLS=200] [SEED=1] [RECORDS=6000] tests/faults/random.sh
#
# CSV, MARC-XML and gzip of many members in turn, with 1, 2 and 4 threads and batches
# of 7, 100 and 1000. Ends with one line of figures, and status 1 if anything differed.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
bibload=$(realpath "${BIBLOAD:-./bibload}")
wanted=${KILLS:-200}
seed=${SEED:-1}
records=${RECORDS:-6000}
kills=0
imports=0
failures=0
folder=$(mktemp -d "${TMPDIR:-/tmp}/bibload-random-XXXXXX")
trap 'rm -rf "$folder"' EXIT
trap 'exit 1' INT TERM

# shellcheck source=tests/faults/scenarios.sh
. "$here/scenarios.sh"

# A number below $1; the next one of the seed's.
random() {
    seed=$(awk -v s="$seed" 'BEGIN { print (s * 16807) % 2147483647 }')
    echo $((seed % $1))
}

dump() {
    sqlite3 k.db < "$here/dump.sql" | sed "s|$folder/[a-z]*/||"
    [ ! -d k.db.rejects ] || (cd k.db.rejects && cat -- * /dev/null)
}

config() {
    printf '[import]\nbatch_records = %s\nthreads = %s\nmax_rejects = 100%%\n[source:a]\n' \
        "$1" "$2" > bibload.ini
}

whole() {
    rm -rf k.db k.db.lock k.db-journal k.db-wal k.db-shm k.db.rejects
    config 1000 1
    "$bibload" import -q -c bibload.ini -d k.db -s a "$1" 2> said || [ $? -eq 1 ]
    dump > "undisturbed-$1"
}

cd "$folder"
csv_rows 1 "$records" > a.csv
xml_records 1 "$records" > a.xml
split -b 70001 a.xml part.
for part in part.*; do gzip -nc "$part"; done > a.xml.gz
rm part.*
for file in a.csv a.xml a.xml.gz; do whole $file; done

# Milliseconds that an undisturbed import takes, about: kills come within it.
started=$(date +%s%N)
whole a.xml
span=$((($(date +%s%N) - started) / 1000000 + 50))

while [ "$kills" -lt "$wanted" ]; do
    for file in a.csv a.xml a.xml.gz; do
        rm -rf k.db k.db.lock k.db-journal k.db-wal k.db-shm k.db.rejects
        first=$seed
        imports=$((imports + 1))
        tries=0
        while :; do
            size=$(random 3)
            config "$(echo 7 100 1000 | cut -d' ' -f$((size + 1)))" \
                "$(echo 1 2 4 | cut -d' ' -f$(($(random 3) + 1)))"
            wait=$(random "$span")
            tries=$((tries + 1))
            status=0
            if [ "$tries" -le 8 ]; then
                timeout -s KILL "$(awk -v ms="$wait" 'BEGIN { print ms / 1000 }')" \
                    "$bibload" import -q -c bibload.ini -d k.db -s a "$file" \
                    2> said || status=$?
            else
                "$bibload" import -q -c bibload.ini -d k.db -s a "$file" \
                    2> said || status=$?
            fi
            [ "$status" -eq 137 ] || break
            kills=$((kills + 1))
        done
        dump > dumped
        if [ "$status" -gt 1 ] || ! cmp -s dumped "undisturbed-$file"; then
            failures=$((failures + 1))
            echo "$file, seed $first: status $status, $(diff dumped "undisturbed-$file" | head -n 3)"
            cp -r . "/tmp/bibload-random-kept-$failures"
        fi
    done
done
echo "random: $kills kills of $imports imports, $failures failures (seed ${SEED:-1}, $records records)"
[ "$failures" -eq 0 ]
