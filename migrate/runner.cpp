#include "migrate/runner.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "migrate/execute.hpp"
#include "migrate/skipped_revisions.hpp"
#include "migrate/version.hpp"

namespace retort::migrate {

namespace {

using Clock = std::chrono::steady_clock;

std::chrono::milliseconds since(Clock::time_point start) {
    return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start);
}

/// Rolls back after a failure. The caller reports that failure, so an error here is ignored.
void roll_back(introspect::Database& database) {
    try {
        if (database.in_transaction()) database.execute("ROLLBACK");
    } catch (const std::exception&) {
    }
}

void check_dialects(const std::vector<const Revision*>& path, const introspect::Database& database) {
    for (const Revision* each : path)
        require_dialect(*each, database.dialect(), "the database is " + database.describe(),
                        "nothing was run; correct 'url' under [database] or 'directory' under [migrations]");
}

}  // namespace

Runner::Runner(introspect::Database& database, const Chain& chain, const VersionStore& store, RunOptions options)
    : database_(database), chain_(chain), store_(store), options_(options) {}

Heads Runner::current() { return store_.known_current(database_, chain_); }

RunResult Runner::upgrade(std::string_view target) { return run(target, Direction::up); }

RunResult Runner::downgrade(std::string_view target) { return run(target, Direction::down); }

RunResult Runner::run(std::string_view target, Direction direction) {
    const RunLock lock = lock_run();
    RunResult result;
    result.before = current();
    result.after = result.before;
    require_none_skipped(database_, chain_, store_, result.before);
    Heads goal;  // once a revision has run; before, a relative target counts from where the run begins
    std::vector<const Revision*> path;
    const auto plan = [&] {
        if (result.steps.empty()) {
            result.before = result.after;
            path = direction == Direction::up ? chain_.upgrade_path(result.after, target)
                                              : chain_.downgrade_path(result.after, target);
            goal = chain_.resolve(target, result.after);
        } else {
            path = chain_.path(result.after, goal, direction);
        }
        check_dialects(path, database_);
    };
    if (target == "head" && chain_.heads().size() > 1) throw chain_.several_heads(result.before);
    plan();
    while (!path.empty()) {
        stop_if(options_.stop);
        const Revision& revision = *path.front();
        if (step(revision, direction, result))
            path.erase(path.begin());
        else
            plan();
    }
    return result;
}

bool Runner::step(const Revision& revision, Direction direction, RunResult& result) {
    if (options_.observer != nullptr) options_.observer->started(revision, direction);
    auto start = Clock::now();
    const Heads from = result.after;
    const Heads to = chain_.after(from, revision, direction);
    const auto before = [&] {
        start = Clock::now();  // after the wait for a lock
        // On SQLite another run may have come between two transactions. It has ended, so this one goes on from there.
        if (!info(database_.dialect()).server) result.after = current();
        if (result.after != from) return false;
        store_.create_missing(database_);
        store_.move(database_, from, from);  // throws RT074 when they have changed
        return true;
    };
    const auto at_end = [&] {
        database_.reset_session();  // the settings of a revision end with it: search_path, timeouts, the role
        store_.move(database_, from, to);
        store_.record(database_, {revision.id,
                                  revision.message,
                                  direction == Direction::up ? "up" : "down",
                                  {},
                                  since(start).count(),
                                  version(),
                                  revision.section(direction).checksum()});
    };
    if (!execute_section(database_, revision, direction, before, at_end, Aftermath::report_state, options_.stop))
        return false;
    result.after = to;
    result.steps.push_back({&revision, direction, since(start)});
    if (options_.observer != nullptr) options_.observer->finished(revision, direction, result.steps.back().duration);
    return true;
}

RunResult Runner::stamp(std::string_view target) {
    const RunLock lock = lock_run();
    RunResult result;
    const bool relative = target.starts_with('+') || target.starts_with('-');
    try {
        introspect::begin_transaction(database_);
        result.before = store_.current(database_);
        result.after = chain_.resolve(target, relative ? current() : Heads{});
        store_.create_missing(database_);
        store_.replace(database_, result.after);
        for (const HistoryEntry& each : stamp_entries(chain_, result.after)) store_.record(database_, each);
        database_.execute("COMMIT");
    } catch (const introspect::StatementError& error) {
        roll_back(database_);
        throw Error("RT231", fmt::format("can't stamp {}: {}", database_.describe(), error.what()),
                    "the version table is unchanged; remove the cause, a missing privilege for example, and run the "
                    "command again");
    } catch (const Error&) {
        roll_back(database_);
        throw;
    }
    return result;
}

std::vector<ObjectName> Runner::create_tables() {
    const RunLock lock = lock_run();
    try {
        introspect::begin_transaction(database_);
        std::vector<ObjectName> created = store_.create_missing(database_);
        database_.execute("COMMIT");
        return created;
    } catch (...) {
        roll_back(database_);
        throw;
    }
}

RunLock Runner::lock_run() {
    const auto waiting = [this](const std::string& holder) {
        if (options_.observer != nullptr) options_.observer->waiting(holder);
    };
    return RunLock(database_, store_, options_.lock_timeout, waiting, options_.stop);
}

}  // namespace retort::migrate
