#pragma once

#include <string_view>

namespace retort::migrate {

/// What a statement does to the transaction it stands in.
enum class StatementKind {
    other,
    begin,              ///< BEGIN, START TRANSACTION
    commit,             ///< COMMIT, END
    rollback,           ///< ROLLBACK, ABORT; not ROLLBACK TO
    pragma,             ///< SQLite: PRAGMA, other than the next two
    foreign_keys,       ///< SQLite: PRAGMA foreign_keys
    foreign_key_check,  ///< SQLite: PRAGMA foreign_key_check
};

/// Tells by the first words.
StatementKind kind_of(std::string_view sql);

/// `sql` from its first word on: white space and comments before it left out.
std::string_view skip_comments(std::string_view sql);

}  // namespace retort::migrate
