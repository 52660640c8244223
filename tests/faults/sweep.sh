#!/bin/sh
# Lets every allocation, or every call, of small commands fail once, and from then on,
# and looks at what each run leaves: build/faults/sweep, scenario by scenario. What
# it looks for is in sweep.c.
#
#     [BIBLOAD=./bibload] [SWEEP=build/faults/sweep] [STEP=1] [FIRST=1] [CHECK=97] \
#         tests/faults/sweep.sh memory|io [SCENARIO...]
#
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
    rows_only='' again=''
    "small_$scenario"
    cd ..
    sed "${rows_only:+/'key_kinds'/Q}" "$here/dump.sql" > queries
    echo "$command" | tr ' ' '\n' > words
    [ -z "$again" ] || echo "$again" | tr ' ' '\n' > again
    "$sweep" "$kind" "$bibload" "$folder/$scenario" queries \
        "${STEP:-1}" "${FIRST:-1}" "${CHECK:-97}" ${TRACE:+trace} > "$folder/said" || failed=1
    cat "$folder/said"
    tail -n 1 "$folder/said" >> "$folder/figures"
    cd "$here"
    rm -rf "${folder:?}/$scenario"
done
sed 's/.*; \([0-9]*\) disturbed.* \([0-9]*\) wrong/\1 \2/' "$folder/figures" |
    awk -v kind="$kind" -v step="${STEP:-1}" '{ runs += $1; wrong += $2 }
        END { print kind ": " NR " scenarios, " runs " disturbed, " wrong \
            " wrong (step " step ")" }'
exit $failed
