#pragma once

#include <set>
#include <string>
#include <vector>

#include "plan/postgres/type_rebuild.hpp"
#include "plan/step.hpp"

namespace retort::plan::postgres {

/// True for a column that the table's partition key uses, also in an expression.
bool is_in_key(const Table& table, const std::string& column);

/// Releases the functions and types in `gone`, which are dropped before the rows are moved, from the old table of a
/// rebuilt table or from a descendant: columns of such a type are converted to text temporarily; their dependents, and
/// those of the functions, are dropped. `old` then references rebuilt types by their interim names. A column that one
/// of `casts`, those before, converts from such a type to its new type has that before the cast goes with the old type.
/// Throws RT052 for a column that can't be converted to text because it is in the partition key, and RT280 for a key
/// that uses a function in `gone`.
void strip_old_table(Table& old, const Table& made, const RebuiltTypes& rebuilt, const Casts& casts,
                     const std::set<ObjectName>& gone, Steps& steps);

}  // namespace retort::plan::postgres
