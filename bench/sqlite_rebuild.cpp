// A table of 1,000,000 rows in a SQLite file: the script of a rebuild beside the least that it has to do, which is
// INSERT … SELECT into a new table, and its indexes. RETORT_BENCH_ROWS sets the number of rows.

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "emit/plan.hpp"
#include "introspect/database.hpp"

namespace {

using namespace retort;

constexpr const char* narrow =
    "CREATE TABLE event (id INTEGER PRIMARY KEY, name TEXT, amount REAL, at TEXT, state TEXT DEFAULT 'new');\n"
    "CREATE INDEX event_by_name ON event (name);\nCREATE INDEX event_by_state ON event (state, at);\n";
constexpr const char* strict_check =
    "CREATE TABLE event (id INTEGER PRIMARY KEY, name TEXT, amount REAL, at TEXT, state TEXT DEFAULT 'new', "
    "CHECK (length(name) > 0));\n"
    "CREATE INDEX event_by_name ON event (name);\nCREATE INDEX event_by_state ON event (state, at);\n";

long rows() {
    const char* set = std::getenv("RETORT_BENCH_ROWS");
    return set == nullptr ? 1'000'000 : std::atol(set);
}

class Database {
public:
    Database() {
        std::filesystem::remove(path_);
        database_ = introspect::open(sql::parse_url("sqlite:" + path_.string(), "bench"));
        database_->execute(narrow);
        database_->execute(fmt::format(
            "INSERT INTO event WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {}) "
            "SELECT i, 'name ' || (i * 7919 % 1000003), i / 3.0, date(i, 'unixepoch'), 's' || (i % 7) FROM n",
            rows()));
    }
    ~Database() {
        database_.reset();
        std::filesystem::remove(path_);
    }
    introspect::Database& operator*() { return *database_; }

private:
    std::filesystem::path path_ =
        std::filesystem::temp_directory_path() / fmt::format("retort-bench-{}.db", std::rand());
    std::unique_ptr<introspect::Database> database_;
};

Schema schema_of(const char* sql) {
    const auto database = introspect::open(sql::parse_url("sqlite::memory:", "bench"));
    database->execute(sql);
    return database->introspect();
}

void run(introspect::Database& database, const emit::Script& script) {
    for (const emit::Statement& statement : script.statements) database.execute(statement.sql);
}

/// There and back: both ways rebuild the table.
void script_of_rebuild(benchmark::State& state) {
    Database database;
    const Schema without = schema_of(narrow), with = schema_of(strict_check);
    const emit::Script scripts[] = {emit::plan(without, with).script, emit::plan(with, without).script};
    std::size_t turn = 0;
    for (auto _ : state) run(*database, scripts[turn++ % 2]);
}

void insert_and_indexes(benchmark::State& state) {
    Database database;
    std::string sql = strict_check;
    for (std::size_t at = 0; (at = sql.find("event", at)) != std::string::npos; at += 6) sql.insert(at, "b");
    const std::size_t end = sql.find(';') + 1;
    for (auto _ : state) {
        (*database).execute("BEGIN;\n" + sql.substr(0, end) + "INSERT INTO bevent SELECT * FROM event;\n" +
                            sql.substr(end) + "COMMIT");
        state.PauseTiming();
        (*database).execute("DROP TABLE bevent");
        state.ResumeTiming();
    }
}

BENCHMARK(script_of_rebuild)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(6);
BENCHMARK(insert_and_indexes)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(6);

}  // namespace

BENCHMARK_MAIN();
