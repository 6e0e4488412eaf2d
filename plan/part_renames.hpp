#pragma once

#include "plan/step.hpp"

namespace retort::plan {

/// Orders the alterations that rename constraints and indexes, so that every name is free before it is taken; swapped
/// names go through an interim name.
Steps order_part_renames(Steps steps);

}  // namespace retort::plan
