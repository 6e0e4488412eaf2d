#pragma once

#include <string_view>

namespace retort::migrate {

/// The effect of a statement on the transaction around it.
enum class StatementKind {
    other,
    begin,              ///< BEGIN, START TRANSACTION
    commit,             ///< COMMIT, END
    rollback,           ///< ROLLBACK, ABORT; not ROLLBACK TO
    setting,            ///< of the session: SET, not SET LOCAL; RESET; SELECT set_config(); ATTACH, DETACH
    pragma,             ///< SQLite: PRAGMA, other than the next two
    foreign_keys,       ///< SQLite: PRAGMA foreign_keys
    foreign_key_check,  ///< SQLite: PRAGMA foreign_key_check
    violation_check     ///< SQLite: INSERT OR ROLLBACK INTO retort_check, which fails if retort_violations has rows
};

/// Decides by the statement's first words.
StatementKind kind_of(std::string_view sql);

/// `sql` without leading white space and comments.
std::string_view skip_comments(std::string_view sql);

}  // namespace retort::migrate
