#!/bin/sh
# Builds Retort into build/. Arguments are targets; none means everything.
set -eu
cd "$(dirname "$0")/.."

# ccmake's and the user's own settings in build/ stay as they are.
[ -f build/build.ninja ] || cmake --preset default
if [ $# -gt 0 ]; then
  exec cmake --build build --target "$@"
fi
exec cmake --build build
