#include "migrate/runner.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "migrate/execute.hpp"
#include "migrate/run_check.hpp"
#include "migrate/section_failure.hpp"
#include "migrate/skipped_revisions.hpp"
#include "migrate/unfinished.hpp"
#include "sql/masked.hpp"

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

/// Ends the transaction of `work`: "the run".
void commit(introspect::Database& database, std::string_view work) {
    try {
        database.execute("COMMIT");
    } catch (const Error& error) {
        std::vector<Diagnostic> diagnostics = error.diagnostics();
        if (!diagnostics.empty() && diagnostics.front().code == "RT032")
            diagnostics.front().notes.push_back(
                {.code = {},
                 .message = fmt::format("the connection was lost during COMMIT: whether {} was committed is not known; "
                                        "'retort current' shows it",
                                        work)});
        throw Error(std::move(diagnostics));
    }
}

/// Error RT316: the row of the section that runs is no longer that of a running one.
Error taken_over(const HistoryEntry& entry) {
    return Error("RT316",
                 fmt::format("another run has taken over the {} of revision {}: its row in the history table is no "
                             "longer that of a running one",
                             entry.direction, entry.revision),
                 "wait until that run ends, and see 'retort history --applied'; the session that held the lock may "
                 "have been ended while it was idle in its transaction");
}

/// Whether a revision has failed, or was stopped; otherwise the database has: a damaged file, a full disk.
bool concerns_revision(const Error& error) {
    if (error.diagnostics().empty()) return false;
    const ErrorCode code = error.diagnostics().front().code;
    return code == "RT070" || code == "RT075" || code == "RT299";
}

}  // namespace

Runner::Runner(introspect::Database& database, const Chain& chain, const VersionStore& store, RunOptions options)
    : database_(database), chain_(chain), store_(store), options_(std::move(options)) {}

Heads Runner::current() { return store_.known_current(database_, chain_); }

RunResult Runner::upgrade(std::string_view target) { return run(target, Direction::up); }

RunResult Runner::downgrade(std::string_view target) { return run(target, Direction::down); }

RunResult Runner::run(std::string_view target, Direction direction) {
    RunLock lock(database_, store_, options_.lock_timeout, waiting(), options_.stop);
    const bool joined = options_.one_transaction || options_.dry_run;
    if (!joined) return run(target, direction, lock, false);
    try {
        begin_alone(lock);
        RunResult result = run(target, direction, lock, true);
        end_joined(result, direction);
        return result;
    } catch (const Error& error) {
        roll_back(database_);
        if (failed_ && !options_.dry_run) record_failure(*failed_, error);
        throw;
    } catch (...) {
        roll_back(database_);
        throw;
    }
}

RunResult Runner::run(std::string_view target, Direction direction, RunLock& lock, bool joined) {
    RunResult result;
    result.before = current();
    result.after = result.before;
    const std::vector<HistoryEntry> past = history();
    require_none_skipped(database_, chain_, store_, result.before, past);
    Heads goal;  // once a revision has run; before, a relative target counts from where the run begins
    std::vector<const Revision*> path;
    const auto plan = [&] {
        if (result.steps.empty()) {
            result.before = result.after;
            path = direction == Direction::up ? chain_.upgrade_path(result.after, target)
                                              : chain_.downgrade_path(result.after, target);
            goal = direction == Direction::up ? chain_.resolve(target, result.after)
                                              : chain_.downgraded(result.after, target);
        } else {
            path = chain_.path(result.after, goal, direction);
        }
        check_dialects(path, database_);
        for (const Revision* each : path) check_steps(database_.dialect(), *each, direction, options_.steps, "retort");
        if (joined) check_one_transaction(path, direction);
    };
    if (target == "head" && chain_.heads().size() > 1) throw chain_.several_heads(result.before);
    plan();
    require_complete(path, direction, past);
    check_privileges(path, direction, database_, store_);
    while (!path.empty()) {
        stop_if(options_.stop);
        const Revision& revision = *path.front();
        if (step(revision, direction, lock, result, joined))
            path.erase(path.begin());
        else
            plan();
    }
    return result;
}

