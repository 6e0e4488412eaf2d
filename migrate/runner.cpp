#include "migrate/runner.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "migrate/execute.hpp"
#include "migrate/lock.hpp"
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
    const RunLock lock(database_, store_, options_.lock_timeout, [&](const std::string& holder) {
        if (options_.observer != nullptr) options_.observer->waiting(holder);
    });
    RunResult result;
    result.before = current();
    result.after = result.before;
    const auto path = direction == Direction::up ? chain_.upgrade_path(result.before, target)
                                                 : chain_.downgrade_path(result.before, target);
    check_dialects(path, database_);
    for (const Revision* revision : path) {
        if (options_.observer != nullptr) options_.observer->started(*revision, direction);
        const auto start = Clock::now();
        const Heads from = result.after;
        const Heads to = chain_.after(from, *revision, direction);
        const auto before = [&] {
            store_.create_missing(database_);
            store_.move(database_, from, from);  // throws RT074 when they have changed
        };
        const auto at_end = [&] {
            store_.move(database_, from, to);
            store_.record(database_, {revision->id,
                                      revision->message,
                                      direction == Direction::up ? "up" : "down",
                                      {},
                                      since(start).count(),
                                      version(),
                                      revision->section(direction).checksum()});
        };
        execute_section(database_, *revision, direction, before, at_end);
        result.after = to;
        result.steps.push_back({revision, direction, since(start)});
        if (options_.observer != nullptr)
            options_.observer->finished(*revision, direction, result.steps.back().duration);
    }
    return result;
}

RunResult Runner::stamp(std::string_view target) {
    const RunLock lock(database_, store_, options_.lock_timeout, [&](const std::string& holder) {
        if (options_.observer != nullptr) options_.observer->waiting(holder);
    });
    RunResult result;
    result.before = store_.current(database_);
    const bool relative = target.starts_with('+') || target.starts_with('-');
    result.after = chain_.resolve(target, relative ? current() : Heads{});
    try {
        introspect::begin_transaction(database_);
        store_.create_missing(database_);
        store_.replace(database_, result.after);
        const Revision* revision = result.after.empty() ? nullptr : chain_.find(result.after.front());
        store_.record(database_, {revision == nullptr ? "" : revision->id,
                                  revision == nullptr ? "base" : revision->message,
                                  "stamp",
                                  {},
                                  std::nullopt,
                                  version(),
                                  {}});
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

}  // namespace retort::migrate
