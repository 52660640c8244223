#!/bin/sh
# Cuts the power in small imports: makes of what an undisturbed run wrote and synced
# what a disk may hold after a cut at any instant (power_disk.c), and looks whether
# everything that was committed is there, nothing of a batch by half, and whether the
# same command then ends with the database and reject files of an import that nobody
# disturbed.
#
#     [BIBLOAD=./bibload] [TOOLS=build/faults] [STATES=5000] [SEED=1] \
#         [SIZES='3 7 20 1000'] [AGAIN=5] [SYNCS=5] tests/faults/power.sh [SCENARIO...]
#
# STATES are shared out among the scenarios, under each of the batch sizes SIZES. One of
# 1000 or more leaves so little cache that pages are written before the commit.
# Every AGAIN'th time the run that goes on is cut, too. Then every SYNCS'th sync of
# each run (0: none) fails once: nothing may be committed behind it, and a cut may
# lose what it was about. Ends with one line of figures, status 1 if anything differed.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
bibload=$(realpath "${BIBLOAD:-./bibload}")
tools=$(realpath "${TOOLS:-build/faults}")
states=${STATES:-5000}
seed=${SEED:-1}
sizes=${SIZES:-3 7 20 1000}
again=${AGAIN:-5}
syncs=${SYNCS:-5}
done=0
cuts=0
faults=0
failures=0
place=${TMPDIR:-/dev/shm}
[ -w "$place" ] || place=/tmp
folder=$(mktemp -d "$place/bibload-power-XXXXXX")
trap 'rm -rf "$folder"' EXIT
trap 'exit 1' INT TERM
export ASAN_OPTIONS=verify_asan_link_order=0:allocator_may_return_null=1

# shellcheck source=tests/faults/scenarios.sh
. "$here/scenarios.sh"
# shellcheck source=tests/faults/compare.sh
. "$here/compare.sh"

# In those two somebody else writes meanwhile.
# shellcheck disable=SC2086 # words
scenarios="$(echo $scenarios | sed 's/ deleted added//') undone undone_first
undone_killed resumed resumed_csv adopted"

scenario_undone() {
    scenario_csv_again
    # shellcheck disable=SC2086,SC2154 # words; the scenario sets it
    "$bibload" $command || [ $? -eq 1 ]
    command='undo -d k.db 2'
}

scenario_undone_first() {
    scenario_xml_new
    # shellcheck disable=SC2086
    "$bibload" $command
    command='undo -d k.db 1'
}

# Of an import that was killed when some of its batches were there.
killed() {
    # shellcheck disable=SC2086
    recorded /dev/null POWER_KILL="$1" "$bibload" $command 2> /dev/null || :
}

scenario_resumed() {
    scenario_rejects
    killed 6
}

scenario_resumed_csv() {
    scenario_csv_new
    killed 9
}

# The journal of this one is deleted, not truncated.
scenario_undone_killed() {
    scenario_csv_rejects
    killed 5
    command='undo -d k.db 1'
}

# Another program's tables.
scenario_adopted() {
    sqlite3 k.db "CREATE TABLE authors (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
        CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT NOT NULL);
        CREATE TABLE book_author (book_id, author_id, royalty_percentage REAL,
            publication_order INTEGER, PRIMARY KEY (book_id, author_id));
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 90)
            INSERT INTO books SELECT i, 'Book ' || i FROM n;
        INSERT INTO authors SELECT id, 'Author ' || id FROM books WHERE id < 9;
        INSERT INTO book_author SELECT id, 1 + id % 8, 0, 1 FROM books;"
    command='adopt -d k.db'
}

# LOG [NAME=VALUE] COMMAND...
recorded() {
    log=$1
    shift
    env LD_PRELOAD="$tools/power_record.so" POWER_LOG="$log" POWER_FOLDER=. \
        POWER_CACHE="$cache" "$@"
}

fail() {
    failures=$((failures + 1))
    echo "$what: $1"
    mkdir -p "$folder/kept"
    cp -r . "$folder/kept/$failures"
    [ "$failures" -lt 20 ] || exit 1
}

# The rejects that the tables tell of are in the files.
check_rejects() {
    sqlite3 k.db "SELECT f.rejects, count(*) FROM rejects AS r JOIN import_files AS f
        ON f.id = r.file_id JOIN imports AS i ON i.id = f.import_id
        WHERE i.state <> 'undone' GROUP BY f.id" 2> /dev/null |
        while IFS='|' read -r name count; do
            found=$(grep -c '^[0-9][0-9]*,' "k.db.rejects/$name.index.csv" \
                2> /dev/null || :)
            [ "${found:-0}" -ge "$count" ] ||
                echo "$name: ${found:-0} of $count rejects"
        done
}

# COMMITS: the database is what it was after them, or after one more; last: at the end.
check_cut() {
    next=$1
    [ "$1" = last ] || next=$(($1 + 1))
    rm -rf ../look
    cp -r . ../look
    cd ../look
    said=$("$bibload" imports -q -d k.db 2>&1 | grep SQLITE_ || :)
    [ -z "$said" ] || fail "$said"
    dump_database > ../looked
    if ! cmp -s ../looked "../after.$1" &&
        ! cmp -s ../looked "../after.$next"; then
        fail "not what was committed: $(diff ../looked "../after.$1" | head -n 3)"
    fi
    missing=$(check_rejects)
    [ -z "$missing" ] || fail "$missing"
    if cmp -s ../looked ../after.last; then
        rejects > ../looked
        cmp -s ../looked ../last_rejects ||
            fail "the import had ended, and its rejects: $(diff ../looked \
                ../last_rejects | head -n 3)"
    fi
    cd ../work
}

