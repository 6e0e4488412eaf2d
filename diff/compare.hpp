#pragma once

#include <vector>

#include "diff/change.hpp"
#include "diff/renames.hpp"

namespace retort::diff {

/// The changes that turn `from` into `to`, in a deterministic order that is not yet an order of execution. Both
/// schemas must have the same dialect and the form in which the engine stores them. An object without an explicit name
/// (`named` false on either side) is matched by structure.
std::vector<Change> compare(const Schema& from, const Schema& to);

/// The same with the renames already found.
std::vector<Change> compare(const Schema& from, const Schema& to, const Renames& renames);

}  // namespace retort::diff
