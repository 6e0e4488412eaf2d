#pragma once

/// For programs: creates the tables of models, and checks at start-up whether a database matches them.
///
///     retort::create_all<User, ApiKey>("sqlite:app.db");
///
///     retort::require<User, ApiKey>(url);  // throws when the database differs
///
/// Models need their Boost.Describe macros, as for retort/describe.hpp. The headers of the database
/// clients are not included. Link retort::retort.

#include <string>
#include <vector>

#include "retort/connection.hpp"
#include "retort/describe.hpp"

namespace retort {

/// The differences between a database and the models.
struct Differences {
    std::string database;              ///< for messages, without a password
    std::vector<std::string> changes;  ///< one line each: "new column users.email text NOT NULL"
    std::string sql;                   ///< changes the database to match the models
    /// Why expressions were compared by structure, which is less exact than the engine's
    /// normalisation. Empty: the engine normalised them.
    std::string structural;

    bool empty() const { return changes.empty(); }
};

/// The differences as text: one line each, then the SQL.
std::string to_string(const Differences& differences);

/// Thrown by `require`: Error RT090, whose what() lists every difference.
class DifferenceError : public Error {
public:
    explicit DifferenceError(Differences differences);
    const Differences& differences() const { return differences_; }

private:
    Differences differences_;
};

/// Options of `check` and `require`.
struct CheckOptions {
    /// The version and history tables of `retort upgrade`; they are not compared.
    std::string version_table = "retort_version";
    std::string history_table = "retort_history";
    /// Tables, enums and other objects that no model declares are not a difference: for a
    /// database that several sets of models share.
    bool ignore_undeclared = false;
    /// PostgreSQL: the server on which models are built that can't be temporary tables (named schemas,
    /// partitions). Empty: a throwaway cluster, or a temporary database on the same server.
    /// "none": no server; these models are compared by structure, and nothing is started.
    std::string scratch_url;
    /// SQLite: paths of loadable extensions whose functions and collations the schema uses. They are loaded into the
    /// database that models are stored in for the comparison, and on the connection of a URL. The program loads them on
    /// its own connection. Throws Error RT290.
    std::vector<std::string> extensions;
};

/// Creates the declared schemas, enums, sequences and tables that do not exist in the database, with their
/// constraints and indexes, in dependency order. Existing objects are not changed, even if they
/// differ; external tables are not created. All or nothing.
/// Throws Error RT038 for a statement that fails.
void create_all(const Connection& connection, const Schema& schema);

/// Drops the declared tables and enums that exist, with their contents. All or nothing.
/// Throws Error RT038 for a statement that fails, for example because another object depends on one of them, and RT295
/// for such an object on SQLite.
void drop_all(const Connection& connection, const Schema& schema);

/// The differences between the database and the models, as `retort check` finds them; the
/// database is not changed. Objects that models can't declare (views, extensions, other schemas) are not a
/// difference, nor are comments, because a program can't see its doc comments.
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