void Runner::end_joined(const RunResult& result, Direction direction) {
    try {
        // A dry run checks what COMMIT would.
        if (options_.dry_run && info(database_.dialect()).server) database_.execute("SET CONSTRAINTS ALL IMMEDIATE");
        options_.dry_run ? database_.execute("ROLLBACK") : commit(database_, "the run");
    } catch (const introspect::StatementError& error) {
        if (result.steps.empty()) throw;
        const Revision& last = *result.steps.back().revision;
        SectionState state{last, direction, {}, {}};
        Diagnostic diagnostic = failure_of(state, error.failure());
        diagnostic.notes.push_back(
            {.code = {}, .message = "nothing was committed: the database is as it was before the run"});
        throw StatementFailed(std::move(diagnostic), error.failure());
    }
}

/// One revision of a run.
struct Runner::Step {
    const Revision& revision;
    const Direction direction;
    const bool joined;
    const Heads from;
    const Heads to;
    HistoryEntry entry;                      ///< of this run
    std::optional<HistoryEntry> unfinished;  ///< an earlier run of the section, which this one completes
    Clock::time_point start = Clock::now();
    bool began = false;

    /// Whether the section is not one transaction.
    bool sectioned() const { return !revision.section(direction).transaction; }
};

bool Runner::step(const Revision& revision, Direction direction, RunLock& lock, RunResult& result, bool joined) {
    if (options_.observer != nullptr) options_.observer->started(revision, direction);
    Step step{revision,
              direction,
              joined,
              result.after,
              chain_.after(result.after, revision, direction),
              entry_of(revision, to_string(direction), options_.caller),
              {}};
    const auto held =
        step.sectioned() ? lock.hold(fmt::format("the {} of {}", to_string(direction), revision.title())) : nullptr;
    if (!joined && wait_for_process()) {
        result.after = current();
        return false;
    }
    if (step.sectioned()) step.unfinished = unfinished_run(history());
    if (const auto& other = step.unfinished;
        other && (other->revision != revision.id || other->direction != to_string(direction)))
        throw must_complete(*other, chain_, database_.dialect());
    int attempt = 0;
    SectionHooks hooks;
    hooks.joined = joined;
    hooks.stop = options_.stop;
    hooks.steps = options_.steps;
    if (step.unfinished) hooks.resume = *step.unfinished->progress;
    hooks.before = [&] { return begin(step, lock, result); };
    hooks.at_end = [&] { end(step); };
    hooks.limits = [&] { set_limits(); };
    hooks.retry = [&](const introspect::StatementFailure& failure) { return retry(failure, attempt); };
    if (step.sectioned() && store_.keeps_history())
        hooks.progress = [&](const Progress& progress) {
            step.entry.progress = progress;
            record_progress(step.entry);
        };
    if (options_.observer != nullptr)
        hooks.statement = [&](std::size_t index, std::size_t count, std::string_view sql) {
            options_.observer->statement(index, count, sql);
        };
    try {
        if (!execute_section(database_, revision, direction, hooks)) return false;
    } catch (const Error& error) {
        if (step.began && !joined) reset_session();
        step.entry.duration_ms = since(step.start).count();
        if (step.began && concerns_revision(error))
            joined ? void(failed_ = step.entry) : record_failure(step.entry, error);
        throw;
    }
    result.after = step.to;
    result.steps.push_back({&revision, direction, since(step.start)});
    if (options_.observer != nullptr) options_.observer->finished(revision, direction, result.steps.back().duration);
    return true;
}

bool Runner::begin(Step& step, RunLock& lock, RunResult& result) {
    if (!step.joined && !step.sectioned()) lock.take();
    step.start = Clock::now();  // after the wait for the lock
    // Another run may have come between two transactions. It has ended, so this one goes on from there.
    if (!step.joined) result.after = current();
    if (result.after != step.from) return false;
    create_missing();
    store_.move(database_, step.from, step.from);  // throws RT074 when they have changed
    if (!step.joined && other_process()) return false;
    step.began = true;
    if (!step.sectioned() || !store_.keeps_history()) return true;
    store_.end_running(database_);
    const auto now = unfinished_run(history());
    const auto& planned = step.unfinished;
    if (now.has_value() != planned.has_value() || (now && now->progress != planned->progress)) return false;
    step.entry.outcome = running;
    step.entry.progress = planned ? *planned->progress : Progress{};
    step.entry.id = store_.record(database_, step.entry);
    return true;
}

