#!/bin/sh
# Runs the test of one case file, on a temporary PostgreSQL server if the case needs one and RETORT_TEST_PG names none.
# With --update it rewrites the case's golden. The test program is built first, unless RETORT_BUILD names a built
# folder:
# tools/case.sh [--update] tests/cases/postgres/enums/comment.case
set -eu

update=""
if [ "${1:-}" = "--update" ]; then
  update="--update"
  shift
fi
if [ $# -ne 1 ] || [ ! -f "$1" ]; then
  echo "usage: tools/case.sh [--update] tests/cases/ENGINE/GROUP/NAME.case" >&2
  [ $# -ne 1 ] || echo "case.sh: there is no file $1" >&2
  exit 2
fi
RETORT_CASE=$(realpath "$1")
export RETORT_CASE
cd "$(dirname "$0")/.."

case "$RETORT_CASE" in
  "$(pwd -P)"/tests/cases/postgres/*.case)
    suite=PostgresCase target=retort_emit_tests program=tests/emit/retort_emit_tests ;;
  "$(pwd -P)"/tests/cases/sqlite/*.case)
    suite=SqliteCase target=retort_emit_sqlite_tests program=tests/emit/sqlite/retort_emit_sqlite_tests ;;
  *)
    echo "case.sh: a case is a file tests/cases/postgres/**.case or tests/cases/sqlite/**.case" >&2
    exit 2 ;;
esac

[ -n "${RETORT_BUILD:-}" ] || tools/build.sh "$target"
server=tools/with_postgres.sh
if [ "$suite" = SqliteCase ] || [ -n "${RETORT_TEST_PG:-}" ]; then
  server=""
fi
# shellcheck disable=SC2086
exec $server "${RETORT_BUILD:-build}/$program" --gtest_filter="$suite.*" --gtest_brief=1 $update
