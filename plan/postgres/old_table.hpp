#pragma once

#include <set>
#include <string>
#include <vector>

#include "diff/change.hpp"
#include "plan/postgres/type_rebuild.hpp"

namespace retort::plan::postgres {

/// True for a column of the table's partition key, in an expression too.
bool is_in_key(const Table& table, const std::string& column);

/// Makes the old form of a table that is made anew, or of one below it, let go of what is dropped before its rows are
/// moved, the functions and types in `gone`: columns of such a type wait as text, and what reads those goes, as what
/// uses the functions does. Types that are built anew have stepped aside, and `old` speaks of them by those names
/// afterwards. Throws RT052 for a column that can't wait as text, since the table is partitioned by it.
void strip_old_table(Table& old, const Table& made, const RebuiltTypes& rebuilt, const std::set<ObjectName>& gone,
                     std::vector<diff::Change>& changes);

}  // namespace retort::plan::postgres
