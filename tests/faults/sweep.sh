#!/bin/sh
# Lets every allocation, or every call, of small commands fail once, and from then on,
# and looks at what each run leaves: build/faults/sweep, scenario by scenario. What
# it looks for is in sweep.c.
#
#     [BIBLOAD=./bibload] [SWEEP=build/faults/sweep] [STEP=1] [FIRST=1] [CHECK=97] \
#         tests/faults/sweep.sh memory|io [SCENARIO...]
#
# Every CHECK'th run is compared with one from the start; 1: all are from the start. Of
# a scenario that says so, and every allocation is asked for, it is every MEMORY_STEP'th.
# Ends with one line of figures, and status 1 if anything was wrong. With TRACE=1
# the disturbances at FIRST alone, and who allocated.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
bibload=$(realpath "${BIBLOAD:-./bibload}")
sweep=$(realpath "${SWEEP:-build/faults/sweep}")
kind=$1
shift
shm=/dev/shm
[ -w "$shm" ] || shm=/tmp
folder=$(mktemp -d "${TMPDIR:-$shm}/bibload-sweep-XXXXXX")
trap 'rm -rf "$folder"' EXIT
trap 'exit 1' INT TERM

# shellcheck source=tests/faults/scenarios.sh
. "$here/scenarios.sh"
# shellcheck source=tests/faults/small_scenarios.sh
. "$here/small_scenarios.sh"
# shellcheck source=tests/faults/small_commands.sh
. "$here/small_commands.sh"

export LD_BIND_NOW=1
failed=0
# shellcheck disable=SC2048,SC2154 # names of scenarios are words; they set the command
for scenario in ${*:-$small_imports $small_commands}; do
    mkdir -p "$folder/$scenario/before"
    cd "$folder/$scenario/before"
    rows_only='' again='' memory_step=1
    "small_$scenario"
    cd ..
    sed "${rows_only:+/'key_kinds'/Q}" "$here/dump.sql" > queries
    echo "$command" | tr ' ' '\n' > words
    [ -z "$again" ] || echo "$again" | tr ' ' '\n' > again
    step=${STEP:-1}
    [ "$kind$step" != memory1 ] || step=$memory_step
    "$sweep" "$kind" "$bibload" "$folder/$scenario" queries \
        "$step" "${FIRST:-1}" "${CHECK:-97}" ${TRACE:+trace} > "$folder/said" || failed=1
    cat "$folder/said"
    tail -n 1 "$folder/said" >> "$folder/figures"
    cd "$here"
    rm -rf "${folder:?}/$scenario"
done
tr -cs '0-9\n' ' ' < "$folder/figures" |
    awk -v kind="$kind" -v step="${STEP:-1}" '{
        at = NF - 7 # status, allocations, calls, transfers, disturbed, ...
        points += kind == "io" ? $(at + 2) + $(at + 3) : $(at + 1)
        runs += $(at + 4)
        states += $(at + 5)
        checked += $(at + 6)
        wrong += $(at + 7)
    }
    END { print kind ": " NR " scenarios, " points " points; " runs " disturbed, " \
        states " states, " checked " checked, " wrong " wrong (step " step ")" }'
exit $failed
