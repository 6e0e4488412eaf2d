#pragma once

#include <string>

#include "schema/dialect.hpp"

struct sqlite3;
struct pg_conn;

namespace retort {

/// The database to work on: a URL, with a new connection for each call, or an open connection that the
/// program owns. On the program's connection everything but the functions of
/// retort/migrations.hpp runs in its open transaction, if there is one (as a savepoint), and no setting of the session
/// is changed.
class Connection {
public:
    /// postgresql://…, sqlite:path, sqlite:///path. Throws Error RT030 for anything else.
    Connection(const std::string& url);
    Connection(const char* url);
    /// The handle of an open database: SQLite::Database::getHandle().
    Connection(sqlite3* handle);
    /// libpq's PGconn.
    Connection(pg_conn* connection);

    Dialect dialect() const { return dialect_; }
    const std::string& url() const { return url_; }
    sqlite3* sqlite_handle() const { return sqlite_; }
    pg_conn* postgres_connection() const { return postgres_; }

private:
    Dialect dialect_ = Dialect::postgresql;
    std::string url_;
    sqlite3* sqlite_ = nullptr;
    pg_conn* postgres_ = nullptr;
};

}  // namespace retort
