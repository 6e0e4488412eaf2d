#pragma once

#include <cstddef>
#include <map>
#include <vector>

#include "schema/schema.hpp"

namespace retort::plan {

/// The number of the foreign key cycle of each table; a table in no cycle has a number that no other table has.
std::map<ObjectName, std::size_t> cycles_of(const std::vector<const Table*>& tables);

}  // namespace retort::plan
