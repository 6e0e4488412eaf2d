#!/bin/sh
# Whole processes on SQLite files of 10, 100, 1000 and 5000 tables: `retort check` (in step, ten changes) and
# `retort diff` of two files, in one run. Needs a build with RETORT_BENCH.
set -eu
cd "$(dirname "$0")/.."
build=$(cd "${RETORT_BUILD:-build}" && pwd)
project=$(mktemp -d)
trap 'rm -rf "$project"' EXIT
export XDG_CACHE_HOME="$project/cache"
[ -x "$build/bench/retort_bench_schema_models" ] || {
  echo "sqlite_processes.sh: build with -DRETORT_BENCH=ON first" >&2
  exit 2
}

for tables in ${TABLES:-10 100 1000 5000}; do
  rm -f "$project"/*.db
  printf '[models]\nheaders = ["models.hpp"]\n[database]\nurl = "sqlite:same.db"\n' >"$project/retort.toml"
  "$build/bench/retort_bench_schema_models" "$tables" >"$project/models.hpp"
  retort="$build/retort --config $project/retort.toml"
  $retort models --dialect sqlite | sqlite3 "$project/same.db"
  cp "$project/same.db" "$project/changed.db"
  for i in 0 1 2 3 4 5 6 7 8 9; do echo "ALTER TABLE t0000$i ADD COLUMN more TEXT;"; done |
    sqlite3 "$project/changed.db"
  printf '\n%s tables\n' "$tables"
  hyperfine --style basic --warmup 1 --runs "${RUNS:-5}" -i \
    -n "retort check, in step" "$retort check" \
    -n "retort check, ten changes" "$retort --database sqlite:$project/changed.db check" \
    -n "retort diff, no change" "$retort diff sqlite:$project/same.db sqlite:$project/same.db" \
    -n "retort diff, ten changes" "$retort diff sqlite:$project/same.db sqlite:$project/changed.db" 2>/dev/null
done
