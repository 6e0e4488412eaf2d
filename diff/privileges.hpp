#pragma once

#include <vector>

#include "diff/change.hpp"

namespace retort::diff {

/// Adds an AlterPrivileges for every object of `to` whose privileges differ, if privileges are compared in both
/// schemas. `from` has the renames applied.
void compare_privileges(const Schema& from, const Schema& to, std::vector<Change>& changes);

/// A recreated object has only the default privileges. Adds the AlterPrivileges that grant those of `to` if privileges
/// are compared, and otherwise those that the object had.
void keep_privileges(const Schema& from, const Schema& to, std::vector<Change>& changes);

}  // namespace retort::diff
