#pragma once

#include <string>
#include <vector>

#include "diff/change.hpp"

namespace retort::diff {

/// What differs, in words for a person, one line each: a table that comes or goes is one line that counts its
/// parts, and what belongs to such a table has none of its own. `found` is what comparison found, before
/// planning adds the steps that lead there.
std::vector<std::string> summary(const std::vector<Change>& found);

}  // namespace retort::diff
