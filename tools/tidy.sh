#!/bin/sh
# Runs clang-tidy, as .clang-tidy says, on the named C++ files, on those that differ from a Git reference, or on all:
# tools/tidy.sh [--since REF | file...]
# The flags are those of build/compile_commands.json (RETORT_BUILD names another folder). A header is checked by way of
# a source that includes it; what is in neither way part of the build is skipped.
set -eu
cd "$(dirname "$0")/.."

build=${RETORT_BUILD:-build}
[ -f "$build/compile_commands.json" ] || cmake --preset default -B "$build" >/dev/null

# The sources of the build, by their path from the root.
compiled() { sed -n "s|^ *\"file\": \"$(pwd)/\(.*\)\",\{0,1\}\$|\1|p" "$build/compile_commands.json" | sort -u; }

case "${1:-}" in
  --since)
    [ $# -eq 2 ] || { echo "usage: tools/tidy.sh [--since REF | file...]" >&2; exit 2; }
    base=$(git merge-base "$2" HEAD)
    files=$(git diff --name-only --diff-filter=d "$base" -- '*.cpp' '*.hpp') ;;
  "") files=$(compiled) ;;
  *) files=$(printf '%s\n' "$@") ;;
esac

sources=$(mktemp)
compiled_sources=$(mktemp)
trap 'rm -f "$sources" "$compiled_sources"' EXIT
compiled >"$compiled_sources"

# Every source for itself; a header by the source of its name, or else by the first that includes it.
for file in $files; do
  file=${file#"$(pwd)/"}
  file=${file#./}
  case "$file" in
    *.hpp)
      { printf '%s\n' "${file%.hpp}.cpp"
        git grep -l -F -e "\"$file\"" -e "<${file#*/include/}>" -- '*.cpp' || true
        git grep -l -F -e "\"$(basename "$file")\"" -- "$(dirname "$file")/*.cpp" || true
      } | grep -Fx -f "$compiled_sources" | head -n 1 ;;
    *) printf '%s\n' "$file" | grep -Fx -f "$compiled_sources" ;;
  esac || true
done | sort -u >"$sources"

[ -s "$sources" ] || exit 0
command -v clang-tidy-19 >/dev/null || {
  echo "tidy: there is no clang-tidy-19; tools/setup.sh installs it" >&2
  exit 2
}
# Standard error has only the counts of warnings in headers of libraries.
# The precompiled headers of the tests are g++'s.
xargs -P 2 -n 1 clang-tidy-19 -p "$build" --quiet --extra-arg=-Wno-ignored-gch <"$sources" 2>/dev/null || {
  echo "tidy: findings above, or a source that does not compile" >&2
  exit 1
}
