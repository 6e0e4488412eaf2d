#pragma once

#include <map>
#include <vector>

#include "diff/change.hpp"
#include "emit/sqlite/alterable.hpp"

namespace retort::emit::sqlite {

/// The changes in the order in which a plan for SQLite makes them.
std::vector<diff::Change> arrange(std::vector<diff::Change> changes);

/// The changes within tables that are there before and after, by the table's name; renames, which
/// `from` has behind it, are left out.
std::map<ObjectName, TableDelta> by_table(const std::vector<diff::Change>& changes, const Schema& from,
                                          const Schema& to);

}  // namespace retort::emit::sqlite
