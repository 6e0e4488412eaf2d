#pragma once

#include <vector>

#include "diff/change.hpp"

namespace retort::diff {

/// What must change to turn `from` into `to`, in no particular order of execution but in a
/// fixed one. Both schemas must be of one dialect and in the form in which the engine stores
/// them. What a model left unnamed (`named` false on either side) is matched by structure.
std::vector<Change> compare(const Schema& from, const Schema& to);

}  // namespace retort::diff
