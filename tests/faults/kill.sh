#!/bin/sh
# Kills small imports at their system calls, has the same command finish what it
# began, and compares all that is in the database, and the reject files, with an
# import that nobody disturbed; and what is left when the import is taken back, with
# what there was before it.
#
#     [BIBLOAD=./bibload] [STEP=1] [TWICE=5] [THREADS=1] [FAULT=signal=SIGKILL] \
#         tests/faults/kill.sh [SCENARIO...]
#
# With FAULT=error=ENOSPC (EIO, EINTR, ...) the call fails instead, once: an import
# that then says that all is loaded must have loaded all; else the same command
# finishes it.
#
# Where a scenario has something happen meanwhile, the database must keep its
# promises instead. Every STEP'th call of each kind is one run; every TWICE'th time
# the run that goes on is to be killed too, at a call that it should still have.
# Counted is what happened: runs that died of the signal, or in which a call failed;
# those that ended before it came are counted apart. Ends with one line of figures,
# and status 1 if anything differed or a scenario was not disturbed at all.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
bibload=$(realpath "${BIBLOAD:-./bibload}")
step=${STEP:-1}
twice=${TWICE:-5}
fault=${FAULT:-signal=SIGKILL}
threads=${THREADS:-1}
calls='write pwrite64 fsync fdatasync rename renameat2 unlink unlinkat ftruncate
openat mkdir fallocate'
signal=$fault
[ "${fault#signal=}" != "$fault" ] || signal=''
[ "$signal" ] || calls="$calls read pread64 fcntl"
titles_and_names='SELECT title FROM books UNION ALL SELECT name FROM authors'
runs=0
first=0
second=0
by_itself=0
failures=0
folder=$(mktemp -d "${TMPDIR:-/tmp}/bibload-kill-XXXXXX")
trap 'rm -rf "$folder"' EXIT
trap 'exit 1' INT TERM

# shellcheck source=tests/faults/scenarios.sh
. "$here/scenarios.sh"
# shellcheck source=tests/faults/compare.sh
. "$here/compare.sh"

begin() {
    rm -rf work
    cp -r before work
    cd work
}

# Status 0 and 1 are a whole import.
finish() {
    # shellcheck disable=SC2086 # a command of words
    "$bibload" $command > said 2>&1 || [ $? -eq 1 ]
}

fail() {
    failures=$((failures + 1))
    echo "$scenario: $fault at $what: $1"
    mkdir -p "$folder/kept"
    cp -r . "$folder/kept/$scenario-$failures"
}

# Says that they differ, if they do; $3 is why that matters.
same() {
    cmp -s "$1" "$2" || fail "$3: $(diff "$1" "$2" | head -n 3)"
}

# CALL NUMBER: runs the command; status 0 if it was disturbed, not if it crashed.
disturb() {
    what="$1 $2"
    status=0
    # shellcheck disable=SC2086
    strace -f -o trace -e trace="$1" -e inject="$1:$fault:when=$2" \
        "$bibload" $command > said 2>&1 || status=$?
    if [ "$fault" = "$signal" ]; then
        grep -q "+++ killed by ${signal#signal=} +++" trace
    else
        grep -q '(INJECTED)' trace
    fi
}

# What came, or none: a run that ended by itself must have done all, or a failing
# call is why not.
check_end() {
    [ "$1" = none ] || [ "$1" != "$signal" ] || return 0
    if [ "$status" -le 1 ]; then
        dump > dumped
        same dumped ../undisturbed "status $status, but"
    elif [ "$1" = none ] || [ "$status" -gt 128 ]; then
        fail "status $status"
    fi
}

