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
    std::string applied_at;                ///< as the engine prints it
    std::optional<long long> duration_ms;  ///< unset where a script was run by hand
    std::string retort_version;
    std::string checksum;  ///< of the section that ran; empty for a stamp
};

/// The two tables by which a database knows where it stands: the version table, one column
/// version_num varchar(32) as Alembic's, and the history table. Holds names only.
class VersionStore {
public:
    /// `version_table` and `history_table` as the configuration has them; either may be
    /// "schema.name"; an unqualified history table lives in the version table's schema; an empty
    /// history_table keeps no history. Throws Error RT076 for what is no name: an empty part, three
    /// parts, a schema on SQLite, the same name twice.
    /// `in_scope` is what comparisons see of a database, but for the two tables.
    VersionStore(Dialect dialect, std::string_view version_table, std::string_view history_table,
                 introspect::Filter in_scope = {});

    Dialect dialect() const { return dialect_; }
    const ObjectName& version_table() const { return version_; }
    const ObjectName& history_table() const { return history_; }

    /// What introspection must leave out: what is not looked at, and the two tables.
    introspect::Filter filter() const;

    /// Gives both sides of a comparison the version table's own schema where either has it, or
    /// will have it: it is the store that makes it, so no revision creates or drops it. Call it
    /// on the two schemas, in the form in which the engine stores them, before comparing or planning.
    void adopt(Schema& live, Schema& desired) const;

    /// The ids in the version table, sorted; none when the table is missing. Changes nothing.
    /// Throws Error RT073 when the table is there but is no version table.
    Heads current(introspect::Database& database) const;

    /// `current`, each checked against the files. Throws Error RT071 for a revision that
    /// no file has, naming it, the table, and the way out.
    Heads known_current(introspect::Database& database, const Chain& chain) const;

    /// Oldest first; none when the table is missing.
    std::vector<HistoryEntry> history(introspect::Database& database) const;

    /// Makes what is missing: the schema, the version table, the history table.
    void create_missing(introspect::Database& database) const;

    /// Moves the version rows from one set of heads to another, in the transaction that is open.
    /// Throws Error RT074 when the rows are not as `from` says: somebody else moved them.
    void move(introspect::Database& database, const Heads& from, const Heads& to) const;

    /// Puts `to` in place of whatever is there.
    void replace(introspect::Database& database, const Heads& to) const;

    /// Adds a row; `applied_at` is the engine's clock.
    void record(introspect::Database& database, const HistoryEntry& entry) const;

    // The same as SQL for a script that somebody else runs, each statement with ";\n".

    /// `version_too` false: the history table alone.
    std::string create_sql(bool version_too) const;
    std::string move_sql(const Heads& from, const Heads& to) const;
    std::string record_sql(const HistoryEntry& entry) const;

private:
    bool exists(introspect::Database& database, const ObjectName& table) const;
    std::string table_sql(bool version, std::string_view guard = {}) const;
    bool keeps_history() const { return !history_.empty(); }

    Dialect dialect_;
    ObjectName version_;
    ObjectName history_;
    introspect::Filter in_scope_;
};

}  // namespace retort::migrate
