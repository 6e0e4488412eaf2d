#pragma once

#include <vector>

#include "diff/change.hpp"

namespace retort::diff {

/// True if both schemas say that their privileges are to be compared.
bool are_compared(const Schema& from, const Schema& to);

/// The privileges on an object; empty: the default privileges.
std::vector<Grant> grants_of(const Schema& schema, const GrantTarget& target);

/// True if `schema` has the object.
bool has_object(const Schema& schema, const GrantTarget& target);

/// Adds an AlterPrivileges for every object of `to` whose privileges differ, if privileges are compared in both
/// schemas. `from` has the renames applied.
void compare_privileges(const Schema& from, const Schema& to, Differences& changes);

}  // namespace retort::diff
