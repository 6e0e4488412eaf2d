#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "introspect/database.hpp"
#include "introspect/transaction.hpp"
#include "migrate/history_table.hpp"
#include "migrate/revision.hpp"
#include "migrate/section_statements.hpp"
#include "migrate/step.hpp"
#include "migrate/stop.hpp"

namespace retort::migrate {

/// Error RT070: a statement of a section failed.
class StatementFailed : public Error {
public:
    StatementFailed(Diagnostic diagnostic, introspect::StatementFailure failure)
        : Error(std::move(diagnostic)), failure_(std::move(failure)) {}
    const introspect::StatementFailure& failure() const { return failure_; }

private:
    introspect::StatementFailure failure_;
};

/// Whether an error reports the state in which the failed section left the database.
enum class Aftermath { report_state, keep_silent };

/// What the caller of execute_section does around the statements. All but `before` and `at_end` may be empty.
struct SectionHooks {
    /// At the start, in a transaction. False: the section shall not run.
    std::function<bool()> before;
    /// At the end, in a transaction.
    std::function<void()> at_end;
    /// Records how far a section that is not one transaction has come, in the transaction that is open, or by itself.
    /// If empty, such a section can't be resumed.
    std::function<void(const Progress&)> progress = {};
    /// Where an earlier run of the section ended.
    Progress resume = {};
    /// After each BEGIN: sets the transaction's timeouts.
    std::function<void()> limits = {};
    /// Before each statement: its index, the number of statements, its text.
    std::function<void(std::size_t, std::size_t, std::string_view)> statement = {};
    /// After a transaction that did not get a lock, or was the victim of a deadlock, and was rolled back. True: again.
    std::function<bool(const introspect::StatementFailure&)> retry = {};
    Stop stop = {};
    const Steps* steps = nullptr;  ///< null: a section with a step is Error RT346
    Aftermath aftermath = Aftermath::report_state;
    bool joined = false;  ///< the section runs in the transaction of the caller, who ends it
};

/// Runs a section of a revision, for the runner and for the proof. By default it runs in one transaction (SQLite:
/// BEGIN IMMEDIATE), `before` at its start and `at_end` at its end. With `transaction:false` it runs statement by
/// statement with the section's own BEGINs and COMMITs; `before` runs first, in its own transaction, and `at_end`
/// inside the section's last transaction when only PRAGMAs follow its COMMIT, otherwise in its own transaction at
/// the end. On SQLite each BEGIN takes the write lock at once, and where only PRAGMAs precede the section's first
/// BEGIN, `before` runs in that transaction: no other run can come between it and the statements.
///
/// With `progress`, each statement outside the section's transactions runs in one of its own together with its record.
/// One that the engine can't run in a transaction is recorded before and after; if it was begun by the run that
/// `resume` describes, it may have had its effect: then an object that exists already, or no longer, is no error.
/// Settings of the session that precede the statement at which the run goes on are set again.
///
/// Returns false, and rolls back, when `before` returns false: the section shall not run.
///
/// Throws StatementFailed, an Error RT070, for a statement that fails: revision, position of the statement and of the
/// error in it, the engine's message, detail and SQLSTATE, and which statements were committed. RT075 for rows of
/// PRAGMA foreign_key_check. RT068, before anything has run, for a BEGIN, COMMIT or PRAGMA foreign_keys in a section
/// that runs in one transaction, and for a section that leaves a transaction open. RT299, before a statement, when
/// `stop` is true. RT301 when statements before those of `resume` have changed; RT303, before anything has run, for a
/// setting of the session outside a transaction, through a pooler. RT351 and RT352 for a step that fails. After an
/// error no transaction is open, and PRAGMA foreign_keys is as it was.
bool execute_section(introspect::Database& database, const Revision& revision, Direction direction,
                     const SectionHooks& hooks);

}  // namespace retort::migrate
