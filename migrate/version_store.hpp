#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "introspect/database.hpp"
#include "introspect/filter.hpp"
#include "migrate/chain.hpp"
#include "schema/schema.hpp"

namespace retort::migrate {

/// One row of the history table.
struct HistoryEntry {
    std::string revision;                  ///< empty: base (a stamp)
    std::string name;                      ///< the revision's message
    std::string direction;                 ///< "up", "down", "stamp"
    std::string applied_at;                ///< UTC, "2026-11-20T16:56:00Z"
    std::optional<long long> duration_ms;  ///< unset for a script and for a stamp
    std::string retort_version;
    std::string checksum;  ///< of the section that ran; empty for a stamp
};

/// The two tables that record the revisions of a database: the version table, one column
/// version_num varchar(32) as in Alembic, and the history table. Holds only their names.
class VersionStore {
public:
    /// `version_table` and `history_table` are the configured names. Either may be "schema.name"; an
    /// unqualified history table is in the version table's schema; an empty history_table keeps no
    /// history. Throws Error RT076 for an invalid name: an empty part, three parts, more than 63 bytes, a schema on
    /// SQLite, the same name for both.
    /// `in_scope` is the filter of comparisons, without the two tables.
    VersionStore(Dialect dialect, std::string_view version_table, std::string_view history_table,
                 introspect::Filter in_scope = {});

    Dialect dialect() const { return dialect_; }
    const ObjectName& version_table() const { return version_; }
    const ObjectName& history_table() const { return history_; }

    /// The filter for introspection: `in_scope`, with the two tables ignored, and the one of Alembic.
    introspect::Filter filter() const;

    /// Alembic's version table, in the schema of this one.
    ObjectName alembic() const;
    /// The revision in Alembic's version table, if that is not the configured one, which does not exist; empty
    /// otherwise.
    std::string other_version(introspect::Database& database) const;

    /// Adds the schemas of the two tables to both sides of a comparison when either side has them: the store
    /// creates them, so no revision creates or drops them. Call it on the two schemas, in the form in which the
    /// engine stores them, before comparing or planning.
    void adopt(Schema& live, Schema& desired) const;

    /// The ids in the version table, sorted; none when the table is missing. Changes nothing.
    /// Throws Error RT073 when the table exists but is not a version table.
    Heads current(introspect::Database& database) const;

    /// `current`, checked against the files. Throws Error RT071 for a revision that is in no file, and for a
    /// revision that is an ancestor of another.
    Heads known_current(introspect::Database& database, const Chain& chain) const;

    /// The history table's rows, oldest first; none when the table is missing.
    std::vector<HistoryEntry> history(introspect::Database& database) const;

    /// Creates the schemas, the version table and the history table if they are missing; returns the tables created.
    std::vector<ObjectName> create_missing(introspect::Database& database) const;

    /// Moves the version rows from one set of heads to another, in the transaction that is open.
    /// Throws Error RT074 when the rows are not those of `from`: another session changed them; RT275 for two equal
    /// rows.
    void move(introspect::Database& database, const Heads& from, const Heads& to) const;

    /// Replaces all version rows with `to`.
    void replace(introspect::Database& database, const Heads& to) const;

    /// Adds a row; the engine sets `applied_at`.
    void record(introspect::Database& database, const HistoryEntry& entry) const;

    // The same as SQL for a script, each statement ending with ";\n" (migrate/version_sql.cpp).

    /// Creates what is missing. A role that may not create anything can run it where nothing is.
    std::string create_sql() const;
    /// Stops the script unless the database is at `at`, in the transaction that is open. PostgreSQL: no other run can
    /// change the version until that ends.
    std::string guard_sql(const Heads& at) const;
    std::string move_sql(const Heads& from, const Heads& to) const;
    std::string replace_sql(const Heads& to) const;
    std::string record_sql(const HistoryEntry& entry) const;

private:
    /// Error RT074. `rows` says what the version table contains.
    Error changed_elsewhere(const introspect::Database& database, const std::string& rows) const;

    bool exists(introspect::Database& database, const ObjectName& table) const;
    /// CREATE without that word, of the version table or of the history table.
    std::string table_sql(bool version) const;
    std::string insert_sql(const Heads& added) const;
    bool keeps_history() const { return !history_.empty(); }

    Dialect dialect_;
    ObjectName version_;
    ObjectName history_;
    introspect::Filter in_scope_;
};

}  // namespace retort::migrate
