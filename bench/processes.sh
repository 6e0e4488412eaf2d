#!/bin/sh
# Whole processes, compared within one run: `retort diff` of two databases of 10, 100 and 1000
# tables (no change, ten changes) beside `pg_dump --schema-only` of one, and the peak memory of
# diff. Needs RETORT_TEST_PG and a build with RETORT_BENCH.
set -eu
cd "$(dirname "$0")/.."
build=${RETORT_BUILD:-build}
server=$RETORT_TEST_PG

database() { printf '%s' "$server" | sed "s#/postgres?#/$1?#"; }
fill() {
  psql -q "$server" -c "DROP DATABASE IF EXISTS $1" -c "CREATE DATABASE $1" 2>/dev/null
  "$build/bench/retort_bench_schema_sql" "$2" "$3" | psql -q -1 -v ON_ERROR_STOP=1 "$(database "$1")"
}

for tables in ${TABLES:-10 100 1000}; do
  fill bench_a "$tables" 0
  fill bench_b "$tables" 0
  fill bench_c "$tables" 10
  printf '\n%s tables\n' "$tables"
  hyperfine --style basic --warmup 1 --runs "${RUNS:-5}" -i \
    -n "retort diff, no change" "$build/retort diff '$(database bench_a)' '$(database bench_b)'" \
    -n "retort diff, ten changes" "$build/retort diff '$(database bench_a)' '$(database bench_c)'" \
    -n "retort inspect --format json" "$build/retort inspect '$(database bench_a)' --format json" \
    -n "pg_dump --schema-only" "pg_dump --schema-only '$(database bench_a)'" 2>/dev/null
  /usr/bin/env python3 - "$build/retort" "$(database bench_a)" "$(database bench_c)" <<'PY'
import resource, subprocess, sys
subprocess.run([sys.argv[1], "diff", sys.argv[2], sys.argv[3]], stdout=subprocess.DEVNULL)
print("peak memory of retort diff: %d MB" % (resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024))
PY
done
for name in bench_a bench_b bench_c; do psql -q "$server" -c "DROP DATABASE $name"; done
