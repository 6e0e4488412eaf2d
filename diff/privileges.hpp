#pragma once

#include <vector>

#include "diff/change.hpp"

namespace retort::diff {

/// Adds an AlterPrivileges for every object of `to` whose privileges differ, where both
/// schemas were asked for them. `from` has the renames made.
void compare_privileges(const Schema& from, const Schema& to, std::vector<Change>& changes);

/// What the plan drops and makes anew comes back with what it has from the start: adds the
/// AlterPrivileges that give it what `to` says where privileges are compared, and otherwise what it had.
void keep_privileges(const Schema& from, const Schema& to, std::vector<Change>& changes);

}  // namespace retort::diff
