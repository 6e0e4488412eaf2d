#include "introspect/database.hpp"

#include <utility>

#include "engine/engine.hpp"
#include "introspect/postgres/postgres_database.hpp"
#include "introspect/sqlite/sqlite_database.hpp"

namespace retort::introspect {

std::unique_ptr<Database> open(const sql::Url& url, Access access, const OpenOptions& options) {
    return engine_for(url.dialect).open(url, access, options);
}

std::string trust_hint(const StatementFailure& failure) {
    if (!failure.needs_trust) return {};
    return "SQL runs on scratch databases without access to programs and other files; if you trust all of it, use "
           "--trust, or set trust_sources = true under [database]";
}

std::string to_text(const StatementFailure& failure) {
    std::string text = failure.message;
    if (!failure.detail.empty()) text += ": " + failure.detail;
    if (!failure.sqlstate.empty()) text += " (SQLSTATE " + failure.sqlstate + ")";
    return text;
}

Error own_statement_failed(const StatementError& error, const std::string& where) {
    return Error("RT034", where + to_text(error.failure()));
}

namespace {

void require(const void* handle, const std::string& type, std::string hint) {
    if (handle == nullptr) throw Error("RT223", "the " + type + " is null", std::move(hint));
}

}  // namespace

std::unique_ptr<Database> borrow(sqlite3* handle) {
    require(handle, "sqlite3*", "open the database first");
    return sqlite::borrow_sqlite(handle);
}

std::unique_ptr<Database> borrow(pg_conn* connection) {
    require(connection, "PGconn*", "connect first");
    return postgres::borrow_postgres(connection);
}

}  // namespace retort::introspect
