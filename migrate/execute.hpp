#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "introspect/database.hpp"
#include "introspect/transaction.hpp"
#include "migrate/revision.hpp"
#include "migrate/stop.hpp"

namespace retort::migrate {

/// A section cut into statements.
struct SectionStatement {
    std::string_view sql;    ///< starts at its first word, after leading comments
    std::size_t offset = 0;  ///< of `sql` in the section's text
};

/// Throws Error RT033 or RT271 with the position in the file for text that can't be split.
std::vector<SectionStatement> statements_of(Dialect dialect, const Revision& revision, Direction direction);

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

/// Runs a section of a revision, for the runner and for the proof. By default it runs in one transaction (SQLite:
/// BEGIN IMMEDIATE), `before` at its start and `at_end` at its end. With `transaction:false` it runs statement by
/// statement with the section's own BEGINs and COMMITs; `before` runs first, in its own transaction, and `at_end`
/// inside the section's last transaction when only PRAGMAs follow its COMMIT, otherwise in its own transaction at
/// the end. On SQLite each BEGIN takes the write lock at once, and where only PRAGMAs precede the section's first
/// BEGIN, `before` runs in that transaction: no other run can come between it and the statements.
///
/// Returns false, and rolls back, when `before` returns false: the section shall not run.
///
/// Throws StatementFailed, an Error RT070, for a statement that fails: revision, position of the statement and of the
/// error in it, the engine's message, detail and SQLSTATE, and which statements were committed. RT075 for rows of
/// PRAGMA foreign_key_check. RT068, before anything has run, for a BEGIN, COMMIT or PRAGMA foreign_keys in a section
/// that runs in one transaction, and for a section that leaves a transaction open. RT299, before a statement, when
/// `stop` is true. After an error no transaction is open and PRAGMA foreign_keys is as it was.
bool execute_section(introspect::Database& database, const Revision& revision, Direction direction,
                     const std::function<bool()>& before, const std::function<void()>& at_end,
                     Aftermath aftermath = Aftermath::report_state, const Stop& stop = {});

}  // namespace retort::migrate
