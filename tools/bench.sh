#!/bin/sh
# Builds and runs the benchmarks against a temporary PostgreSQL server. Arguments are passed to
# Google Benchmark: tools/bench.sh --benchmark_filter=ten_changes
set -eu
cd "$(dirname "$0")/.."

tools/setup.sh
cmake --preset default -DRETORT_BENCH=ON >/dev/null
cmake --build build
build/bench/retort_bench_plan "$@"
tools/with_postgres.sh build/bench/retort_bench_autogenerate "$@"
tools/with_postgres.sh bench/processes.sh
tools/with_postgres.sh bench/many.sh
build/bench/retort_bench_sqlite_rebuild "$@"
bench/sqlite_processes.sh
bench/long_chain.sh
bench/readers.sh
bench/compile_time.sh
