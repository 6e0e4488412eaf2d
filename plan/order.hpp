#pragma once

#include <map>
#include <set>
#include <vector>

#include "plan/step.hpp"

namespace retort::plan {

/// The changes in an order that an engine with fine-grained ALTERs (PostgreSQL) accepts: an object is created before
/// its dependents, dependents are released before it is dropped, and a name is free before it is taken. Ties are broken
/// by the kind of change and then by position, so the same changes always give the same order. `children`: the
/// descendants of each table, which inherit its columns and their changes. Throws Error RT051, which names the changes,
/// for a cyclic dependency.
Steps order(Steps steps, const std::map<ObjectName, std::set<ObjectName>>& children = {});

}  // namespace retort::plan
