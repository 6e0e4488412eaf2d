#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <vector>

#include "schema/schema.hpp"

namespace retort::plan {

/// The number of the foreign key cycle of each table; a table in no cycle has a number that no other table has.
/// `partitions`: those of each table that are dropped. A foreign key references them too, and each references its
/// parent, which is dropped after it.
std::map<ObjectName, std::size_t> cycles_of(const std::vector<const Table*>& tables,
                                            const std::map<ObjectName, std::set<ObjectName>>& partitions = {});

}  // namespace retort::plan
