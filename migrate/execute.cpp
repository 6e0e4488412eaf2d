#include "migrate/execute.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "migrate/concurrent_index.hpp"
#include "migrate/foreign_key_violations.hpp"
#include "migrate/repeated_statement.hpp"
#include "migrate/section_check.hpp"
#include "migrate/section_failure.hpp"
#include "migrate/statement.hpp"

namespace retort::migrate {

namespace {

using introspect::Database;
using introspect::StatementError;

/// PostgreSQL, appendix A: lock_not_available, deadlock_detected.
bool lock_failed(const introspect::StatementFailure& failure) {
    return failure.sqlstate == "55P03" || failure.sqlstate == "40P01";
}

/// Whether the engine can't run the statement in a transaction. PostgreSQL, appendix A: active_sql_transaction,
/// invalid_transaction_termination.
bool needs_no_transaction(const introspect::StatementFailure& failure) {
    return failure.sqlstate == "25001" || failure.sqlstate == "2D000" ||
           failure.message.find("within a transaction") != std::string::npos ||
           failure.message.find("within transaction") != std::string::npos;
}

/// Runs one section once.
class Execution {
public:
    Execution(Database& database, const Revision& revision, Direction direction, const SectionHooks& hooks)
        : database_(database),
          hooks_(hooks),
          state_{revision, direction, statements_of(database.dialect(), revision, direction), {}} {
        for (const auto& each : state_.statements) state_.kinds.push_back(kind_of(each.sql));
        state_.at = state_.statements.size();
        state_.joined = hooks.joined;
    }

    bool run() {
        check_steps(database_.dialect(), state_.revision, state_.direction, hooks_.steps, "this run");
        const bool in_one = state_.section().transaction;
        if (in_one)
            check_transactional(state_);
        else if (database_.pooled())
            check_settings(state_, database_);
        foreign_keys_ = read_foreign_keys();
        bool ran = false;
        for (bool ended = false; !ended;) {
            state_.committing = state_.alone = state_.moved = false;
            try {
                ran = in_one ? run_in_transaction() : run_as_written();
                if (!ran && !hooks_.joined) database_.execute("ROLLBACK");
                ended = true;
            } catch (const StatementError& error) {
                if (!may_retry(error.failure())) fail(error);
            } catch (const Error& error) {
                fail(error);
            }
        }
        if (!hooks_.joined) restore_foreign_keys();
        return ran;
    }

private:
    std::size_t count() const { return state_.statements.size(); }
    StatementKind kind(std::size_t statement) const { return state_.kinds[statement]; }
    bool server() const { return info(database_.dialect()).server; }

    bool run_in_transaction() {
        if (!hooks_.joined) introspect::begin_transaction(database_);
        if (!hooks_.before()) return false;
        set_limits();
        for (state_.at = 0; state_.at < count(); ++state_.at) run_statement();
        stop_if(hooks_.stop);
        hooks_.at_end();
        state_.moved = true;
        if (!hooks_.joined) commit("COMMIT");
        return true;
    }

    bool run_as_written() {
        const Progress& resume = hooks_.resume;
        const bool resumed = resume.statements_done > 0 || resume.running_statement;
        const std::size_t first_begin = resumed ? count() : find_first_begin();
        const std::size_t last_commit = find_last_commit();
        state_.recorded = hooks_.progress && !is_one_block(first_begin, last_commit);
        if (first_begin == count() && !begun_) {
            introspect::begin_transaction(database_);
            if (!hooks_.before()) return false;
            database_.execute("COMMIT");
            begun_ = true;
        }
        check_resume();
        for (state_.at = state_.durable; state_.at < count(); ++state_.at) {
            const std::size_t at = state_.at;
            if (at < static_cast<std::size_t>(resume.statements_done)) {
                if (sets_session(kind(at))) database_.execute(state_.statements[at].sql);
                state_.durable = at + 1;
                continue;
            }
            if (kind(at) == StatementKind::commit && database_.in_transaction()) {
                if (at == last_commit) {
                    hooks_.at_end();
                    state_.moved = true;
                } else {
                    record(at + 1);
                }
            }
            run_statement();
            if (at == first_begin && !begun_ && !hooks_.before()) return false;
            if (kind(at) == StatementKind::begin) set_limits();
            if (!database_.in_transaction()) state_.durable = at + 1;
        }
        check_closed(state_, database_);
        if (state_.moved) return true;
        introspect::begin_transaction(database_);
        hooks_.at_end();
        state_.moved = true;
        commit("COMMIT");
        return true;
    }

    static bool sets_session(StatementKind kind) {
        return kind == StatementKind::pragma || kind == StatementKind::foreign_keys || kind == StatementKind::setting;
    }

    /// SQLite: the index of the first BEGIN when only PRAGMAs precede it; otherwise the number of statements.
    std::size_t find_first_begin() const {
        if (server()) return count();
        const auto first = std::find_if_not(state_.kinds.begin(), state_.kinds.end(), sets_session);
        return first != state_.kinds.end() && *first == StatementKind::begin
                   ? static_cast<std::size_t>(first - state_.kinds.begin())
                   : count();
    }

