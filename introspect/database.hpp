#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "introspect/filter.hpp"
#include "schema/schema.hpp"
#include "sql/url.hpp"

struct sqlite3;
struct pg_conn;

namespace retort::introspect {

/// One row of text values; an unset value is NULL.
using Row = std::vector<std::optional<std::string>>;

/// What an engine said of a statement that failed, for the runner to point at.
struct StatementFailure {
    std::string message;   ///< the engine's primary message
    std::string detail;    ///< DETAIL and HINT lines, if any
    std::string sqlstate;  ///< PostgreSQL; empty on SQLite
    int offset = -1;       ///< bytes from the start of the statement to the fault; -1: not told
};

/// Thrown by Database::execute and query. `what()` is the engine's message.
class StatementError : public std::exception {
public:
    explicit StatementError(StatementFailure failure) : failure_(std::move(failure)) {}
    const char* what() const noexcept override { return failure_.message.c_str(); }
    const StatementFailure& failure() const { return failure_; }

private:
    StatementFailure failure_;
};

/// What objects that a filter leaves out need: objects (no column) and columns, each with who needs it, in words:
/// "table legacy", "trigger on legacy".
using ExcludedDependents = std::map<Reference, std::set<std::string>>;

/// A connection to one database. It is never silently re-established: when the server
/// goes away, the next call throws Error RT032.
class Database {
public:
    virtual ~Database() = default;

    virtual Dialect dialect() const = 0;

    /// For messages: "postgresql://app@localhost/app", "sqlite:app.db"; no password.
    virtual std::string describe() const = 0;

    /// How the same database is reached again; of SQLite in memory, another one.
    virtual const sql::Url& url() const = 0;

    /// Runs one or several statements, results ignored.
    virtual void execute(std::string_view sql) = 0;

    /// Runs one statement with text parameters ($1, $2 … on both engines).
    virtual std::vector<Row> query(std::string_view sql, const std::vector<std::string>& parameters = {}) = 0;

    /// Begins a transaction that only reads, and in which a statement fails that takes longer than
    /// `limit`. It ends with ROLLBACK.
    virtual void begin_reading(std::chrono::milliseconds limit) = 0;

    /// Puts back what statements have set for the session, a search_path for example.
    virtual void reset_session() = 0;

    /// True while a transaction block is open.
    virtual bool in_transaction() const = 0;

    /// Reads the whole schema that `filter` lets through, in one snapshot and with a number
    /// of queries that does not grow with it.
    virtual Schema introspect(const Filter& filter = {}) = 0;

    /// The name of the schema that a Schema leaves unnamed.
    virtual std::string default_schema() = 0;

    /// What something needs that `filter` leaves out, by its name: types, sequences, routines, collations and
    /// extensions, whether looked at or not. A name may stand for several of them.
    virtual ExcludedDependents excluded_dependents(const Filter& filter) = 0;

    /// Reads the objects of the session's own temporary schema as if they stood in the default
    /// schema, for learning how the engine stores what a model says:
    ///     BEGIN; SET LOCAL search_path = pg_temp, public; CREATE …; (this); ROLLBACK
    /// An engine that has no such schema reads the whole database.
    virtual Schema introspect_temporary() { return introspect(); }

    /// The engine's major version: 15; SQLite: 3.
    virtual int major_version() const = 0;

    /// Splits a script into statements as the engine's own parser would.
    /// Throws Error RT033 with a position for text that can't be split (an open quote).
    virtual std::vector<std::string_view> split(std::string_view script) const = 0;
};

enum class Access { read_write, read_only };

/// Opens the database; the one place that knows which class goes with which URL.
/// A SQLite file that does not exist is made with `read_write`, and is an empty database
/// (never created) with `read_only`.
/// Throws Error RT031 that names the setting to mend: unknown host, wrong password,
/// no such database, a file that is no database.
std::unique_ptr<Database> open(const sql::Url& url, Access access = Access::read_write);

/// Works on a session that somebody else opened and closes, in the transaction that is open there, if
/// one is. Its settings are as they were when the Database is destroyed; meanwhile nobody else
/// may use it. Throws Error RT039 for a session that can't be used now: none at all, a
/// command or a pipeline under way, a transaction that has failed.
std::unique_ptr<Database> borrow(sqlite3* handle);
std::unique_ptr<Database> borrow(pg_conn* connection);

}  // namespace retort::introspect
