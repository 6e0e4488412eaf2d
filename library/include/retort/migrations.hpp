#pragma once

/// For programs that migrate their own database at start-up, with the revisions compiled in:
///
///     retort_embed_migrations(app)          # CMakeLists.txt; writes app_migrations.hpp
///
///     retort::upgrade("sqlite:app.db", app_migrations());
///
/// The locks, the version and history tables and the checks are those of the command `retort upgrade`, so that the two
/// can take turns on a database. Neither the revision files nor Clang are needed at run time. Link retort::retort.

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "retort/connection.hpp"
#include "schema/error.hpp"

namespace retort {

namespace migrate {
class Chain;
}

/// A revision file that a program contains.
struct RevisionFile {
    std::string_view path;  ///< for messages: "migrations/0001_users.sql"
    std::string_view text;  ///< the bytes of the file
};

/// A revision by its names.
struct RevisionInfo {
    std::string id;       ///< "4df6604b6434", as in the version table
    std::string number;   ///< "0002"; may be empty
    std::string message;  ///< "role supervisor"
    std::string path;     ///< of the file

    /// For messages: "0002 role supervisor (4df6604b6434)".
    std::string title() const;
    bool operator==(const RevisionInfo&) const = default;
};

/// The revisions of a program: a chain with one head. Copies share it.
class Revisions {
public:
    /// For a program that gets its files elsewhere than from retort_embed_migrations().
    /// Throws Error RT061 for a file that does not parse, RT063 for a duplicate id, RT064 for a missing parent, RT065
    /// for a cycle, RT066 for several heads, and RT345 for no file.
    explicit Revisions(const std::vector<RevisionFile>& files);

    /// All revisions, each after those that it follows.
    std::vector<RevisionInfo> list() const;
    /// The newest revision.
    RevisionInfo head() const;

    const migrate::Chain& chain() const { return *chain_; }

private:
    std::shared_ptr<const migrate::Chain> chain_;
};

/// What `upgrade` is doing.
struct MigrationProgress {
    enum class Event {
        waiting,  ///< for another run, or for a lock that another program holds; after a second, or before it tries
                  ///< again
        started,
        finished
    };
    Event event = Event::started;
    std::string reason;                     ///< waiting: for whom, as text
    RevisionInfo revision;                  ///< started, finished
    std::chrono::milliseconds duration{0};  ///< finished
};

/// Options of `upgrade`, `current`, `pending` and `require_head`.
struct MigrationOptions {
    /// The tables that record the database's revision and each run, as under [database] in retort.toml: "name" or, on
    /// PostgreSQL, "schema.name". An empty history_table keeps no history. Throws Error RT076.
    std::string version_table = "retort_version";
    std::string history_table = "retort_history";
    /// How long to wait for another run, or for a lock on a SQLite file. Unset: as the command. Throws Error RT072 or
    /// RT274.
    std::optional<std::chrono::milliseconds> lock_timeout;
    /// SQLite, on the connection of a URL: paths of loadable extensions. Throws Error RT290.
    std::vector<std::string> extensions;

    // Only for `upgrade`.

    /// The program's name, for the history table. Empty: on PostgreSQL the session's application_name, on SQLite
    /// "retort".
    std::string application;
    /// The functions that revisions call with `-- migrate:step NAME`, by these names. A step runs at its place between
    /// the statements, in the transaction of its revision, on the Connection that it gets: the program's own handle, or
    /// that of the session that Retort has opened for a URL. It throws to fail, and neither commits nor rolls back. It
    /// runs again when a later statement of the revision did not get a lock.
    std::map<std::string, std::function<void(const Connection&)>> steps;
    /// Called on the thread that called `upgrade`. An exception of it, or of `stop`, ends the run after the revisions
    /// that have been committed, and is passed on.
    std::function<void(const MigrationProgress&)> progress;
    /// Asked before each statement; true rolls back the open revision and ends the run with Error RT299. A statement
    /// that runs is not interrupted.
    std::function<bool()> stop;
};

/// The result of `upgrade`.
struct UpgradeResult {
    std::vector<RevisionInfo> applied;  ///< in their order; empty: the database was at the head
    std::vector<std::string> before;    ///< the ids in the version table; empty: base
    std::vector<std::string> after;
};

/// Runs the revisions that the database has not run. A SQLite file that does not exist is created. Each revision runs
/// in a transaction of its own, together with its row in the version table and in the history table; one that fails is
/// rolled back, and earlier ones stay applied. Programs that start at the same time wait for each other, and each
/// revision runs once.
///
/// On the program's connection the settings of the session are afterwards as before, those that revisions changed
/// included; SQLite's foreign keys are enforced during the run, and its busy handler is kept. The connection must not
/// have an open transaction (Error RT353).
///
/// Throws, before anything has run: RT069 for revisions of another dialect, RT071 for a database that a newer program
/// has upgraded, RT297 for a revision that was skipped, RT347 for a step that is not registered, RT348 and RT349 for
/// one in the wrong place. Throws RT070 for a statement that fails, RT351 and RT352 for a step, and the other errors of
/// `retort upgrade`.
UpgradeResult upgrade(const Connection& connection, const Revisions& revisions, const MigrationOptions& options = {});

/// The revision of the database; nothing at base. More than one only while branches have been applied of which the
/// program's chain joins the ends later. Changes nothing. Throws Error RT071, RT073 and RT297.
[[nodiscard]] std::vector<RevisionInfo> current(const Connection& connection, const Revisions& revisions,
                                                const MigrationOptions& options = {});

/// The revisions that `upgrade` would run, in their order. Changes nothing. Throws Error RT071, RT073 and RT297.
[[nodiscard]] std::vector<RevisionInfo> pending(const Connection& connection, const Revisions& revisions,
                                                const MigrationOptions& options = {});

/// For a program that does not migrate the database itself: returns if the database is at the program's newest
/// revision. Throws Error RT350 for a database that is behind, RT071 for one that a newer program has upgraded, and
/// those of `pending`.
void require_head(const Connection& connection, const Revisions& revisions, const MigrationOptions& options = {});

}  // namespace retort
