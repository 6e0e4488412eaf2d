#pragma once

#include <vector>

#include "diff/change.hpp"
#include "diff/renames.hpp"

namespace retort::diff {

/// What must change to turn `from` into `to`, in no particular order of execution but in a
/// fixed one. Both schemas must be of one dialect and in the form in which the engine stores
/// them. What a model left unnamed (`named` false on either side) is matched by structure.
std::vector<Change> compare(const Schema& from, const Schema& to);

/// The same where the renames have been found.
std::vector<Change> compare(const Schema& from, const Schema& to, const Renames& renames);

}  // namespace retort::diff
