#pragma once

#include <map>
#include <vector>

#include "diff/change.hpp"
#include "emit/sqlite/alterable.hpp"

namespace retort::emit::sqlite {

/// The changes in the execution order of a SQLite plan.
std::vector<diff::Change> arrange(std::vector<diff::Change> changes);

/// The changes within tables that exist on both sides, by the table's name. Excludes renames, which are applied to
/// `from` already.
std::map<ObjectName, TableDelta> by_table(const std::vector<diff::Change>& changes, const Schema& from,
                                          const Schema& to);

}  // namespace retort::emit::sqlite
