#!/bin/sh
# One fuzzer, so many inputs long: run.sh NAME RUNS. It begins with the seeds,
# and with what earlier runs kept in build/fuzz/corpus/NAME. Further options of
# libFuzzer: OPTIONS='-seed=1 -max_total_time=600'; LENGTH: bytes of the longest
# input. One that breaks a promise
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
# enough for small inputs. entropic: its bookkeeping takes longer than the input.
settings=allocator_may_return_null=1:quarantine_size_mb=2:malloc_context_size=2
# shellcheck disable=SC2086
ASAN_OPTIONS=$settings${ASAN_OPTIONS:+:$ASAN_OPTIONS} \
    nice -n 19 "build/fuzz/fuzz_$name" -runs="$runs" -max_len="${LENGTH:-512}" \
    -timeout=60 -rss_limit_mb=1024 -entropic=0 -print_final_stats=1 \
    -artifact_prefix="build/fuzz/broken/$name-" \
    ${dictionary:+"$dictionary"} ${OPTIONS:-} "$corpus" "$seeds"