void Runner::end(Step& step) {
    database_.reset_session();  // the settings of a revision end with it: search_path, timeouts, the role
    store_.move(database_, step.from, step.to);
    step.entry.outcome = done;
    step.entry.duration_ms = since(step.start).count();
    if (!step.entry.progress) {
        store_.record(database_, step.entry);
        return;
    }
    const auto count = statements_of(database_.dialect(), step.revision, step.direction).size();
    step.entry.progress = Progress{static_cast<int>(count), {}, {}};
    if (!store_.update(database_, step.entry)) throw taken_over(step.entry);
}

void Runner::require_complete(const std::vector<const Revision*>& path, Direction direction,
                              const std::vector<HistoryEntry>& past) {
    const auto unfinished = unfinished_run(past);
    if (!unfinished || is_running(*unfinished, options_.caller)) return;
    const bool next = !path.empty() && path.front()->id == unfinished->revision;
    if (!next || to_string(direction) != unfinished->direction)
        throw must_complete(*unfinished, chain_, database_.dialect());
}

std::vector<HistoryEntry> Runner::history() {
    try {
        return store_.history(database_);
    } catch (const Error&) {
        return {};  // this role may run revisions, and not read what ran
    }
}

void Runner::set_limits() {
    if (!info(database_.dialect()).server) return;
    std::string sql;
    if (options_.object_lock_timeout)
        sql += fmt::format("SET LOCAL lock_timeout = {};", options_.object_lock_timeout->count());
    else
        sql += "SELECT set_config('lock_timeout', '10s', true) WHERE current_setting('lock_timeout') = '0';";
    if (options_.statement_timeout)
        sql += fmt::format("SET LOCAL statement_timeout = {};", options_.statement_timeout->count());
    database_.execute(sql);
}

void Runner::create_missing() {
    const CreatedTables tables = store_.create_missing(database_);
    const bool changed = !tables.created.empty() || !tables.extended.empty() || !tables.former.empty();
    if (changed && options_.observer != nullptr) options_.observer->tables_changed(tables);
}

void Runner::record_progress(const HistoryEntry& entry) {
    const bool open = database_.in_transaction();
    if (!open) introspect::begin_transaction(database_);
    // The section may have set another role or search_path, which go on to hold after this transaction.
    database_.reset_for_transaction();
    if (!store_.update(database_, entry)) throw taken_over(entry);
    if (!open) database_.execute("COMMIT");
}

void Runner::reset_session() {
    try {
        database_.reset_session();
    } catch (const std::exception&) {
        // The connection is lost, and the session with it.
    }
}

/// The row is a help for people: the error that it is about is reported even if it can't be written.
void Runner::record_failure(HistoryEntry entry, const Error& error) {
    if (!store_.keeps_history() || error.diagnostics().empty()) return;
    entry.outcome = failed;
    entry.error = sql::masked(error.diagnostics().front().message);
    // What the row has is committed. The last progress may have been rolled back with its transaction.
    entry.progress.reset();
    try {
        if (entry.id != 0 && store_.update(database_, entry)) return;
        store_.record(database_, entry);
    } catch (const std::exception&) {
        roll_back(database_);
    }
}

RunResult Runner::stamp(std::string_view target) {
    RunLock lock(database_, store_, options_.lock_timeout, waiting(), options_.stop);
    RunResult result;
    try {
        begin_alone(lock);
        result.before = store_.current(database_);
        const bool from_current = Chain::needs_current(target) || Chain::names_branch(target);
        result.after = chain_.stamped(from_current ? current() : Heads{}, target);
        create_missing();
        store_.replace(database_, result.after);
        for (const HistoryEntry& each : stamp_entries(chain_, result.after, options_.caller))
            store_.record(database_, each);
        commit(database_, "the stamp");
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

CreatedTables Runner::create_tables() {
    RunLock lock(database_, store_, options_.lock_timeout, waiting(), options_.stop);
    try {
        introspect::begin_transaction(database_);
        lock.take();
        CreatedTables tables = store_.create_missing(database_);
        database_.execute("COMMIT");
        return tables;
    } catch (...) {
        roll_back(database_);
        throw;
    }
}

}  // namespace retort::migrate
