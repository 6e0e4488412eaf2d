#pragma once

#include "plan/roles.hpp"

namespace retort::plan {

/// Adds the roles of changes for the descendants of their tables: a table joins or leaves its parents after or before
/// the changes inside these, and an index of a partition takes its name before the server generates names there
/// (PostgreSQL manual, 5.10 Inheritance and 5.11 Table Partitioning).
void add_descendants(Roles& roles, const Steps& steps, const Children& children);

}  // namespace retort::plan
