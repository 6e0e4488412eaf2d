#!/bin/sh
# Whole processes on a chain of 5000 revision files (REVISIONS sets another number) and a SQLite database at its last
# but one: the commands that read every file. Needs hyperfine.
set -eu
cd "$(dirname "$0")/.."
build=$(cd "${RETORT_BUILD:-build}" && pwd)
project=$(mktemp -d)
trap 'rm -rf "$project"' EXIT
cd "$project"
mkdir migrations
printf '[database]\nurl = "sqlite:app.db"\n' >retort.toml
# A branch and a merge every hundred revisions, and ids in no order.
awk -v revisions="${REVISIONS:-5000}" '
  function id(n) { return sprintf("%06x%06x", (n * 7919) % 16777216, n) }
  BEGIN {
    for (n = 1; n <= revisions; ++n) {
      down = n == 1 ? "none" : id(n - 1)
      if (n > 100 && n % 100 == 1) down = id(n - 2)                  # beside the one before
      if (n > 100 && n % 100 == 2) down = id(n - 1) ", " id(n - 2)   # both again
      file = sprintf("migrations/%05d_step.sql", n)
      printf "-- %05d step %d\n-- revision: %s\n-- down_revision: %s\n", n, n, id(n), down >file
      printf "-- created: 2026-11-20T16:56:00Z\n-- dialect: sqlite\n-- verified: upgrade, downgrade, upgrade\n\n" >file
      printf "-- migrate:up\nCREATE TABLE t%d (id INTEGER PRIMARY KEY, name TEXT NOT NULL DEFAULT '"''"');\n", n >file
      printf "CREATE INDEX t%d_name ON t%d (name);\n\n-- migrate:down\nDROP TABLE t%d;\n", n, n, n >file
      close(file)
    }
  }'
touch app.db
"$build/retort" stamp head-1 2>stamp.log || { cat stamp.log >&2; exit 2; }
hyperfine --style basic --warmup 2 --runs "${RUNS:-20}" --prepare "rm -f migrations/*_bench.sql" \
  -n "retort history" "$build/retort history" \
  -n "retort history --graph" "$build/retort history --graph" \
  -n "retort heads" "$build/retort heads" \
  -n "retort branches" "$build/retort branches" \
  -n "retort current" "$build/retort current" \
  -n "retort show 1000" "$build/retort show 1000" \
  -n "retort revision -m TEXT" "$build/retort revision -m bench" \
  -n "retort upgrade head-1:head --sql" "$build/retort upgrade head-1:head --sql" 2>/dev/null
