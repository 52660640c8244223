#!/bin/sh
# The test suite under valgrind, the programs that it starts too: valgrind.sh BUILD,
# where `check` and `bibload` are; JOBS suites at once, else as many as there are
# processors; CK_RUN_SUITE='name name' for these. What a suite printed is in
# BUILD/printed, what valgrind finds in BUILD/found, a file for each process: nothing
# there and no failure is clean.
set -eu
cd "$(dirname "$0")/.."

build=$1
found=$PWD/$build/found
printed=$PWD/$build/printed
rm -rf "$found" "$printed"
mkdir -p "$found" "$printed"

watch="valgrind -q --leak-check=full --show-leak-kinds=definite --errors-for-leak-kinds=definite \
--read-inline-info=no --error-exitcode=99 --num-callers=30 --log-file=$found/%p"
# A test names a folder that is not there, and valgrind can't start without one.
cat > "$build/watched" <<END
#!/bin/sh
[ -z "\${TMPDIR:-}" ] || [ -d "\$TMPDIR" ] || exec "$PWD/$build/bibload" "\$@"
exec $watch "$PWD/$build/bibload" "\$@"
END
cat > "$build/suite" <<END
#!/bin/sh
CK_RUN_SUITE=\$1 $watch "$build/check" > "$printed/\$1" 2>&1 || touch "$printed/\$1.failed"
grep -E '^[0-9]+%|:[FE]:' "$printed/\$1" | sed "s/^/\$1: /"
END
chmod +x "$build/watched" "$build/suite"

# The longest first, so that none is left for the end alone.
long='cli faults failing failing_commands failing_formats import invariance'
suites() {
    for name in $long; do echo "$name"; done
    for file in tests/test_*.c; do
        name=${file#tests/test_}
        name=${name%.c}
        case " $long " in
        *" $name "*) ;;
        *) echo "$name" ;;
        esac
    done
}
result=0
{ if [ -n "${CK_RUN_SUITE:-}" ]; then echo "$CK_RUN_SUITE"; else suites; fi; } |
    BIBLOAD=./$build/watched TOOLS=$build/faults SWEEP='' CK_DEFAULT_TIMEOUT=${CK_DEFAULT_TIMEOUT:-3600} \
        xargs -n 1 -P "${JOBS:-$(nproc)}" "$build/suite"
for log in "$printed"/*.failed; do
    [ -e "$log" ] || continue
    result=1
done
find "$found" -type f -empty -delete
for log in "$found"/*; do
    [ -e "$log" ] || continue
    echo "valgrind: $log" >&2
    head -n 20 "$log" >&2
    result=1
done
cat "$printed"/* | awk -F'[:,]' '/^[0-9]+%: Checks/ { checks += $3; failures += $5; errors += $7 }
    END { printf "%d checks, %d failures, %d errors\n", checks, failures, errors }'
exit "$result"
