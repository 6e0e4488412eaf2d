#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "introspect/database.hpp"
#include "migrate/chain.hpp"
#include "migrate/version_store.hpp"

namespace retort::migrate {

/// What a run tells while it goes on. Every method does nothing unless overridden.
class Observer {
public:
    virtual ~Observer() = default;

    /// The lock is held by somebody else; called once. `holder` is for people: "pid 4711 (deploy,
    /// psql)".
    virtual void waiting(const std::string& holder) { (void)holder; }
    virtual void started(const Revision& revision, Direction direction) { (void)revision, (void)direction; }
    virtual void finished(const Revision& revision, Direction direction, std::chrono::milliseconds duration) {
        (void)revision, (void)direction, (void)duration;
    }
};

struct RunOptions {
    /// How long to wait for somebody else's run (or, on SQLite, transaction) to end.
    std::chrono::milliseconds lock_timeout{60'000};
    Observer* observer = nullptr;
};

/// What a run did.
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

/// Runs revisions on one database. One run at a time: PostgreSQL by a session's advisory lock
/// keyed by the version table's name, SQLite by BEGIN IMMEDIATE.
///
/// Each revision is a transaction of its own that holds its version row and history row too, so
/// a failure leaves the database as it was before that revision; earlier ones of the run stay.
/// Throws Error RT069 (a revision for the other dialect), RT071, RT072 (the lock was not to be had,
/// names who holds it), RT073, RT074, and what `execute_section` throws.
class Runner {
public:
    /// All three must outlive the Runner.
    Runner(introspect::Database& database, const Chain& chain, const VersionStore& store, RunOptions options = {});

    /// Where the database stands; checked against the files.
    Heads current();

    /// Targets as Chain::resolve takes them.
    RunResult upgrade(std::string_view target);
    RunResult downgrade(std::string_view target);

    /// Writes the target into the version table without running anything, in place of whatever
    /// is there, known or not. Relative targets need a known one.
    RunResult stamp(std::string_view target);

private:
    RunResult run(std::string_view target, Direction direction);

    introspect::Database& database_;
    const Chain& chain_;
    const VersionStore& store_;
    RunOptions options_;
};

/// The script of a run, for `psql -v ON_ERROR_STOP=1 -f -` or `sqlite3 -bail`: every section with
/// its BEGIN and COMMIT, the version table made first when it starts at base, its changes, the
/// history rows. `range` is "A:B", or a target alone, which for an upgrade starts at base and for a
/// downgrade is Error RT229. No database is asked. The same files give the same bytes.
std::string script(const Chain& chain, const VersionStore& store, std::string_view range, Direction direction);

/// `stamp --sql`: from A of the range "A:B", or from base.
std::string stamp_script(const Chain& chain, const VersionStore& store, std::string_view range);

}  // namespace retort::migrate
