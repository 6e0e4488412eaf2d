// Reading the schema of RETORT_BENCH_URL on a connection that is there: without and with the opening of it.

#include <benchmark/benchmark.h>

#include <cstdlib>

#include "introspect/database.hpp"

namespace {

using namespace retort;

const char* place(benchmark::State& state) {
    const char* url = std::getenv("RETORT_BENCH_URL");
    if (url == nullptr) state.SkipWithError("RETORT_BENCH_URL is not set: run bench/processes.sh");
    return url;
}

void introspect_only(benchmark::State& state) {
    const char* url = place(state);
    if (url == nullptr) return;
    const auto database = introspect::open(sql::parse_url(url, "RETORT_BENCH_URL"));
    for (auto _ : state) benchmark::DoNotOptimize(database->introspect().tables.size());
}

void connect_and_introspect(benchmark::State& state) {
    const char* url = place(state);
    if (url == nullptr) return;
    for (auto _ : state) {
        const auto database = introspect::open(sql::parse_url(url, "RETORT_BENCH_URL"));
        benchmark::DoNotOptimize(database->introspect().tables.size());
    }
}

BENCHMARK(introspect_only)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(connect_and_introspect)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace

BENCHMARK_MAIN();
