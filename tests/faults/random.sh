#!/bin/sh
# Kills larger imports at random moments, again and again, until one ends; then
# compares all that is in the database, and the reject files, with an import that
# nobody disturbed, and takes it back: nothing of it may be left.
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
# shellcheck source=tests/faults/compare.sh
. "$here/compare.sh"

# Puts a number below $1 into `drawn`; the next one of the seed's. Not printed: the
# seed would stay as it was.
draw() {
    seed=$((seed * 16807 % 2147483647))
    drawn=$((seed % $1))
}

# Batches and threads as it comes.
draw_config() {
    draw 3
    size=$(echo 7 100 1000 | cut -d' ' -f$((drawn + 1)))
    draw 3
    config "$size" "$(echo 1 2 4 | cut -d' ' -f$((drawn + 1)))"
}

fail() {
    failures=$((failures + 1))
    echo "$file, seed $first: $1"
    mkdir -p "$folder/kept/$failures"
    cp -r k.db* undo dumped took "$folder/kept/$failures" || :
}

config() {
    printf '[import]\nbatch_records = %s\nthreads = %s\nmax_rejects = 100%%\n[source:a]\n' \
        "$1" "$2" > bibload.ini
}

clear() {
    rm -rf k.db k.db.lock k.db-journal k.db-wal k.db-shm k.db.rejects
}

import() {
    "$bibload" import -q -c bibload.ini -d k.db -s a "$1" 2> said
}

# FILE MILLISECONDS: kills it then. Waited for is the import itself: while it dies it
# holds the database (timeout -s KILL dies with it, and is waited for alone).
import_killed() {
    "$bibload" import -q -c bibload.ini -d k.db -s a "$1" 2> said &
    sleep "$(awk -v ms="$2" 'BEGIN { print ms / 1000 }')"
    kill -KILL $! 2> /dev/null || : # it may have ended
    wait $! 2> /dev/null
}

whole() {
    clear
    config 1000 1
    import "$1" || [ $? -eq 1 ]
    dump > "undisturbed-$1"
    undone 1 > "undone-$1"
    (cd undo && rows) > "left-$1"
    [ ! -s "left-$1" ] || fail "undisturbed, taken back: $(head -n 3 "left-$1")"
}

cd "$folder"
csv_rows 1 "$records" > a.csv
xml_records 1 "$records" > a.xml
split -b 70001 a.xml part.
for part in part.*; do gzip -nc "$part"; done > a.xml.gz
rm part.*
first=$seed
for file in a.csv a.xml a.xml.gz; do whole $file; done

# Milliseconds that an undisturbed import takes, about: kills come within it.
clear
started=$(date +%s%N)
import a.xml || [ $? -eq 1 ]
span=$((($(date +%s%N) - started) / 1000000 + 10))

while [ "$kills" -lt "$wanted" ]; do
    for file in a.csv a.xml a.xml.gz; do
        clear
        first=$seed
        imports=$((imports + 1))
        tries=0
        while :; do
            draw_config
            draw "$span"
            tries=$((tries + 1))
            status=0
            if [ "$tries" -le 8 ]; then
                import_killed "$file" "$drawn" || status=$?
            else
                import "$file" || status=$?
            fi
            [ "$status" -eq 137 ] || break
            kills=$((kills + 1))
        done
        dump > dumped
        undone 1 > took
        [ "$status" -le 1 ] || fail "status $status: $(cat said)"
        cmp -s dumped "undisturbed-$file" ||
            fail "$(diff dumped "undisturbed-$file" | head -n 3)"
        cmp -s took "undone-$file" ||
            fail "taken back: $(diff took "undone-$file" | head -n 3)"
    done
done
echo "random: $kills kills of $imports imports, $failures failures (seed ${SEED:-1}, $records records)"
[ "$failures" -eq 0 ] || { trap - EXIT; echo "see $folder/kept"; exit 1; }
