#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "introspect/database.hpp"
#include "introspect/filter.hpp"
#include "migrate/chain.hpp"
#include "migrate/history_table.hpp"
#include "schema/schema.hpp"

namespace retort::migrate {

/// The tables that VersionStore::create_missing has created or changed.
struct CreatedTables {
    std::vector<ObjectName> created;
    ObjectName extended;  ///< the history table, which lacked columns; empty: it had all
    ObjectName former;    ///< the name that the history table had; empty: it is not renamed
};

/// The two tables that record the revisions of a database: the version table, one column
/// version_num varchar(32) as in Alembic, and the history table (migrate/history_table.hpp). Holds only their names.
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
    /// Empty: no history is kept.
    const ObjectName& history_table() const { return history_.name(); }

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

    /// `current`, checked against the files. Throws Error RT071 for a revision that is in no file, RT330 for
    /// one that was squashed into another, and RT232 for a revision that is an ancestor of another.
    Heads known_current(introspect::Database& database, const Chain& chain) const;

    /// The history table's rows, oldest first; none when the table is missing. Throws Error RT073 when it can't be
    /// read, RT300 when it is another program's.
    std::vector<HistoryEntry> history(introspect::Database& database) const;

    /// Creates the schemas, the version table and the history table if they are missing, and extends a history table of
    /// an earlier version. Throws Error RT073, RT300.
    CreatedTables create_missing(introspect::Database& database) const;

    /// Moves the version rows from one set of heads to another, in the transaction that is open.
    /// Throws Error RT074 when the rows are not those of `from`: another session changed them; RT275 for two equal
    /// rows.
    void move(introspect::Database& database, const Heads& from, const Heads& to) const;

    /// Replaces all version rows with `to`.
    void replace(introspect::Database& database, const Heads& to) const;

    /// Adds a row to the history, if one is kept; see HistoryTable::add.
    long long record(introspect::Database& database, const HistoryEntry& entry) const;
    /// See HistoryTable::update.
    bool update(introspect::Database& database, const HistoryEntry& entry) const;
    /// See HistoryTable::end_running.
    void end_running(introspect::Database& database) const;
    bool keeps_history() const { return history_.kept(); }

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

    /// The columns of a table, or of a view or foreign table; unset: there is none of that name.
    std::optional<std::set<std::string>> columns(introspect::Database& database, const ObjectName& table) const;
    bool exists(introspect::Database& database, const ObjectName& table) const {
        return columns(database, table).has_value();
    }
    /// CREATE without that word.
    std::string version_table_sql() const;
    std::string insert_sql(const Heads& added) const;

    Dialect dialect_;
    ObjectName version_;
    HistoryTable history_;
    introspect::Filter in_scope_;
};

}  // namespace retort::migrate
