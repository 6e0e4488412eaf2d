#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "introspect/database.hpp"

namespace retort::migrate {

// Values of HistoryEntry::direction and HistoryEntry::outcome.
inline constexpr std::string_view stamped = "stamp";
inline constexpr std::string_view done = "done";
inline constexpr std::string_view failed = "failed";
inline constexpr std::string_view running = "running";  ///< it has not ended, or its process was killed

/// How far a section that is not one transaction has come.
struct Progress {
    int statements_done = 0;               ///< committed, counted from the start of the section
    std::optional<int> running_statement;  ///< begun, and it can't be undone; counted from 0
    std::string done_checksum;             ///< SHA-256 of the statements done

    bool operator==(const Progress&) const = default;
};

/// One row of the history table: one run of one revision, or a stamp. A text that is not known is empty, and NULL in
/// the table; rows that an older version of Retort has written have less.
struct HistoryEntry {
    std::string revision;  ///< empty: base (a stamp)
    std::string number;    ///< "0003"
    std::string name;      ///< the revision's message
    std::string file;      ///< its file name, without the folder
    std::string file_sha256;
    std::string checksum;                  ///< SHA-256 of the section that ran; of a stamp that of the upgrade
    std::string direction;                 ///< "upgrade", "downgrade", "stamp"
    std::string outcome{done};             ///< "done", "failed", "running"
    std::string started_at;                ///< UTC, "2026-11-20T16:56:00Z"
    std::string applied_at;                ///< UTC: when the row was written last
    std::optional<long long> duration_ms;  ///< unset for a script and for a stamp
    std::string database_user;             ///< of the session; empty on SQLite
    std::string os_user;
    std::string host;
    std::string application;
    std::optional<long long> process;  ///< of `host`
    std::string retort_version;
    std::optional<Progress> progress;  ///< of a section that is not one transaction
    std::string error;                 ///< of a failed run
    long long id = 0;                  ///< of the row; counts up
};

/// The table with the runs of a database, or none if its name is empty. VersionStore offers what needs no row of it.
///
/// Tables of earlier versions have fewer columns, and one of them the name migration_history, which was the default.
/// They are read as they are; `create_missing` renames and extends them.
class HistoryTable {
public:
    HistoryTable() = default;
    HistoryTable(Dialect dialect, ObjectName name) : dialect_(dialect), name_(std::move(name)) {}

    bool kept() const { return !name_.empty(); }
    const ObjectName& name() const { return name_; }

    /// The former default name, if this table has the present one; empty otherwise.
    ObjectName former() const;

    /// The columns by which introspection recognizes the table, to ignore it.
    static const std::vector<std::string>& known_by();

    /// CREATE without that word.
    std::string table_sql() const;
    /// Adds a row, as SQL that ends with ";\n". The engine sets the times and the user: it started `duration_ms` ago,
    /// or now if that is unset.
    std::string record_sql(const HistoryEntry& entry) const;

    /// All rows, oldest first; none when the table is missing. `columns` are those that it has.
    std::vector<HistoryEntry> read(introspect::Database& database, const ObjectName& table,
                                   const std::set<std::string>& columns) const;

    /// Throws Error RT300 if these columns are not those of a history table.
    void require_own(const introspect::Database& database, const ObjectName& table,
                     const std::set<std::string>& columns) const;

    /// Adds the columns that a table with these columns lacks. True if it lacked some.
    bool extend(introspect::Database& database, const std::set<std::string>& columns) const;

    /// Adds a row. Returns the id of one that is running, for `update`, which takes the privilege SELECT; else 0, and
    /// INSERT is enough.
    long long add(introspect::Database& database, const HistoryEntry& entry) const;

    /// Changes what a run changes in its row, `entry.id`: outcome, duration, progress, error. False if the table has no
    /// such row that is still running.
    bool update(introspect::Database& database, const HistoryEntry& entry) const;

    /// Marks the rows that are still running as failed, since their processes have ended. On PostgreSQL the server may
    /// still be about to commit what such a process has sent: this waits for it.
    void end_running(introspect::Database& database) const;

private:
    Dialect dialect_ = Dialect::postgresql;
    ObjectName name_;
};

}  // namespace retort::migrate
