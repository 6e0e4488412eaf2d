#!/bin/sh
# Builds Retort into build/. Arguments are targets; without any, everything is built.
set -eu
cd "$(dirname "$0")/.."

# Existing settings in build/ are kept.
[ -f build/build.ninja ] || cmake --preset default
if [ $# -gt 0 ]; then
  exec cmake --build build --target "$@"
fi
exec cmake --build build
