#pragma once

#include <string>

namespace retort::sql::postgres {

/// True when the SQL expression `stored`, as the server prints it, is `declared` as a person writes it: their
/// parse trees are the same but for what the server puts in (PostgreSQL manual, 10.3 and 9.24): casts of
/// literals and operands, brackets, the table's name before a column; and for `IN (…)`, which it keeps as
/// `= ANY (ARRAY[…])`, BETWEEN and LIKE, kept as operators. No server is asked, so what one knows
/// (that a function is another's alias, what a `*` stands for) is not taken into account: false may be wrong.
/// False too for what does not parse, unless the texts are the same.
bool is_stored_form(const std::string& declared, const std::string& stored);

}  // namespace retort::sql::postgres
