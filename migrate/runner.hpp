#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "introspect/database.hpp"
#include "migrate/caller.hpp"
#include "migrate/chain.hpp"
#include "migrate/lock.hpp"
#include "migrate/step.hpp"
#include "migrate/version_store.hpp"

namespace retort::migrate {

/// Receives the progress of a run. Every method does nothing by default.
class Observer {
public:
    virtual ~Observer() = default;

    /// The run has waited for a second: for another run, or for a lock that another session holds; the reason as text.
    virtual void waiting(const std::string& reason) { (void)reason; }
    /// A transaction did not get a lock and was rolled back. It runs again after `pause`, for the `attempt`th time of
    /// `attempts`.
    virtual void retrying(const std::string& reason, int attempt, int attempts, std::chrono::milliseconds pause) {
        (void)reason, (void)attempt, (void)attempts, (void)pause;
    }
    /// The tables that record revisions were created or changed.
    virtual void tables_changed(const CreatedTables& tables) { (void)tables; }
    virtual void started(const Revision& revision, Direction direction) { (void)revision, (void)direction; }
    /// A statement begins: its index, the number of statements of the section, its text.
    virtual void statement(std::size_t index, std::size_t count, std::string_view sql) {
        (void)index, (void)count, (void)sql;
    }
    virtual void finished(const Revision& revision, Direction direction, std::chrono::milliseconds duration) {
        (void)revision, (void)direction, (void)duration;
    }
};

struct RunOptions {
    /// How long to wait for another run (or, on SQLite, another transaction) to end.
    std::chrono::milliseconds lock_timeout{60'000};
    Observer* observer = nullptr;
    Stop stop = {};  ///< a run that is stopped leaves the database as after the last revision, as a failure does
    Caller caller = this_process();
    const Steps* steps = nullptr;  ///< those of the program that runs; null: a revision with a step is Error RT346

    // PostgreSQL, for each transaction of the revisions (Client Connection Defaults). A revision may set its own.
    /// lock_timeout; unset: 10 s, unless the session has one.
    std::optional<std::chrono::milliseconds> object_lock_timeout = {};
    std::optional<std::chrono::milliseconds> statement_timeout = {};  ///< unset: that of the session
    int lock_retries = 3;  ///< how often a transaction that did not get a lock runs again

    bool one_transaction = false;  ///< all revisions of the run in one transaction
    bool dry_run = false;          ///< the same, rolled back at the end
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

/// Runs revisions on one database, one revision at a time (migrate/lock.hpp): the revisions of two runs may alternate,
/// and each run reads the state again before each of its own.
///
/// Each revision runs in its own transaction, which also changes its version row and history row. A
/// failure leaves the database as it was before that revision; earlier revisions of the run stay applied. A section
/// that is not one transaction records its progress in the history table, and the next run goes on from there. Throws
/// Error RT069 (a revision for the other dialect), RT071, RT072 (lock timeout, naming the holder), RT073, RT074, RT302
/// (another section has to be completed first), RT304 (a section that can't be in one transaction with others), RT322
/// (a role that can't record a section's progress), RT346 and RT347 (a step) before anything has run, and the errors of
/// `execute_section`.
class Runner {
public:
    /// All three must outlive the Runner.
    Runner(introspect::Database& database, const Chain& chain, const VersionStore& store, RunOptions options = {});

    /// The current revisions of the database, checked against the files.
    Heads current();

    /// Targets are those of Chain::resolve.
    RunResult upgrade(std::string_view target);
    RunResult downgrade(std::string_view target);

    /// Replaces the version table's rows with the target, without running any revision; for LABEL@ those of the branch.
    /// The rows may name unknown revisions, except for a relative target and for LABEL@.
    RunResult stamp(std::string_view target);

    /// Creates the version table and the history table if they are missing, and extends an older history table.
    CreatedTables create_tables();

private:
    RunResult run(std::string_view target, Direction direction);
    /// `joined`: in the transaction that is open.
    RunResult run(std::string_view target, Direction direction, RunLock& lock, bool joined);
    /// Ends the transaction of a joined run.
    void end_joined(const RunResult& result, Direction direction);
    /// Runs one revision. False, with nothing run, when another run has changed the database's revision, or has begun
    /// this one: `result.after` is the revision that it has now.
    bool step(const Revision& revision, Direction direction, RunLock& lock, RunResult& result, bool joined);
    struct Step;
    /// Before its statements. False when another run has changed the state.
    bool begin(Step& step, RunLock& lock, RunResult& result);
    /// After its statements.
    void end(Step& step);

    /// Throws Error RT302 if according to the history a section was begun that is not the first of `path`.
    void require_complete(const std::vector<const Revision*>& path, Direction direction,
                          const std::vector<HistoryEntry>& past);
    /// The rows of the history; none if this role can't read them.
    std::vector<HistoryEntry> history();
    /// SQLite: another process that runs a section which is not one transaction. Between its statements the file is not
    /// locked.
    std::optional<HistoryEntry> other_process();
    /// Waits for that process. True if there was one. Throws Error RT305.
    bool wait_for_process();
    /// Begins a transaction with the lock, and without such a process.
    void begin_alone(RunLock& lock);
    /// Waits before a transaction runs again that did not get a lock. False after `lock_retries`.
    bool retry(const introspect::StatementFailure& failure, int& attempt);
    void pause(std::chrono::milliseconds duration);
    void set_limits();
    /// Resets what the statements of a failed section have set.
    void reset_session();
    void create_missing();
    /// In the transaction that is open, or in one of its own.
    void record_progress(const HistoryEntry& entry);
    void record_failure(HistoryEntry entry, const Error& error);
    std::function<void(const std::string&)> waiting();

    introspect::Database& database_;
    const Chain& chain_;
    const VersionStore& store_;
    RunOptions options_;
    std::optional<HistoryEntry> failed_;  ///< of a revision that failed in one transaction with others
};

/// The row of a run of `revision`, or of a stamp (`direction` is "stamp"), which has not ended.
HistoryEntry entry_of(const Revision& revision, std::string_view direction, const Caller& caller);

/// The history rows of a stamp: one for each head, or one for base.
std::vector<HistoryEntry> stamp_entries(const Chain& chain, const Heads& heads, const Caller& caller);

/// The script of a run, for `psql -v ON_ERROR_STOP=1 -f -` or `sqlite3 -bail`: every section with its BEGIN and
/// COMMIT and its changes of the version and history tables. Each section first checks that the database is at the
/// revision where it runs. The script creates the two tables if it starts at base and they are missing. `range` is
/// "A:B", or a target alone, which for an upgrade starts at base and for a downgrade is Error RT229. No database is
/// queried: `current` is where it is, for a range that names it (Chain::names_current). The same files give the same
/// bytes.
std::string script(const Chain& chain, const VersionStore& store, std::string_view range, Direction direction,
                   const Heads& current = {});

/// `stamp --sql`: replaces all rows of the version table, for "A:B" only at A.
std::string stamp_script(const Chain& chain, const VersionStore& store, std::string_view range,
                         const Heads& current = {});

/// `ensure-version --sql`: creates the version table and the history table if they are missing.
std::string tables_script(const VersionStore& store);

}  // namespace retort::migrate
