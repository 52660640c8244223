#!/bin/sh
# One fuzzer, so many inputs long: run.sh build/fuzz/fuzz_NAME RUNS. It begins with
# the seeds, and with what earlier runs kept in build/fuzz/corpus/NAME. Further
# options of libFuzzer: OPTIONS='-seed=1 -max_total_time=600'; LENGTH: of the
# longest input. One that breaks a promise ends it and lies in build/fuzz/broken;
# once mended it belongs into tests/fuzz/found/NAME, where make check runs it.
set -eu
cd "$(dirname "$0")/../.."

fuzzer=$1
name=${1##*/fuzz_}
runs=$2
corpus=build/fuzz/corpus/$name
seeds=build/fuzz/seeds/$name
dictionary=
[ -f "tests/fuzz/$name.dict" ] && dictionary=-dict=tests/fuzz/$name.dict

mkdir -p "$corpus" build/fuzz/broken
tests/fuzz/seeds.sh "$name" "$seeds"

# Memory that was freed is kept back, to find who still uses it: a little is
# enough for small inputs. What libFuzzer does beside, to choose inputs and to
# guess words, takes longer than the inputs; there are dictionaries.
settings=allocator_may_return_null=1:quarantine_size_mb=2:malloc_context_size=2
settings=$settings:allocator_release_to_os_interval_ms=-1
# shellcheck disable=SC2086
ASAN_OPTIONS=$settings${ASAN_OPTIONS:+:$ASAN_OPTIONS} \
    nice -n 19 "$fuzzer" -runs="$runs" -max_len="${LENGTH:-256}" \
    -timeout=60 -rss_limit_mb=1024 -entropic=0 -reload=0 -use_memcmp=0 -print_final_stats=1 \
    -artifact_prefix="build/fuzz/broken/$name-" \
    ${dictionary:+"$dictionary"} ${OPTIONS:-} "$corpus" "$seeds"
