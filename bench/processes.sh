#!/bin/sh
# Whole processes, compared within one run: `retort diff` of two databases of 10, 100, 1000 and 5000
# tables (no change, ten changes) and `retort check` of as many models (in step, ten changes) beside
# `pg_dump --schema-only` of one, and their peak memory; and the introspection
# alone, as a program does it that is connected. Needs RETORT_TEST_PG and a build with RETORT_BENCH.
set -eu
cd "$(dirname "$0")/.."
build=$(cd "${RETORT_BUILD:-build}" && pwd)
server=$RETORT_TEST_PG
project=$(mktemp -d)
trap 'rm -rf "$project"' EXIT
[ -x "$build/bench/retort_bench_schema_sql" ] || {
  echo "processes.sh: build with -DRETORT_BENCH=ON first" >&2
  exit 2
}

database() { printf '%s' "$server" | sed "s#/postgres?#/$1?#"; }
anew() { psql -q "$server" -c "DROP DATABASE IF EXISTS $1" -c "CREATE DATABASE $1" 2>/dev/null; }
# Not in one transaction: the server has locks for some thousand objects only.
fill() {
  anew "$1"
  "$build/bench/retort_bench_schema_sql" "$2" "$3" | psql -q -v ON_ERROR_STOP=1 "$(database "$1")"
}
memory() {
  /usr/bin/env python3 - "$@" <<'PY'
import resource, subprocess, sys
subprocess.run(sys.argv[2:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print("peak memory of %s: %d MB" % (sys.argv[1], resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024))
PY
}

for tables in ${TABLES:-10 100 1000 5000}; do
  fill bench_a "$tables" 0
  fill bench_b "$tables" 0
  fill bench_c "$tables" 10
  anew bench_d
  printf '[models]\nheaders = ["models.hpp"]\n[database]\nurl = "%s"\n' "$(database bench_d)" >"$project/retort.toml"
  "$build/bench/retort_bench_schema_models" "$tables" >"$project/models.hpp"
  export XDG_CACHE_HOME="$project/cache"
  "$build/retort" --config "$project/retort.toml" models | psql -q -v ON_ERROR_STOP=1 "$(database bench_d)"
  anew bench_e
  psql -q "$server" -c "DROP DATABASE bench_e" -c "CREATE DATABASE bench_e TEMPLATE bench_d"
  for i in 0 1 2 3 4 5 6 7 8 9; do echo "ALTER TABLE t0000$i ALTER a TYPE varchar(200);"; done |
    psql -q "$(database bench_e)"
  retort="$build/retort --config $project/retort.toml"
  printf '\n%s tables\n' "$tables"
  hyperfine --style basic --warmup 1 --runs "${RUNS:-5}" -i \
    -n "retort diff, no change" "$build/retort diff '$(database bench_a)' '$(database bench_b)'" \
    -n "retort diff, ten changes" "$build/retort diff '$(database bench_a)' '$(database bench_c)'" \
    -n "retort check, in step" "$retort check" \
    -n "retort check, ten changes" "$retort --database '$(database bench_e)' check" \
    -n "retort inspect --format json" "$build/retort inspect '$(database bench_a)' --format json" \
    -n "pg_dump --schema-only" "pg_dump --schema-only '$(database bench_a)'" 2>/dev/null
  RETORT_BENCH_URL=$(database bench_a) "$build/bench/retort_bench_introspect" --benchmark_color=false 2>/dev/null |
    grep introspect
  memory "retort diff, ten changes" "$build/retort" diff "$(database bench_a)" "$(database bench_c)"
  memory "retort check, ten changes" \
    "$build/retort" --config "$project/retort.toml" --database "$(database bench_e)" check
  memory "pg_dump" pg_dump --schema-only "$(database bench_a)"
done
for name in bench_a bench_b bench_c bench_d bench_e; do psql -q "$server" -c "DROP DATABASE $name"; done
