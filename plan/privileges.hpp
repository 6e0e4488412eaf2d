#pragma once

#include "plan/step.hpp"

namespace retort::plan {

/// A recreated object has only the default privileges. Adds the AlterPrivileges that grant those of `to` if privileges
/// are compared, and otherwise those that the object had. The same holds for privileges on columns that a REVOKE on
/// their table takes.
void keep_privileges(const Schema& from, const Schema& to, Steps& steps);

}  // namespace retort::plan
