#!/bin/sh
# Compares the scripts of all case files and chains with tests/goldens, byte for byte. With --update it rewrites them:
# tools/goldens.sh [--update]
set -eu
cd "$(dirname "$0")/.."

if [ "${1:-}" = "--update" ]; then
  export RETORT_UPDATE_GOLDENS=1
  rm -rf tests/goldens/postgres tests/goldens/sqlite tests/goldens/chain
fi
tools/build.sh retort retort_emit_tests retort_emit_sqlite_tests retort_tools_tests
exec tools/with_postgres.sh ctest --test-dir build --output-on-failure -j2 -R 'PostgresCase|SqliteCase|Goldens|Chain\.'
