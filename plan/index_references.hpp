#pragma once

#include <vector>

#include "plan/step.hpp"

namespace retort::plan {

/// Adds the changes that set CLUSTER ON and REPLICA IDENTITY USING INDEX, which PostgreSQL stores with the index: on a
/// new table after its index is created, and again on a recreated index.
Steps add_index_references(Steps steps, const Schema& from, const Schema& to);

}  // namespace retort::plan
