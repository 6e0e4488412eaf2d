#!/bin/sh
# Installs missing packages, builds, and runs all tests against a temporary PostgreSQL server,
# which is stopped and removed at the end. Arguments are passed to ctest: tools/test.sh -R diff
set -eu
cd "$(dirname "$0")/.."

tools/setup.sh
tools/build.sh
exec tools/with_postgres.sh ctest --test-dir build --output-on-failure -j3 "$@"
