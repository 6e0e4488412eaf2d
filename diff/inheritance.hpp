#pragma once

#include <map>
#include <set>
#include <string>

#include "schema/schema.hpp"

/// Inheritance of columns: a change of a table's column also applies to its descendants.
namespace retort::diff {

/// True if a parent that the table keeps has the column too, so that it changes with the parent's, whether the table
/// also declares it or not. `to` is the later state.
bool is_inherited_column(const Table& before, const Table& after, const std::string& column, const Schema& to);

/// The descendants of each table, by inheritance or as partitions, in either state; except for partitions that are
/// standalone while it changes (diff/partitions.hpp).
std::map<ObjectName, std::set<ObjectName>> children_of(const Schema& from, const Schema& to);

}  // namespace retort::diff
