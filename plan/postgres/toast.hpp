#pragma once

#include <vector>

#include "plan/step.hpp"

namespace retort::plan::postgres {

/// Sets the `toast.*` parameters of a table again if changes of its columns may lose them: a table that is rewritten
/// while no column needs a TOAST table loses it, and the next column that needs one gets it without parameters
/// (PostgreSQL manual, 73.2 TOAST). `from` is the first schema with its renames applied, `to` the second.
void keep_toast_parameters(Steps& steps, const Schema& from, const Schema& to);

}  // namespace retort::plan::postgres
