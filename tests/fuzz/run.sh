#!/bin/sh
# One fuzzer, so many inputs long: run.sh NAME RUNS. It begins with the seeds,
# and with what earlier runs kept in build/fuzz/corpus/NAME. Further options of
# libFuzzer: OPTIONS='-seed=1 -max_total_time=600'. An input that breaks a promise
# ends it and lies in build/fuzz/broken; once mended it belongs into
# tests/fuzz/found/NAME, where make check runs it.
set -eu
cd "$(dirname "$0")/../.."

name=$1
runs=$2
corpus=build/fuzz/corpus/$name
seeds=build/fuzz/seeds/$name
dictionary=
[ -f "tests/fuzz/$name.dict" ] && dictionary=-dict=tests/fuzz/$name.dict

mkdir -p "$corpus" build/fuzz/broken
tests/fuzz/seeds.sh "$name" "$seeds"

# Memory that was freed is kept back, to find who still uses it: a little is
# enough for inputs of 4 KB.
# shellcheck disable=SC2086
ASAN_OPTIONS=allocator_may_return_null=1:quarantine_size_mb=16${ASAN_OPTIONS:+:$ASAN_OPTIONS} \
    nice -n 19 "build/fuzz/fuzz_$name" -runs="$runs" -max_len=4096 -timeout=60 \
    -rss_limit_mb=1024 -print_final_stats=1 -artifact_prefix="build/fuzz/broken/$name-" \
    ${dictionary:+"$dictionary"} ${OPTIONS:-} "$corpus" "$seeds"
