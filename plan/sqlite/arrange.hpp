#pragma once

#include <map>
#include <vector>

#include "diff/change.hpp"
#include "plan/sqlite/alterable.hpp"

namespace retort::plan::sqlite {

/// The changes in the execution order of a SQLite plan.
diff::Differences arrange(diff::Differences changes);

/// The changes within tables that exist on both sides, by the table's name. Excludes renames, which are applied to
/// `from` already.
std::map<ObjectName, TableDelta> by_table(const diff::Differences& changes, const Schema& from, const Schema& to);

}  // namespace retort::plan::sqlite
