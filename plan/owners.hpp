#pragma once

#include <map>

#include "plan/step.hpp"

namespace retort::plan {

/// Gives recreated objects the owner that they had: a created object belongs to the role that runs the plan, with whose
/// privileges a view reads its tables and a SECURITY DEFINER function runs (PostgreSQL, CREATE VIEW; CREATE FUNCTION).
/// A routine with other arguments keeps the owner of the one that it replaces. `interim_names`: of rebuilt tables, by
/// their names. `from` is the first schema with its renames applied.
void keep_owners(const Schema& from, const Schema& to, Steps& steps,
                 const std::map<ObjectName, ObjectName>& interim_names);

}  // namespace retort::plan