# Status 0 and 1 are a whole import. Another command may say that it was done.
finish() {
    # shellcheck disable=SC2086 # a command of words
    "$@" "$bibload" $command > ../said 2>&1 || [ $? -eq 1 ] ||
        [ "${command#import}" = "$command" ]
}

check_end() {
    finish || fail "the second run failed: $(tail -n 1 ../said)"
    dump > ../dumped
    cmp -s ../dumped ../undisturbed ||
        fail "$(diff ../dumped ../undisturbed | head -n 3)"
    taken_back > ../took
    cmp -s ../took ../taken_back ||
        fail "taken back: $(diff ../took ../taken_back | head -n 3)"
}

# An import is taken back, too.
taken_back() {
    [ "${command#import}" = "$command" ] || undone "$(last_import)"
}

# SEED
one_cut() {
    rm -rf work
    cp -r before work
    told=$("$tools/power_disk" log cut work "$1")
    what="$scenario, batches of $size, seed $1: $told"
    cuts=$((cuts + 1))
    cd work
    check_cut "${told%% *}"
    if [ $((cuts % again)) -eq 0 ]; then
        rm -rf ../base
        cp -r . ../base
        finish recorded ../log2 || fail "the run that goes on failed"
        cd ..
        rm -rf work
        mv base work
        cuts=$((cuts + 1))
        told=$("$tools/power_disk" log2 cut work "$1")
        what="$what; again: $told"
        cd work
    fi
    check_end
    cd ..
}

# What it said has ended must have.
check_said() {
    grep -q '^import [0-9]* complete' ../spoken || return 0
    [ "$(sqlite3 k.db 'SELECT state FROM imports ORDER BY id DESC LIMIT 1')" = complete ] ||
        fail 'it says complete, and is not'
}

# NUMBER: of the sync that fails; status 1 if there is none. A run that all the same
# says that all is done must have what it did on the disk.
one_failed_sync() {
    what="$scenario, batches of $size, sync $1 fails"
    rm -rf work
    cp -r before work
    cd work
    status=0
    spoken=$(echo "$command" | sed 's/ -q / /')
    # shellcheck disable=SC2086
    recorded ../log2 POWER_FAIL_SYNC="$1" "$bibload" $spoken > ../spoken 2>&1 ||
        status=$?
    cd ..
    behind=$("$tools/power_disk" log2 failed)
    [ "$behind" != none ] || return 1
    faults=$((faults + 1))
    cd work
    [ "$behind" -eq 0 ] || fail "$behind commits behind it"
    [ "$status" -le 1 ] || [ "$status" -eq 3 ] || fail "status $status"
    cd ..
    for when in cut end; do
        rm -rf work
        cp -r before work
        told=$("$tools/power_disk" log2 $when work "$((seed + $1))")
        cd work
        [ $when = cut ] || [ "$status" -eq 3 ] || check_cut last
        [ $when = cut ] || check_said
        what="$scenario, batches of $size, sync $1 fails, then $told"
        check_end
        cd ..
    done
}

# Every commit's database, and the last one's reject files.
record() {
    rm -rf before work after.*
    mkdir work
    (cd work && "scenario_$scenario" && echo "$command" > words)
    command=$(cat work/words)
    cp -r work before
    cd work
    # shellcheck disable=SC2086
    recorded ../log "$bibload" $command > ../said 2>&1 || [ $? -eq 1 ]
    cd ..
    rm -rf live
    mv work live
    what="$scenario, batches of $size"
    cp -r before work
    "$tools/power_disk" log at work 1000000000
    diff -r -x '*-shm' -x '*.lock' live work || fail 'the record is wrong'
    commits=0
    for place in 0 $("$tools/power_disk" log commits); do
        rm -rf work
        cp -r before work
        "$tools/power_disk" log at work "$place"
        (cd work && dump_database > "../after.$commits")
        commits=$((commits + 1))
    done
    cp "after.$((commits - 1))" "after.$commits"
    cp "after.$commits" after.last
    (cd live && dump > ../undisturbed && rejects > ../last_rejects &&
        taken_back > ../taken_back)
}

sweep() {
    mkdir "$folder/$scenario-$size"
    cd "$folder/$scenario-$size"
    # shellcheck disable=SC2034 # the scenarios write it
    common="[import]
batch_records = $size
threads = 1
max_rejects = 100%"
    cache=0
    [ "$size" -lt 1000 ] || cache=12
    record
    at=0
    while [ "$at" -lt "$share" ]; do
        one_cut $((seed * 1000003 + done + at))
        at=$((at + 1))
    done
    done=$((done + at))
    at=1
    while [ "$syncs" -gt 0 ] && one_failed_sync "$at"; do
        at=$((at + syncs))
    done
    cd "$here"
    rm -rf "$folder/$scenario-$size"
}

# shellcheck disable=SC2048,SC2086 # names of scenarios are words
set -- ${*:-$scenarios}
share=$((states / $# / $(echo "$sizes" | wc -w)))
[ "$share" -gt 0 ] || share=1
for scenario in "$@"; do
    before=$cuts
    for size in $sizes; do
        sweep
    done
    echo "$scenario: $((cuts - before)) cuts"
done
echo "power: $cuts cuts, $faults failed syncs, $failures failures (seed $seed)"
[ "$failures" -eq 0 ] || { trap - EXIT; echo "see $folder/kept"; exit 1; }
