#!/bin/sh
# Formats the C++ sources as .clang-format says. With --check it changes nothing, and fails where something would
# change:
# tools/format.sh [--check] [file...]
set -eu
cd "$(dirname "$0")/.."

check=""
if [ "${1:-}" = "--check" ]; then
  check="--dry-run --Werror"
  shift
fi
if [ $# -eq 0 ]; then
  # shellcheck disable=SC2046
  set -- $(git ls-files '*.cpp' '*.hpp')
fi
# shellcheck disable=SC2086
printf '%s\n' "$@" | xargs -P 2 -n 40 clang-format-19 -i $check
