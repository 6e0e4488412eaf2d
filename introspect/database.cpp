#include "introspect/database.hpp"

#include "introspect/postgres/postgres_database.hpp"
#if __has_include("introspect/sqlite/sqlite_database.hpp")
#include "introspect/sqlite/sqlite_database.hpp"
#endif

namespace retort::introspect {

std::unique_ptr<Database> open(const sql::Url& url, Access access) {
    switch (url.dialect) {
        case Dialect::postgresql: return postgres::open_postgres(url, access);
        case Dialect::sqlite:
#if __has_include("introspect/sqlite/sqlite_database.hpp")
            return sqlite::open_sqlite(url, access);
#else
            break;
#endif
    }
    throw Error("RT213", url.display + ": this build has no support for " + std::string(to_string(url.dialect)));
}

std::unique_ptr<Database> borrow(sqlite3* handle) {
    if (handle == nullptr) throw Error("RT223", "the sqlite3* is null", "open the database first");
    return sqlite::borrow_sqlite(handle);
}

std::unique_ptr<Database> borrow(pg_conn* connection) {
    if (connection == nullptr) throw Error("RT223", "the PGconn* is null", "connect first");
    return postgres::borrow_postgres(connection);
}

}  // namespace retort::introspect
