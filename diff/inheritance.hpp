#pragma once

#include <map>
#include <set>
#include <string>

#include "schema/schema.hpp"

/// What happens to a table's columns happens to those of the tables below it.
namespace retort::diff {

/// True when the column of a table that keeps its parents is one of theirs as well, so that it changes with it,
/// whether the table declares it too or not. `to` holds the later state.
bool is_inherited_column(const Table& before, const Table& after, const std::string& column, const Schema& to);

/// The tables below each table, by inheritance or as partitions, in either state; but for partitions that stand
/// alone while it changes (diff/partitions.hpp).
std::map<ObjectName, std::set<ObjectName>> children_of(const Schema& from, const Schema& to);

}  // namespace retort::diff
