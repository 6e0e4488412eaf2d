#pragma once

#include <map>
#include <set>
#include <vector>

#include "plan/effects.hpp"
#include "plan/step.hpp"

namespace retort::plan {

/// The changes in an order that an engine with fine-grained ALTERs (PostgreSQL) accepts: an object is created before
/// its dependents, dependents are released before it is dropped, and a name is free before it is taken. Ties are broken
/// by the kind of change and then by position, so the same changes always give the same order. `children`: the
/// descendants of each table, which inherit its columns and their changes. `wanted`: for each step, further resources
/// that should be in their new state before it, unless that closes a cycle; may be empty. `released`: for each step,
/// further resources that it uses in their old state; may be empty. Throws Error RT051, which names the changes, for a
/// cyclic dependency.
Steps order(Steps steps, const std::map<ObjectName, std::set<ObjectName>>& children = {},
            std::vector<std::vector<Resource>> wanted = {}, std::vector<std::vector<Resource>> released = {});

/// The same order as the indexes of the steps. `priorities`: for each step, a number that replaces the priority of its
/// kind unless it is 0; may be empty.
std::vector<std::size_t> execution_order(const Steps& steps, const std::map<ObjectName, std::set<ObjectName>>& children,
                                         std::vector<std::vector<Resource>> wanted,
                                         std::vector<std::vector<Resource>> released,
                                         const std::vector<int>& priorities);

/// The steps in the order of these indexes.
Steps in_order(Steps steps, std::vector<std::size_t> order);

}  // namespace retort::plan
