#!/bin/sh
# The test suite under valgrind, the programs that it starts too: valgrind.sh BUILD,
# where `check` and `bibload` are. CK_RUN_SUITE=name for one suite. What valgrind finds
# is in BUILD/found, a file for each process; nothing there and no failure is clean.
set -eu
cd "$(dirname "$0")/.."

build=$1
found=$PWD/$build/found
rm -rf "$found"
mkdir -p "$found"

watch="valgrind -q --leak-check=full --show-leak-kinds=definite --errors-for-leak-kinds=definite \
--error-exitcode=99 --num-callers=30 --log-file=$found/%p"
cat > "$build/watched" <<END
#!/bin/sh
exec $watch "$PWD/$build/bibload" "\$@"
END
chmod +x "$build/watched"

result=0
# shellcheck disable=SC2086
BIBLOAD=./$build/watched TOOLS=$build/faults CK_DEFAULT_TIMEOUT=${CK_DEFAULT_TIMEOUT:-3600} \
    $watch "$build/check" || result=$?
find "$found" -type f -empty -delete
for log in "$found"/*; do
    [ -e "$log" ] || continue
    echo "valgrind: $log" >&2
    head -n 20 "$log" >&2
    result=1
done
exit "$result"
