#include "library/connect.hpp"

#include <fmt/format.h>

namespace retort {

namespace {

constexpr const char* setting = "the URL given to retort";

}  // namespace

Connection::Connection(const std::string& url) : dialect_(sql::parse_url(url, setting).dialect), url_(url) {}
Connection::Connection(const char* url) : Connection(std::string(url == nullptr ? "" : url)) {}
Connection::Connection(sqlite3* handle) : dialect_(Dialect::sqlite), sqlite_(handle) {}
Connection::Connection(pg_conn* connection) : postgres_(connection) {}

namespace library {

std::unique_ptr<introspect::Database> connect(const Connection& connection, const Schema& schema,
                                              introspect::Access access, const introspect::OpenOptions& options) {
    if (schema.dialect != connection.dialect())
        throw Error("RT221",
                    fmt::format("the schema is for {}, but the database is {}", to_string(schema.dialect),
                                to_string(connection.dialect())),
                    "create it with schema_of<…>(connection.dialect())");
    return connect(connection, access, options);
}

std::unique_ptr<introspect::Database> connect(const Connection& connection, introspect::Access access,
                                              const introspect::OpenOptions& options) {
    if (!connection.url().empty()) {
        return introspect::open(sql::parse_url(connection.url(), setting), access, options);
    }
    return info(connection.dialect()).server ? introspect::borrow(connection.postgres_connection())
                                             : introspect::borrow(connection.sqlite_handle());
}

std::string failed_on(const introspect::Database& database) {
    return fmt::format("a statement failed on {}: ", database.describe());
}

Error failed(ErrorCode code, const introspect::Database& database, const std::string& sql,
             const introspect::StatementError& error) {
    std::string message = failed_on(database) + introspect::to_text(error.failure());
    if (!sql.empty()) message += "\n" + sql;
    return Error(code, message);
}

}  // namespace library

}  // namespace retort
