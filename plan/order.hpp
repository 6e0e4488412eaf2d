#pragma once

#include <map>
#include <set>
#include <vector>

#include "diff/change.hpp"

namespace retort::plan {

/// The changes in an order in which an engine with fine-grained ALTERs (PostgreSQL) takes
/// them: what provides a thing runs before what needs it, what uses a thing lets go of it
/// before it is removed, and a name is free before it is taken. Ties go by the kind of change
/// and then by place, so the same changes always give the same order.
/// `children`: the tables below each table, which have its columns and get what happens to them.
/// Throws Error RT051, naming the changes, when they wait for each other in a circle.
std::vector<diff::Change> order(std::vector<diff::Change> changes,
                                const std::map<ObjectName, std::set<ObjectName>>& children = {});

}  // namespace retort::plan
