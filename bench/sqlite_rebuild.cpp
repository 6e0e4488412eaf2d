// A table of 1,000,000 rows in a SQLite file: the script of a rebuild beside the least that it has to do, which is one
// transaction with CREATE TABLE, INSERT … SELECT and the indexes; the old table stays. RETORT_BENCH_ROWS sets the
// number of rows. The first argument is PRAGMA secure_delete: 0 is SQLite's default, but libraries can be compiled with
// 1, where DROP TABLE overwrites every page. The second is PRAGMA threads: 2 is what Retort sets where it writes, 0 is
// SQLite's default.

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "emit/plan.hpp"
#include "introspect/database.hpp"

namespace {

using namespace retort;

/// The statement that creates a table of this name.
std::string table_of(std::string_view name, bool with_check) {
    return fmt::format(
        "CREATE TABLE {0} (id INTEGER PRIMARY KEY, name TEXT, amount REAL, at TEXT, state TEXT DEFAULT 'new'{1});\n",
        name, with_check ? ", CHECK (length(name) > 0)" : "");
}

std::string indexes_of(std::string_view name) {
    return fmt::format("CREATE INDEX {0}_by_name ON {0} (name);\nCREATE INDEX {0}_by_state ON {0} (state, at);\n",
                       name);
}

long rows() {
    const char* set = std::getenv("RETORT_BENCH_ROWS");
    return set == nullptr ? 1'000'000 : std::atol(set);
}

class Database {
public:
    Database(std::int64_t secure_delete, std::int64_t threads) {
        std::filesystem::remove(path_);
        database_ = introspect::open(sql::parse_url("sqlite:" + path_.string(), "bench"));
        database_->query(fmt::format("PRAGMA secure_delete = {}", secure_delete));
        database_->query(fmt::format("PRAGMA threads = {}", threads));
        database_->execute(table_of("event", false) + indexes_of("event"));
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

Schema schema(bool with_check) {
    const auto database = introspect::open(sql::parse_url("sqlite::memory:", "bench"));
    database->execute(table_of("event", with_check) + indexes_of("event"));
    return database->introspect();
}

void run(introspect::Database& database, const emit::Script& script) {
    for (const emit::Statement& statement : script.statements) database.execute(statement.sql);
}

/// There and back: both ways rebuild the table.
void script_of_rebuild(benchmark::State& state) {
    Database database(state.range(0), state.range(1));
    const Schema without = schema(false), with = schema(true);
    const emit::Script scripts[] = {emit::plan(without, with).script, emit::plan(with, without).script};
    std::size_t turn = 0;
    for (auto _ : state) run(*database, scripts[turn++ % 2]);
}

void insert_and_indexes(benchmark::State& state) {
    Database database(state.range(0), state.range(1));
    const std::string script =
        "BEGIN;\n" + table_of("copy", true) + "INSERT INTO copy SELECT * FROM event;\n" + indexes_of("copy") + "COMMIT";
    for (auto _ : state) {
        (*database).execute(script);
        state.PauseTiming();
        (*database).execute("DROP TABLE copy");
        state.ResumeTiming();
    }
}

void settings(benchmark::internal::Benchmark* each) {
    each->ArgNames({"secure_delete", "threads"})->ArgsProduct({{0, 1}, {2, 0}});
    each->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(6);
}

BENCHMARK(script_of_rebuild)->Apply(settings);
BENCHMARK(insert_and_indexes)->Apply(settings);

}  // namespace

BENCHMARK_MAIN();
