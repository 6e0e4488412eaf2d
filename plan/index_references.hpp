#pragma once

#include <vector>

#include "diff/change.hpp"

namespace retort::plan {

/// A table's CLUSTER ON and REPLICA IDENTITY USING INDEX are marks on an index: a table that is
/// made gets them once the index is there, and an index that is made anew gets its own back.
std::vector<diff::Change> add_index_references(std::vector<diff::Change> changes, const Schema& from, const Schema& to);

}  // namespace retort::plan
