#!/bin/sh
# Prints how much of pipeline/ and stages/ the tests run: for each file its lines,
# and its branches that were taken at least once, both ways counted; the least
# covered files first, then the sums.
#
#     tests/coverage.sh FOLDER
#
# FOLDER has objects that were compiled with --coverage and have run, as
# FOLDER/stages/.... FOLDER/gcov/ gets the annotated sources: "branch  1 never
# executed" and "branch  1 taken 0" are what is missing. Inline functions in headers
# are not counted: every file has a copy.
set -eu
folder=${1:?folder of objects}
root=$PWD
rm -rf "$folder/gcov"
mkdir "$folder/gcov"
# where gcov writes, and must find the sources by their names
ln -s "$root/pipeline" "$root/stages" "$folder/gcov"

for object in "$folder"/pipeline/*.gcno "$folder"/stages/*.gcno; do
    (cd "$folder/gcov" && gcov --branch-probabilities --branch-counts \
        --preserve-paths --relative-only "$root/$object" 2>&1) || exit 1
done > "$folder/gcov/said"

awk '
# "File ..." begins a file; "Lines executed:95.00% of 100", "Taken at least
# once:85.00% of 200" are of it; one without branches says so.
/^File / {
    split($0, part, "\047")
    file = part[2]
    wanted = file ~ /^(pipeline|stages)\/[a-z0-9_]+\.c$/
}
function covered(text, of) {
    split(text, part, /[:%]/)
    return int(part[2] * of / 100 + 0.5)
}
wanted && /^Lines executed:/ {
    lines[file] = $NF
    run[file] = covered($0, $NF)
}
wanted && /^Taken at least once:/ {
    branches[file] = $NF
    taken[file] = covered($0, $NF)
}
function percent(part, whole) {
    return whole ? 100 * part / whole : 100
}
function row(name, l, lr, b, bt) {
    printf "%-36s %6d %6.1f %%  %6d %6d %6.1f %%\n", name, l, percent(lr, l),
        b, b - bt, percent(bt, b)
}
END {
    printf "%-36s %6s %8s  %6s %6s %8s\n", "file", "lines", "run",
        "branch", "never", "taken"
    for (file in lines) {
        split(file, part, "/")
        sums[part[1], "l"] += lines[file]
        sums[part[1], "lr"] += run[file]
        sums[part[1], "b"] += branches[file]
        sums[part[1], "bt"] += taken[file]
        printf "%-36s %6d %6.1f %%  %6d %6d %6.1f %%\n", file, lines[file],
            percent(run[file], lines[file]), branches[file],
            branches[file] - taken[file],
            percent(taken[file], branches[file]) | "sort -k 6nr"
    }
    close("sort -k 6nr")
    n = split("pipeline stages", folder, " ")
    for (i = 1; i <= n; i++) {
        f = folder[i]
        row(f "/", sums[f, "l"], sums[f, "lr"], sums[f, "b"], sums[f, "bt"])
        l += sums[f, "l"]; lr += sums[f, "lr"]
        b += sums[f, "b"]; bt += sums[f, "bt"]
    }
    row("both", l, lr, b, bt)
}' "$folder/gcov/said"