    /// The index of the last COMMIT when only PRAGMAs follow it; otherwise the number of statements.
    std::size_t find_last_commit() const {
        for (std::size_t i = count(); i-- > 0;) {
            if (kind(i) == StatementKind::commit) return i;
            if (kind(i) != StatementKind::pragma && kind(i) != StatementKind::foreign_keys) break;
        }
        return count();
    }

    /// Whether `before`, all statements that change something and `at_end` are in one transaction.
    bool is_one_block(std::size_t first_begin, std::size_t last_commit) const {
        return first_begin < last_commit && last_commit < count() &&
               std::none_of(
                   state_.kinds.begin() + static_cast<std::ptrdiff_t>(first_begin) + 1,
                   state_.kinds.begin() + static_cast<std::ptrdiff_t>(last_commit),
                   [](StatementKind each) { return each == StatementKind::commit || each == StatementKind::rollback; });
    }

    /// The statements that an earlier run has committed must be those of the file.
    void check_resume() const {
        const auto done = static_cast<std::size_t>(hooks_.resume.statements_done);
        if (done == 0 || (done <= count() && checksum(state_.statements, done) == hooks_.resume.done_checksum)) return;
        throw Error(Diagnostic{
            .code = "RT301",
            .message =
                fmt::format("an earlier run has committed the first {} statement{} of the {} of {}, and they have "
                            "changed in the file since",
                            done, done == 1 ? "" : "s", to_string(state_.direction), state_.revision.title()),
            .position = {state_.revision.path, 0, 0},
            .hint = fmt::format("restore these statements, after which the run goes on; or revert them in the database "
                                "by hand and run 'retort stamp {}'",
                                start_of(state_.revision, state_.direction))});
    }

    void set_limits() {
        if (hooks_.limits) hooks_.limits();
    }

    /// Ends the open transaction with this statement.
    void commit(std::string_view sql) {
        state_.committing = true;
        database_.execute(sql);
        state_.committing = false;
    }

    void record(std::size_t done, std::optional<std::size_t> running = {}) {
        if (!state_.recorded) return;
        hooks_.progress({static_cast<int>(done), running ? std::optional(static_cast<int>(*running)) : std::nullopt,
                         checksum(state_.statements, done)});
    }

    void run_statement() {
        stop_if(hooks_.stop);
        const auto& statement = state_.statements[state_.at];
        const StatementKind is = kind(state_.at);
        if (hooks_.statement) hooks_.statement(state_.at, count(), statement.sql);
        if (statement.step) return run_step(statement);
        const bool checks = is == StatementKind::foreign_key_check;
        if ((checks || is == StatementKind::violation_check) && !server()) {
            if (const auto found = foreign_key_violations(
                    database_, checks ? statement.sql : "SELECT child, row, parent FROM temp.retort_violations")) {
                Diagnostic diagnostic{
                    .code = "RT075",
                    .message = fmt::format("the {} of {} leaves rows that violate a foreign key: {}",
                                           to_string(state_.direction), state_.revision.title(), *found),
                    .hint = "fix these rows first, or in the revision"};
                point(state_, diagnostic, statement.offset);
                throw Error(std::move(diagnostic));
            }
            if (checks) return;
        }
        // A plain BEGIN of SQLite takes the write lock at the first statement that writes, after others have read.
        if (is == StatementKind::begin && !server() && !contains(statement.sql, "EXCLUSIVE"))
            return introspect::begin_transaction(database_);
        concurrent_.reset();
        if (is == StatementKind::commit && database_.in_transaction()) return commit(statement.sql);
        if (is != StatementKind::other || database_.in_transaction()) return database_.execute(statement.sql);
        if (server()) concurrent_ = ConcurrentIndex::in(statement.sql);
        if (state_.recorded && !concurrent_ && !contains(statement.sql, "CALL") && run_recorded()) return;
        run_alone();
    }

    void run_step(const SectionStatement& statement) {
        const Step& step = hooks_.steps->find(*statement.step)->second;
        auto failure = migrate::run_step(database_, state_.revision, *statement.step, step);
        if (!failure) return;
        state_.step_ended_transaction = failure->transaction_ended;
        point(state_, failure->diagnostic, statement.offset);
        throw Error(std::move(failure->diagnostic));
    }

    /// The running statement and its record in one transaction. False if the engine can't run it in one.
    bool run_recorded() {
        if (hooks_.resume.running_statement == static_cast<int>(state_.at)) return false;
        introspect::begin_transaction(database_);
        try {
            set_limits();
            database_.execute(state_.statements[state_.at].sql);
        } catch (const StatementError& error) {
            if (!needs_no_transaction(error.failure())) throw;
            database_.execute("ROLLBACK");
            return false;
        }
        record(state_.at + 1);
        commit("COMMIT");
        return true;
    }

