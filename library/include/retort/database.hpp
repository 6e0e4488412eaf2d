#pragma once

/// For programs: makes the tables of models, and says at start-up whether a database is as they are.
///
///     retort::create_all<User, ApiKey>("sqlite:app.db");
///
///     retort::require<User, ApiKey>(url);  // throws when the database differs
///
/// Models need their Boost.Describe macros, as for retort/describe.hpp. Nothing of the database
/// clients' own headers is included; link retort::retort.

#include <string>
#include <vector>

#include "retort/describe.hpp"

struct sqlite3;
struct pg_conn;

namespace retort {

/// The database to work on: a URL, which is connected to for one call, or a connection that the program
/// holds and goes on holding. With one of those everything runs in the transaction that
/// is open there (as a savepoint), and no setting of the session is changed.
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

/// What is different in a database.
struct Differences {
    std::string database;              ///< for messages, without a password
    std::vector<std::string> changes;  ///< each in a line: "new column users.email text NOT NULL"
    std::string sql;                   ///< what would make the database as the models are
    /// Why expressions were compared by their structure, which tells less than the engine does:
    /// there was no place to ask it. Empty: it was asked.
    std::string structural;

    bool empty() const { return changes.empty(); }
};

/// All of it as text that a person reads: a line for each, then the SQL.
std::string to_string(const Differences& differences);

/// What `require` throws: Error RT090, whose what() has every difference.
class DifferenceError : public Error {
public:
    explicit DifferenceError(Differences differences);
    const Differences& differences() const { return differences_; }

private:
    Differences differences_;
};

/// How to look at a database.
struct CheckOptions {
    /// The tables in which `retort upgrade` keeps its books; they are no difference.
    std::string version_table = "retort_version";
    std::string history_table = "migration_history";
    /// Tables, enums and the like that no model declares are no difference: for a
    /// database that several sets of models share.
    bool ignore_undeclared = false;
    /// PostgreSQL: where models are tried out that temporary tables can't hold (named schemas,
    /// partitions). Empty: a throwaway cluster, or a temporary database on the same server.
    /// "none": nowhere; they are compared by their structure, and nothing is started.
    std::string scratch_url;
};

/// Makes what the database doesn't have of the declared schemas, enums, sequences and tables, with their
/// constraints and indexes, in an order that works. What is there stays as it is, even if it
/// differs; so does what is external. All or nothing.
/// Throws Error RT038 for a statement that fails.
void create_all(const Connection& connection, const Schema& schema);

/// Drops the declared tables and enums that are there, and what is in them. All or nothing.
/// Throws Error RT038 for a statement that fails: something else needs one of them.
void drop_all(const Connection& connection, const Schema& schema);

/// The differences between the database and the models, found as `retort check` does; the
/// database is left as it is. What models don't speak of (views, extensions, other schemas) is no
/// difference, nor are comments, which a program can't see in its doc comments.
[[nodiscard]] Differences check(const Connection& connection, const Schema& schema, const CheckOptions& options = {});

/// Throws DifferenceError when the database differs from the models.
void require(const Connection& connection, const Schema& schema, const CheckOptions& options = {});

template <class Model, class... Models>
void create_all(const Connection& connection) {
    create_all(connection, schema_of<Model, Models...>(connection.dialect()));
}

template <class Model, class... Models>
void drop_all(const Connection& connection) {
    drop_all(connection, schema_of<Model, Models...>(connection.dialect()));
}

template <class Model, class... Models>
[[nodiscard]] Differences check(const Connection& connection, const CheckOptions& options = {}) {
    return check(connection, schema_of<Model, Models...>(connection.dialect()), options);
}

template <class Model, class... Models>
void require(const Connection& connection, const CheckOptions& options = {}) {
    require(connection, schema_of<Model, Models...>(connection.dialect()), options);
}

}  // namespace retort
