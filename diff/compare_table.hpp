#pragma once

#include <vector>

#include "diff/change.hpp"
#include "diff/kept_names.hpp"
#include "diff/renames.hpp"

namespace retort::diff {

/// Adds to `changes` what differs between two states of one table, names and references
/// already brought in line by `renames`; to `kept` what is the same under two names.
void compare_table(const Table& from, const Table& to, const Renames& renames, std::vector<Change>& changes,
                   std::vector<KeptName>& kept);

}  // namespace retort::diff
