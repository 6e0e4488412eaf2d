#pragma once

#include <vector>

#include "diff/change.hpp"

namespace retort::plan {

/// Adds the changes that set CLUSTER ON and REPLICA IDENTITY USING INDEX, which PostgreSQL stores with the index: on a
/// new table after its index is created, and again on a recreated index.
std::vector<diff::Change> add_index_references(std::vector<diff::Change> changes, const Schema& from, const Schema& to);

}  // namespace retort::plan
