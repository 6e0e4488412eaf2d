#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "introspect/database.hpp"
#include "introspect/transaction.hpp"
#include "migrate/revision.hpp"

namespace retort::migrate {

/// A section cut into statements.
struct SectionStatement {
    std::string_view sql;    ///< from its first word on, comments above it left out
    std::size_t offset = 0;  ///< of `sql` in the section's text
};

/// Throws Error RT061 with the place in the file for text that can't be split.
std::vector<SectionStatement> statements_of(Dialect dialect, const Revision& revision, Direction direction);

/// Whether an error says what the failed section left behind in the database.
enum class Aftermath { report_state, keep_silent };

/// Runs a section of a revision as it is marked: in one transaction (SQLite: BEGIN IMMEDIATE), or
/// statement by statement with the BEGINs and COMMITs that it contains itself. `before` runs at the
/// beginning and `at_end` at the end of that transaction; for `transaction:false` `before` runs
/// ahead of all, and `at_end` runs inside the section's last transaction when only PRAGMAs follow
/// its COMMIT, otherwise in one of its own after everything.
///
/// The runner and the proof both come through here.
///
/// Throws Error RT070 for a statement that fails: revision, place of the statement and of the fault
/// in it, the engine's message, detail and SQLSTATE, and what of the section was kept. RT075 for
/// rows of PRAGMA foreign_key_check. RT068, before anything has run, for a transaction section with
/// a BEGIN, COMMIT or PRAGMA foreign_keys in it. After an error no transaction is open and PRAGMA
/// foreign_keys is as it was.
void execute_section(introspect::Database& database, const Revision& revision, Direction direction,
                     const std::function<void()>& before, const std::function<void()>& at_end,
                     Aftermath aftermath = Aftermath::report_state);

}  // namespace retort::migrate
