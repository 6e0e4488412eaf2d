#pragma once

#include <vector>

#include "diff/change.hpp"

namespace retort::plan::postgres {

/// Adds what sets the `toast.*` parameters of tables again whose columns change so that the parameters may be lost: a
/// table that is rewritten while none of its columns calls for it has no place for long values, and the next such
/// column gets one without parameters (PostgreSQL manual, 73.2 TOAST). The schemas are the first with its renames made,
/// and the second.
void keep_toast_parameters(std::vector<diff::Change>& changes, const Schema& from, const Schema& to);

}  // namespace retort::plan::postgres
