#!/bin/sh
# Kills small imports at their system calls, has the same command finish what it
# began, and compares all that is in the database, and the reject files, with an
# import that nobody disturbed.
#
#     [BIBLOAD=./bibload] [STEP=1] [TWICE=5] [THREADS=1] [FAULT=signal=SIGKILL] \
#         tests/faults/kill.sh [SCENARIO...]
#
# With FAULT=error=ENOSPC (EIO, EINTR, ...) the call fails instead, once: an import
# that then says that all is loaded must have loaded all; else the same command
# finishes it.
#
# Where a scenario has something happen meanwhile, the database must keep its
# promises instead. Every STEP'th call of each kind is one kill; every TWICE'th time the run that
# goes on is killed too, at the same call. Ends with one line of figures, and
# status 1 if anything differed.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
bibload=$(realpath "${BIBLOAD:-./bibload}")
step=${STEP:-1}
twice=${TWICE:-5}
fault=${FAULT:-signal=SIGKILL}
threads=${THREADS:-1}
calls='write pwrite64 fsync fdatasync rename renameat2 unlink unlinkat ftruncate
openat mkdir fallocate'
[ "$fault" = signal=SIGKILL ] || calls="$calls read pread64 fcntl"
kills=0
failures=0
folder=$(mktemp -d "${TMPDIR:-/tmp}/bibload-kill-XXXXXX")
trap 'rm -rf "$folder"' EXIT
trap 'exit 1' INT TERM

# shellcheck source=tests/faults/scenarios.sh
. "$here/scenarios.sh"

# Database and rejects as text.
dump() {
    sqlite3 k.db < "$here/dump.sql"
    [ ! -d k.db.rejects ] || (cd k.db.rejects && cat -- * /dev/null)
}

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

disturb() {
    status=0
    # shellcheck disable=SC2086
    strace -f -o trace -e trace="$1" -e inject="$1:$fault:when=$2" \
        "$bibload" $command > said 2>&1 || status=$?
}

fail() {
    failures=$((failures + 1))
    echo "$scenario: $fault at $1 $2: $3"
    mkdir -p "$folder/kept"
    cp -r . "$folder/kept/$scenario-$1-$2"
}

one_kill() {
    begin
    kills=$((kills + 1))
    disturb "$1" "$2"
    if [ "$status" -gt 128 ] && [ "$fault" != signal=SIGKILL ]; then
        fail "$1" "$2" "it ended by a signal, status $status"
    elif [ "$status" -le 1 ] && dump > dumped &&
        ! cmp -s dumped ../undisturbed; then
        fail "$1" "$2" "status $status, but $(diff dumped ../undisturbed |
            head -n 3)"
    fi
    if [ $((kills % twice)) -eq 0 ]; then
        kills=$((kills + 1))
        disturb "$1" "$2"
    fi
    if command -v "meanwhile_$scenario" > /dev/null; then
        "meanwhile_$scenario"
        if ! finish || ! "$bibload" verify -q -d k.db > verified; then
            fail "$1" "$2" "$(grep FAILED verified)"
        fi
    elif ! finish; then
        fail "$1" "$2" 'the second run failed'
    elif dump > dumped && ! cmp -s dumped ../undisturbed; then
        fail "$1" "$2" "$(diff dumped ../undisturbed | head -n 3)"
    fi
    cd ..
}

sweep() {
    mkdir "$folder/$scenario"
    cd "$folder/$scenario"
    mkdir before
    (cd before && "scenario_$scenario" && echo "$command" > words &&
        sed -i "s/^\[import\]/&\nthreads = $threads/" bibload.ini)
    command=$(cat before/words)
    begin
    # shellcheck disable=SC2086
    strace -f -o ../trace -e trace="$(echo $calls | tr ' ' ,)" \
        "$bibload" $command > said 2>&1 || [ $? -eq 1 ]
    dump > ../undisturbed
    cd ..
    for call in $calls; do
        count=$(grep -c " $call(" trace || true)
        at=1
        while [ "$at" -le "$count" ]; do
            one_kill "$call" "$at"
            at=$((at + step))
        done
    done
    cd "$here"
}

# shellcheck disable=SC2048 # names of scenarios are words
for scenario in ${*:-$scenarios}; do
    before=$kills
    sweep
    echo "$scenario: $((kills - before)) disturbed"
done
echo "$fault: $kills disturbed, $failures failures (step $step, threads $threads)"
[ "$failures" -eq 0 ] || { trap - EXIT; echo "see $folder/kept"; exit 1; }
