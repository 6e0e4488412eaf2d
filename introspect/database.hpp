#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "introspect/filter.hpp"
#include "schema/error.hpp"
#include "schema/schema.hpp"
#include "sql/url.hpp"

struct sqlite3;
struct pg_conn;

namespace retort::introspect {

/// One row of text values; an unset value is NULL.
using Row = std::vector<std::optional<std::string>>;

/// An engine's error for a failed statement, with a position for the runner.
struct StatementFailure {
    std::string message;   ///< the engine's primary message
    std::string detail;    ///< DETAIL and HINT lines, if any
    std::string sqlstate;  ///< PostgreSQL; empty on SQLite
    int offset = -1;       ///< bytes from the start of the statement to the error; -1: not reported
    /// PostgreSQL, with wait_for_locks: the lock for which the statement waited for more than a second, and who held
    /// it, as the reason of LockWait; empty if it did not wait.
    std::string awaited = {};
    bool needs_trust = false;  ///< a scratch database for trusted SQL may accept the statement
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

/// The way out of a failure that needs_trust; empty for others.
std::string trust_hint(const StatementFailure& failure);

/// The failure in words: the message, its detail and its SQLSTATE.
std::string to_text(const StatementFailure& failure);

/// Error RT034: a statement that Retort ran for its own purposes failed. `where` precedes the engine's words.
Error own_statement_failed(const StatementError& error, const std::string& where = {});

/// The objects (no column name) and columns that excluded objects depend on, each with these dependents as text:
/// "table legacy", "trigger on legacy".
using ExcludedDependents = std::map<std::pair<ObjectName, std::string>, std::set<std::string>>;

/// How a connection waits while another one holds a lock that it needs.
struct LockWait {
    /// SQLite: Error RT274 after this time. PostgreSQL has lock_timeout for it, which a transaction sets.
    std::chrono::milliseconds timeout{10'000};
    /// Called in each wait that lasts longer than a second, with the reason as text: "sqlite:app.db is locked by
    /// another connection (pid 4711, app)"; "an ACCESS EXCLUSIVE lock on users, held by pid 4711 (app, psql), idle in
    /// transaction for 32 s: SELECT …". PostgreSQL: once for each holder, found by another connection to the server.
    /// May be empty.
    std::function<void(const std::string& reason)> waiting = {};
};

/// What `open` does with a SQLite file that does not exist: `read_write` creates it, and `read_only` opens an empty
/// database in its place; or Error RT291.
enum class MissingFile { accept, error };

/// Whether the SQL of a SQLite connection may open and write other files (ATTACH, VACUUM INTO).
enum class OtherFiles { accept, reject };

/// Settings of a connection. Those after the first are of SQLite.
struct OpenOptions {
    LockWait lock_wait = {};
    MissingFile missing_file = MissingFile::accept;
    OtherFiles other_files = OtherFiles::accept;
    std::vector<std::string> extensions = {};  ///< paths of SQLite's loadable extensions, loaded in this order
};

/// Cancels the statement that runs on a Database, which then fails.
class Canceller {
public:
    virtual ~Canceller() = default;
    /// May be called in a signal handler (PostgreSQL, libpq, PQcancel; SQLite, c3ref/interrupt.html).
    virtual void cancel() noexcept = 0;
};

/// A connection to one database. It is never silently re-established: when it is lost,
/// the next call throws Error RT032.
class Database {
public:
    virtual ~Database() = default;

    virtual Dialect dialect() const = 0;

    /// For messages: "postgresql://app@localhost/app", "sqlite:app.db"; no password.
    virtual std::string describe() const = 0;

    /// The URL for another connection to the same database; for SQLite in memory it opens another database.
    virtual const sql::Url& url() const = 0;

    /// Replaces how the connection waits for locks. SQLite: a session that the caller opened keeps its busy handler
    /// too.
    virtual void wait_for_locks(LockWait wait) = 0;

    /// True behind a pooler, for example PgBouncer: each transaction may run in another session of the server, and a
    /// setting or a lock of the session would be that of the next client.
    virtual bool pooled() { return false; }

    /// Runs one or several statements, results ignored.
    virtual void execute(std::string_view sql) = 0;

    /// Runs one statement with text parameters ($1, $2 … on both engines).
    virtual std::vector<Row> query(std::string_view sql, const std::vector<std::string>& parameters = {}) = 0;

    /// Begins a read-only transaction in which a statement that takes longer than `limit` fails, and one from which
    /// row-level security would hide rows.
    /// The caller ends it with ROLLBACK.
    virtual void begin_reading(std::chrono::milliseconds limit) = 0;

    /// Resets the session's role and settings that statements have changed, for example search_path. In a session that
    /// the caller opened they are then as the caller had them.
    virtual void reset_session() = 0;

    /// The role and search_path of `reset_session`, until the open transaction ends.
    virtual void reset_for_transaction() = 0;

    /// True while a transaction block is open.
    virtual bool in_transaction() const = 0;

    /// Reads all objects in scope of `filter` in one snapshot, with a constant number of queries.
    virtual Schema introspect(const Filter& filter = {}) = 0;

    /// The name of the default schema, which is the empty name in a Schema.
    virtual std::string default_schema() = 0;

    /// The objects that objects excluded by `filter` depend on, by name: types, sequences, routines, collations and
    /// extensions, whether in scope or not. One name may denote several objects.
    virtual ExcludedDependents excluded_dependents(const Filter& filter) = 0;

    /// Reads the objects of the session's temporary schema as objects of the default schema, to learn how the
    /// engine stores the models' definitions:
    ///     BEGIN; SET LOCAL search_path = pg_temp, public; CREATE …; (this); ROLLBACK
    /// An engine without such a schema reads the whole database.
    virtual Schema introspect_temporary() { return introspect(); }

    /// For this connection; the Database must outlive it.
    virtual std::unique_ptr<Canceller> canceller() = 0;

    /// The engine's major version: 15; SQLite: 3.
    virtual int major_version() const = 0;

    /// Splits a script into statements as the engine's parser does.
    /// Throws Error RT033 or RT271 with a position for text that can't be split (an open quote, a NUL byte).
    virtual std::vector<std::string_view> split(std::string_view script) const = 0;
};

/// `read_only` changes no setting of the session: each statement is in a READ ONLY transaction (PostgreSQL, BEGIN), or
/// the file is opened so (SQLite).
enum class Access { read_write, read_only };

/// The least access with which a database can be compared with models: PostgreSQL normalizes expressions in temporary
/// tables, which a read-only session can't create.
constexpr Access access_to_compare(Dialect dialect) {
    return info(dialect).temporary_schema ? Access::read_write : Access::read_only;
}

/// Opens the database; the factory of the engines' classes.
/// Throws Error RT031, naming the setting to correct, for an unknown host, a wrong password, a missing
/// database; for SQLite the errors of open_sqlite.
std::unique_ptr<Database> open(const sql::Url& url, Access access = Access::read_write,
                               const OpenOptions& options = {});

/// Uses a session that the caller opens and closes, in its open transaction, if there is one. The caller must not
/// use the session until the Database is destroyed, which restores the session's settings. Throws Error RT223 for
/// a null pointer, RT039 for a session with a running command or pipeline, RT272 for a failed transaction, RT273 for
/// one that can't use UTF-8.
std::unique_ptr<Database> borrow(sqlite3* handle);
std::unique_ptr<Database> borrow(pg_conn* connection);

}  // namespace retort::introspect
