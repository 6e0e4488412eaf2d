#include "introspect/database.hpp"

#include "engine/engine.hpp"
#include "introspect/postgres/postgres_database.hpp"
#include "introspect/sqlite/sqlite_database.hpp"

namespace retort::introspect {

std::unique_ptr<Database> open(const sql::Url& url, Access access) { return engine_for(url.dialect).open(url, access); }

std::unique_ptr<Database> borrow(sqlite3* handle) {
    if (handle == nullptr) throw Error("RT223", "the sqlite3* is null", "open the database first");
    return sqlite::borrow_sqlite(handle);
}

std::unique_ptr<Database> borrow(pg_conn* connection) {
    if (connection == nullptr) throw Error("RT223", "the PGconn* is null", "connect first");
    return postgres::borrow_postgres(connection);
}

}  // namespace retort::introspect