# Taken back, what others added meanwhile is all that stays. Where they deleted, it
# may be refused, and then nothing is changed.
check_meanwhile() {
    finish || fail 'the second run failed'
    "$bibload" verify -q -d k.db > verified 2>&1 ||
        fail "$(grep FAILED verified)"
    undone "$import" > took
    (cd undo && "$bibload" verify -q -d k.db) > verified 2>&1 ||
        fail "taken back: $(grep FAILED verified)"
    stays='^By hand'
    [ "$scenario" != deleted ] || ! grep -q '^undo: status 3' took || stays='.'
    sqlite3 k.db "$titles_and_names" | grep "$stays" > expected || :
    sqlite3 undo/k.db "$titles_and_names" > found
    same found expected 'taken back'
}

check_resumed() {
    if command -v "meanwhile_$scenario" > /dev/null; then
        "meanwhile_$scenario"
        check_meanwhile
        return
    fi
    finish || fail 'the second run failed'
    dump > dumped
    same dumped ../undisturbed 'resumed'
    undone "$import" > took
    same took ../undone 'taken back'
}

# CALL NUMBER COUNT
one_run() {
    begin
    runs=$((runs + 1))
    if disturb "$1" "$2"; then
        first=$((first + 1))
        check_end "$fault"
    else
        by_itself=$((by_itself + 1))
        check_end none
    fi
    if [ $((runs % twice)) -eq 0 ]; then
        if disturb "$1" $((1 + $2 * 7 % ($3 - $2 + 1))); then
            second=$((second + 1))
            check_end "$fault"
        else
            by_itself=$((by_itself + 1))
            check_end none
        fi
        what="$1 $2, then $what"
    fi
    check_resumed
    cd ..
}

# What other programs changed is noticed by any import, and is not its own doing.
noticed() {
    [ -e k.db ] || return 0
    [ -n "$(sqlite3 k.db 'SELECT 1 FROM touched LIMIT 1')" ] || return 0
    echo 'title,author' > nothing.csv
    "$bibload" import -q -c bibload.ini -d k.db -s a nothing.csv
}

# Of the thread that has most of them: strace counts for each.
count_calls() {
    awk -v call=" $1(" 'index($0, call) && ++calls[$1] > most { most = calls[$1] }
        END { print most + 0 }' trace
}

# What an import leaves that nobody disturbs, and what is left when it is taken back.
undisturbed() {
    cp -r before noticed
    (cd noticed && noticed && rows > ../rows)
    begin
    # shellcheck disable=SC2086
    strace -f -o ../trace -e trace="$(echo $calls | tr ' ' ,)" \
        "$bibload" $command > said 2>&1 || [ $? -eq 1 ]
    dump > ../undisturbed
    import=$(last_import)
    undone "$import" > ../undone
    (cd undo && rows) > restored
    what=none
    same restored ../rows 'taken back'
    cd ..
}

sweep() {
    mkdir "$folder/$scenario"
    cd "$folder/$scenario"
    mkdir before
    (cd before && "scenario_$scenario" && echo "$command" > words &&
        sed -i "s/^\[import\]/&\nthreads = $threads/" bibload.ini)
    command=$(cat before/words)
    undisturbed
    for call in $calls; do
        count=$(count_calls "$call")
        at=1
        while [ "$at" -le "$count" ]; do
            one_run "$call" "$at" "$count"
            at=$((at + step))
        done
    done
    cd "$here"
}

# shellcheck disable=SC2048 # names of scenarios are words
for scenario in ${*:-$scenarios}; do
    before="$first $second $by_itself"
    sweep
    # shellcheck disable=SC2086 # three numbers
    set -- $before
    echo "$scenario: $((first - $1)) disturbed, $((second - $2)) of them twice," \
        "$((by_itself - $3)) runs ended before"
    [ "$first" -gt "$1" ] || { failures=$((failures + 1)) &&
        echo "$scenario: never disturbed"; }
done
echo "$fault: $first runs disturbed, $second of them twice, $by_itself ended before;" \
    "$failures failures (step $step, twice $twice, threads $threads)"
[ "$failures" -eq 0 ] || { trap - EXIT; echo "see $folder/kept"; exit 1; }
