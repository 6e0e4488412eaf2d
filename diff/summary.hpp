#pragma once

#include <string>
#include <vector>

#include "diff/change.hpp"

namespace retort::diff {

/// The differences as text, one line each. A created or dropped table is one line with the counts of its columns,
/// indexes and constraints, which have no lines of their own. `found` is the result of `compare`, without the steps
/// that planning adds.
std::vector<std::string> summary(const Differences& found);

}  // namespace retort::diff
