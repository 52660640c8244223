# The benchmark works: a small run of it makes its files, and prints every row.
cd "$FIXTURES/.." || exit 1
BENCH_ROWS=1000 BENCH_RECORDS=100 BENCH_ROUNDS=1 BENCH_DIR="$OLDPWD/bench" \
    tests/bench/run.sh >"$OLDPWD/table" 2>"$OLDPWD/said" || cat "$OLDPWD/said"
sed -n '2,3p' "$OLDPWD/table"
awk '/^[CX]: [a-z]/ && (/[0-9]\.[0-9]/ || /not run/)' "$OLDPWD/table" | wc -l
