#pragma once

#include <map>

#include "plan/step.hpp"

namespace retort::plan {

/// A recreated object has only the default privileges. Adds the AlterPrivileges that grant those of `to` if privileges
/// are compared, and otherwise those that the object had. The same holds for privileges on columns that a REVOKE on
/// their table takes. A rebuilt table has those of the old one, and a routine that replaces one of its name with other
/// arguments has those of that one. `interim_names`: of the rebuilt tables in `from`.
void keep_privileges(const Schema& from, const Schema& to, Steps& steps,
                     const std::map<ObjectName, ObjectName>& interim_names = {});

}  // namespace retort::plan
