#pragma once

#include "plan/roles.hpp"

namespace retort::plan {

/// The partitions that the steps drop, by each of their ancestors, whether it is dropped too or not. `children`: the
/// descendants of the tables that exist before and after.
Children dropped_partitions(const Steps& steps, const Children& children);

}  // namespace retort::plan
