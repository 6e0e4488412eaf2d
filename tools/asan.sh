#!/bin/sh
# Builds the tests that need no server with AddressSanitizer and UndefinedBehaviorSanitizer into build-asan/, and runs
# them. Arguments are passed to each test program: tools/asan.sh --gtest_filter='Sqlite*'
set -eu
cd "$(dirname "$0")/.."

# Test programs, by their path from tests/.
programs="schema/retort_schema_tests sql/retort_sql_tests diff/retort_diff_tests plan/retort_plan_tests
introspect/sqlite/retort_introspect_sqlite_tests emit/sqlite/retort_emit_sqlite_tests fuzz/retort_fuzz_tests"

# Existing settings in build-asan/ are kept.
[ -f build-asan/build.ninja ] || cmake --preset asan
targets=""
for program in $programs; do targets="$targets $(basename "$program")"; done
# shellcheck disable=SC2086
cmake --build build-asan --target $targets

export LSAN_OPTIONS="suppressions=$(pwd)/tests/support/leaks.txt:print_suppressions=0"
export RETORT_RANDOM_PAIRS="${RETORT_RANDOM_PAIRS:-20}"
status=0
for program in $programs; do
  "build-asan/tests/$program" --gtest_brief=1 "$@" || { echo "asan: $program failed" >&2; status=1; }
done
exit "$status"
