#!/bin/sh
# Whole processes of `retort models`, with models of 10, 100, 1000 and 3000 structs of 12 members, in one header and in
# headers of 100: the first reading (nothing is cached), the first with a precompiled prefix of the project's own, a
# reading after a header has changed, and one after nothing has; and the peak memory of all their processes together.
# SIZES and RUNS in the environment choose.
set -eu
cd "$(dirname "$0")/.."
build=$(cd "${RETORT_BUILD:-build}" && pwd)
bench=$PWD/bench
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export XDG_CACHE_HOME="$folder/cache"
unset RETORT_CACHE_DIR RETORT_READER 2>/dev/null || true
[ -x "$build/retort-read-models" ] || { echo "readers.sh: build retort first" >&2; exit 2; }

for count in ${SIZES:-3 10 100 1000 3000}; do
  for per in "$count" 100; do
    [ "$per" -lt "$count" ] || [ "$per" -eq "$count" ] || continue
    project=$folder/$count-$per
    /usr/bin/env python3 "$bench/model_headers.py" "$project" "$count" "$per"
    headers=$(ls "$project" | grep -c hpp)
    printf '\n%s structs, headers: %s\n' "$count" "$headers"
    change="date +%s%N | sed 's#^#// #' >>$project/models_0000.hpp"
    run="$build/retort --config $project/retort.toml models --dialect postgresql"
    hyperfine --style basic --runs "${RUNS:-5}" -n "first" --prepare "rm -rf $XDG_CACHE_HOME" "$run" 2>/dev/null
    # The second reading after a change makes the prefix.
    for i in 1 2; do sh -c "$change"; $run >/dev/null; done
    hyperfine --style basic --runs "${RUNS:-5}" -n "after a change" --prepare "$change" "$run" \
      -n "after none" --prepare true "$run" 2>/dev/null
    rm -rf "$XDG_CACHE_HOME"
    printf '  peak memory: first %s MB, ' "$(/usr/bin/env python3 "$bench/peak_memory.py" $run)"
    printf 'after none %s MB\n' "$(/usr/bin/env python3 "$bench/peak_memory.py" $run)"
  done
done
