#include <sqlite3.h>

#include <cstring>
#include <memory>
#include <string>

#include "emit/plan.hpp"
#include "introspect/database.hpp"
#include "schema/error.hpp"
#include "schema/json.hpp"
#include "sql/sqlite/source_statement.hpp"
#include "sql/sqlite/split.hpp"
#include "tests/fuzz/targets.hpp"

namespace retort::fuzz {

namespace {

struct Close {
    void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
};
using Handle = std::unique_ptr<sqlite3, Close>;

/// A database in memory. A statement that runs for long is interrupted.
Handle in_memory() {
    sqlite3* database = nullptr;
    sqlite3_open(":memory:", &database);
    sqlite3_progress_handler(database, 1'000'000, [](void*) { return 1; }, nullptr);
    return Handle(database);
}

/// Runs the statements that change the schema; false if SQLite rejects one of them.
bool create(sqlite3* database, std::string_view script) {
    for (const std::string_view statement : sql::sqlite::split(script)) {
        const sql::SourceStatement read = sql::sqlite::read_source_statement(statement);
        if (!read.rejection.empty()) return false;
        if (read.passed_over) continue;
        const std::string sql = read.sql.empty() ? std::string(statement) : read.sql;
        if (sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) return false;
    }
    return sqlite3_get_autocommit(database) != 0;
}

/// The schema; its snapshot, if all text is UTF-8, is read again.
Schema introspected(sqlite3* database) {
    const Schema schema = introspect::borrow(database)->introspect();
    std::string text;
    try {
        text = to_json(schema);
    } catch (const Error& error) {
        require(error.diagnostics().front().code.text() == "RT296", "only text that is not UTF-8 has no snapshot");
        return schema;
    }
    require(to_json(from_json(text, "schema.json")) == text, "a snapshot that was written is read as it is");
    return schema;
}

}  // namespace

void sqlite_file(std::string_view input) {
    if (input.empty()) return;
    const Handle database = in_memory();
    auto* bytes = static_cast<unsigned char*>(sqlite3_malloc64(input.size()));
    std::memcpy(bytes, input.data(), input.size());
    const auto size = static_cast<sqlite3_int64>(input.size());
    if (sqlite3_deserialize(database.get(), "main", bytes, size, size,
                            SQLITE_DESERIALIZE_READONLY | SQLITE_DESERIALIZE_FREEONCLOSE) != SQLITE_OK)
        return;
    try {
        const Schema schema = introspected(database.get());
        Schema nothing;
        nothing.dialect = Dialect::sqlite;
        emit::plan(nothing, schema);
        emit::plan(schema, nothing, emit::Direction::down);
    } catch (const Error& error) {
        render(error);
    } catch (const introspect::StatementError&) {
    }
}

void sqlite_schema(std::string_view input) {
    const Handle database = in_memory();
    try {
        if (input.find('\0') != std::string_view::npos || !create(database.get(), input)) return;
        const Schema schema = introspected(database.get());
        const std::string script = to_text(emit::create_script(schema));
        const Handle copy = in_memory();
        char* error = nullptr;
        if (sqlite3_exec(copy.get(), script.c_str(), nullptr, nullptr, &error) != SQLITE_OK) {
            const std::string message = error == nullptr ? "" : error;
            sqlite3_free(error);
            require(false, "SQLite accepts the script of the schema: " + message + "\n" + script);
        }
        const emit::Plan rest = emit::plan(introspected(copy.get()), schema);
        require(rest.empty(), "the script creates the schema:\n" + script + "\n" + to_text(rest.script));
    } catch (const Error& error) {
        render(error);
    } catch (const introspect::StatementError&) {
    }
}

}  // namespace retort::fuzz
