#!/bin/sh
# What schema() costs the compiler of a program that includes the models: 1, 100 and 1000 structs of 12 members, with
# and without it, under g++ and clang++ -fsyntax-only. SIZES and RUNS in the environment choose.
set -eu
cd "$(dirname "$0")/.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
for count in ${SIZES:-1 100 1000}; do
  /usr/bin/env python3 bench/model_headers.py "$folder/with-$count" "$count" "$count"
  /usr/bin/env python3 bench/model_headers.py "$folder/without-$count" "$count" "$count" --plain
  printf '\n%s structs\n' "$count"
  for compiler in g++ clang++-19; do
    command -v "$compiler" >/dev/null || { echo "  no $compiler"; continue; }
    check="$compiler -std=c++20 -fsyntax-only"
    hyperfine --style basic --warmup 1 --runs "${RUNS:-5}" \
      -n "$compiler, without schema()" "$check -x c++ $folder/without-$count/models_0000.hpp" \
      -n "$compiler, with schema()" "$check -Ireflect/include -x c++ $folder/with-$count/models_0000.hpp" 2>/dev/null
  done
done
