// Comparing and emitting schemas of many tables (12 columns, 4 indexes, 3 constraints each), both in
// memory: no change, 10 changes, and from nothing.

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "emit/plan.hpp"

namespace {

using namespace retort;

Table table_of(int number) {
    Table table;
    table.name = {"", fmt::format("table_{:05}", number)};
    for (int i = 0; i < 12; ++i) {
        Column column;
        column.name = i == 0 ? "id" : fmt::format("c{:02}", i);
        column.type.sql = i % 3 == 0 ? "bigint" : i % 3 == 1 ? "text" : "timestamp with time zone";
        column.nullable = i % 2 == 1;
        if (i % 4 == 2) column.default_sql = "now()";
        table.columns.push_back(column);
    }
    table.primary_key = PrimaryKey{.name = table.name.name + "_pkey", .columns = {"id"}};
    table.uniques = {{.name = table.name.name + "_c01_key", .columns = {"c01"}}};
    if (number > 0)
        table.foreign_keys = {{.name = table.name.name + "_c03_fkey",
                               .columns = {"c03"},
                               .table = {"", fmt::format("table_{:05}", number / 2)},
                               .references = {"id"}}};
    for (int i = 0; i < 4; ++i) {
        Index index;
        index.name = fmt::format("{}_i{}", table.name.name, i);
        index.parts = {{.column = fmt::format("c{:02}", i + 4)}, {.column = "id", .descending = true}};
        table.indexes.push_back(index);
    }
    return table;
}

Schema schema_of(int tables) {
    Schema schema;
    for (int i = 0; i < tables; ++i) {
        Table table = table_of(i);
        schema.tables.emplace(table.name, std::move(table));
    }
    return schema;
}

void no_change(benchmark::State& state) {
    const Schema schema = schema_of(static_cast<int>(state.range(0)));
    for (auto _ : state) benchmark::DoNotOptimize(emit::plan(schema, schema));
    state.SetComplexityN(state.range(0));
}

void ten_changes(benchmark::State& state) {
    const Schema before = schema_of(static_cast<int>(state.range(0)));
    Schema after = before;
    int number = 0;
    for (auto& [name, table] : after.tables) {
        if (number++ == 10) break;
        table.columns[1].type.sql = "character varying(200)";
    }
    for (auto _ : state) {
        const emit::Plan plan = emit::plan(before, after);
        if (plan.steps.size() != 10) state.SkipWithError("ten changes were expected");
    }
    state.SetComplexityN(state.range(0));
}

void from_nothing(benchmark::State& state) {
    const Schema schema = schema_of(static_cast<int>(state.range(0)));
    for (auto _ : state) benchmark::DoNotOptimize(emit::create_script(schema));
    state.SetComplexityN(state.range(0));
}

BENCHMARK(no_change)->Arg(10)->Arg(100)->Arg(1000)->Arg(5000)->Unit(benchmark::kMillisecond)->Complexity();
BENCHMARK(ten_changes)->Arg(10)->Arg(100)->Arg(1000)->Arg(5000)->Unit(benchmark::kMillisecond)->Complexity();
BENCHMARK(from_nothing)->Arg(10)->Arg(100)->Arg(1000)->Arg(5000)->Unit(benchmark::kMillisecond)->Complexity();

}  // namespace

BENCHMARK_MAIN();
