#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "introspect/database.hpp"
#include "migrate/chain.hpp"
#include "migrate/lock.hpp"
#include "migrate/version_store.hpp"

namespace retort::migrate {

/// Receives the progress of a run. Every method does nothing by default.
class Observer {
public:
    virtual ~Observer() = default;

    /// Another session holds the lock. PostgreSQL: called once, `holder` is text for messages: "pid 4711 (deploy,
    /// psql)". SQLite: called for each wait that lasts longer than a second, with the text of LockWait.
    virtual void waiting(const std::string& holder) { (void)holder; }
    virtual void started(const Revision& revision, Direction direction) { (void)revision, (void)direction; }
    virtual void finished(const Revision& revision, Direction direction, std::chrono::milliseconds duration) {
        (void)revision, (void)direction, (void)duration;
    }
};

struct RunOptions {
    /// How long to wait for another run (or, on SQLite, another transaction) to end.
    std::chrono::milliseconds lock_timeout{60'000};
    Observer* observer = nullptr;
    Stop stop = {};  ///< a run that is stopped leaves the database as after the last revision, as a failure does
};

/// The result of a run.
struct RunResult {
    struct Step {
        const Revision* revision;
        Direction direction;
        std::chrono::milliseconds duration;
    };
    std::vector<Step> steps;  ///< empty: nothing to do
    Heads before;
    Heads after;
};

/// Runs revisions on one database, one run at a time: PostgreSQL by a session-level advisory lock
/// keyed by the version table's name, SQLite by BEGIN IMMEDIATE, one revision at a time: the revisions of two runs
/// may alternate, and each run reads the state again before each of its own.
///
/// Each revision runs in its own transaction, which also changes its version row and history row. A
/// failure leaves the database as it was before that revision; earlier revisions of the run stay applied.
/// Throws Error RT069 (a revision for the other dialect), RT071, RT072 (lock timeout, naming the
/// holder), RT073, RT074, and the errors of `execute_section`.
class Runner {
public:
    /// All three must outlive the Runner.
    Runner(introspect::Database& database, const Chain& chain, const VersionStore& store, RunOptions options = {});

    /// The current revisions of the database, checked against the files.
    Heads current();

    /// Targets are those of Chain::resolve.
    RunResult upgrade(std::string_view target);
    RunResult downgrade(std::string_view target);

    /// Replaces the version table's rows with the target, without running any revision. The rows may name
    /// unknown revisions, except for a relative target.
    RunResult stamp(std::string_view target);

    /// Creates the version table and the history table if they are missing; returns the tables created.
    std::vector<ObjectName> create_tables();

private:
    RunResult run(std::string_view target, Direction direction);
    /// Runs one revision. False, with nothing run, when another run has changed the database's revision: `result.after`
    /// is the revision that it has now.
    bool step(const Revision& revision, Direction direction, RunResult& result);
    RunLock lock_run();

    introspect::Database& database_;
    const Chain& chain_;
    const VersionStore& store_;
    RunOptions options_;
};

/// The history rows of a stamp: one for each head, or one for base.
std::vector<HistoryEntry> stamp_entries(const Chain& chain, const Heads& heads);

/// The script of a run, for `psql -v ON_ERROR_STOP=1 -f -` or `sqlite3 -bail`: every section with its BEGIN and
/// COMMIT and its changes of the version and history tables. Each section first checks that the database is at the
/// revision where it runs. The script creates the two tables if it starts at base and they are missing. `range` is
/// "A:B", or a target alone, which for an upgrade starts at base and for a downgrade is Error RT229. No database is
/// queried. The same files give the same bytes.
std::string script(const Chain& chain, const VersionStore& store, std::string_view range, Direction direction);

/// `stamp --sql`: replaces all rows of the version table, for "A:B" only at A.
std::string stamp_script(const Chain& chain, const VersionStore& store, std::string_view range);

/// `ensure-version --sql`: creates the version table and the history table if they are missing.
std::string tables_script(const VersionStore& store);

}  // namespace retort::migrate