    /// The running statement outside a transaction, recorded before and after it.
    void run_alone() {
        const std::string_view sql = state_.statements[state_.at].sql;
        const bool again = hooks_.resume.running_statement == static_cast<int>(state_.at);
        std::map<std::string, bool> before;
        if (concurrent_ && !concurrent_->named()) before = concurrent_->generated(database_);
        if (again && !before.empty()) throw unknown_index(state_, *concurrent_, before);
        record(state_.at, state_.at);
        if (concurrent_ && again && concurrent_->valid(database_)) return record(state_.at + 1);
        // Left by a run that failed. With IF NOT EXISTS the statement would take it for the index.
        if (concurrent_)
            if (const std::string index = concurrent_->invalid(database_); !index.empty())
                database_.execute("DROP INDEX CONCURRENTLY " + index);
        state_.alone = true;
        try {
            database_.execute(sql);
        } catch (const StatementError& error) {
            if (!again || !complete_repeated(database_, sql, error.failure())) {
                if (concurrent_ && !concurrent_->named()) left_ = concurrent_->drop_left(database_, before);
                forget_running();
                throw;
            }
        }
        record(state_.at + 1);
        state_.alone = false;
    }

    /// The statement has failed, and so had no effect.
    void forget_running() {
        try {
            record(state_.at);
        } catch (const std::exception&) {
            // The connection is lost, or the statement has been cancelled: the next run finds what it did.
        }
    }

    /// True after a transaction that did not get a lock was rolled back, and shall run again.
    bool may_retry(const introspect::StatementFailure& failure) {
        if (!lock_failed(failure) || !hooks_.retry || hooks_.joined) return false;
        if (!database_.in_transaction()) return false;  // a statement outside a transaction may have had an effect
        return roll_back() && hooks_.retry(failure);
    }

    [[noreturn]] void fail(const StatementError& error) {
        Diagnostic diagnostic = failure_of(state_, error.failure());
        if (state_.at >= count()) note_violations(diagnostic);
        add_state(diagnostic, roll_back());
        throw StatementFailed(std::move(diagnostic), error.failure());
    }

    [[noreturn]] void fail(const Error& error) {
        std::vector<Diagnostic> diagnostics = error.diagnostics();
        const bool connected = diagnostics.empty() || diagnostics.front().code != "RT032";
        const bool reports = hooks_.aftermath == Aftermath::report_state;
        if (!diagnostics.empty() && reports) add_location(state_, diagnostics.front());
        const bool rolled_back = roll_back() && connected;
        if (!diagnostics.empty()) add_state(diagnostics.front(), rolled_back);
        throw Error(std::move(diagnostics));
    }

    /// SQLite's COMMIT only reports that some foreign key is violated. The transaction is still open, so PRAGMA
    /// foreign_key_check can list the rows.
    void note_violations(Diagnostic& diagnostic) {
        if (server()) return;
        try {
            if (database_.in_transaction())
                if (const auto found = foreign_key_violations(database_, "PRAGMA foreign_key_check"))
                    diagnostic.notes.push_back({.code = {}, .message = "rows that violate a foreign key: " + *found});
        } catch (const std::exception&) {
            // The failed COMMIT is the error to report.
        }
    }

    /// Ends the open transaction. False when the connection is lost.
    bool roll_back() {
        try {
            if (database_.in_transaction()) database_.execute("ROLLBACK");
            restore_foreign_keys();
            return true;
        } catch (const std::exception&) {
            return false;
        }
    }

    /// Adds notes about the state in which the failed section left the database.
    void add_state(Diagnostic& diagnostic, bool rolled_back) {
        if (hooks_.aftermath == Aftermath::keep_silent) return;
        if (!left_.empty())
            diagnostic.notes.push_back(
                {.code = {}, .message = fmt::format("the index {} is left, and invalid: drop it by hand", left_)});
        add_outcome(state_, diagnostic, database_.dialect(), rolled_back,
                    rolled_back ? invalid_index() : std::string());
    }

    /// The invalid index that the failed statement has left; empty if there is none, or the connection is lost.
    std::string invalid_index() {
        try {
            return concurrent_ ? concurrent_->invalid(database_) : std::string();
        } catch (const std::exception&) {
            return {};
        }
    }

    /// True when the statement's beginning has this word.
    static bool contains(std::string_view sql, std::string_view word) {
        std::string upper(sql.substr(0, 80));
        for (char& c : upper)
            if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
        return upper.find(word) != std::string::npos;
    }

    std::string read_foreign_keys() {
        if (server()) return {};
        const auto rows = database_.query("PRAGMA foreign_keys");
        return rows.empty() ? "" : rows.front().at(0).value_or("");
    }

    void restore_foreign_keys() {
        if (!foreign_keys_.empty() && read_foreign_keys() != foreign_keys_)
            database_.execute("PRAGMA foreign_keys = " + foreign_keys_);
    }

    Database& database_;
    const SectionHooks& hooks_;
    SectionState state_;
    std::string foreign_keys_;                   ///< SQLite: PRAGMA foreign_keys before the section; else empty
    std::optional<ConcurrentIndex> concurrent_;  ///< that the running statement creates
    std::string left_;                           ///< the invalid index without a name that could not be dropped, as SQL
    bool begun_ = false;                         ///< `before` is committed
};

}  // namespace

bool execute_section(Database& database, const Revision& revision, Direction direction, const SectionHooks& hooks) {
    return Execution(database, revision, direction, hooks).run();
}

}  // namespace retort::migrate
