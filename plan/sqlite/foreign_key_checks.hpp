#pragma once

#include <string>
#include <vector>

#include "plan/sqlite/plan.hpp"

namespace retort::plan::sqlite {

/// The tables with a foreign key of which the plan may leave rows that reference missing rows: those that are rebuilt,
/// and those that reference a table that is rebuilt or dropped, also if the filter excludes them. A table with a
/// foreign key to columns that are not unique is left out, since SQLite can't check it ("foreign key mismatch",
/// foreignkeys.html, section 3).
std::vector<CheckedTable> tables_to_check(const Plan& plan);

/// True if a foreign key may reference these columns because of the index (foreignkeys.html, section 3).
bool is_key(const Index& index, const std::vector<std::string>& columns);

}  // namespace retort::plan::sqlite
