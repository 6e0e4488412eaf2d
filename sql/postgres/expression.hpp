#pragma once

#include <string>

namespace retort::sql::postgres {

/// True if the SQL expression `stored`, as the server prints it, is the stored form of `declared`, as a person
/// writes it: their parse trees are equal except for the server's additions (PostgreSQL manual, 10.3 and 9.24):
/// casts of literals and operands, brackets, a column's table name; and except for `IN (…)`, stored as
/// `= ANY (ARRAY[…])`, and BETWEEN and LIKE, stored as operators. No server is queried, so facts that only a server
/// knows (that a function is an alias of another, the columns of a `*`) are ignored: a false may be wrong.
/// Also false if a text does not parse, unless the texts are equal.
bool is_stored_form(const std::string& declared, const std::string& stored);

}  // namespace retort::sql::postgres
