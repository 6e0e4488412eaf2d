#pragma once

#include <cstddef>
#include <map>
#include <set>

#include "plan/dependents.hpp"
#include "plan/impact.hpp"

namespace retort::plan {

/// What the changes of a plan do to the objects that they do not change themselves.
struct Worklist {
    /// The impacts on columns and objects, those of the changes and those that follow from them.
    std::set<Impacted> impacts;
    /// The dependents that do not outlive an impact on an object that they depend on, by their number in
    /// Dependents::list, with these impacts.
    std::map<std::size_t, std::set<Impact>> dependents;
};

/// Follows the impacts of the changes to the dependents: each is kept, or altered, or recreated
/// (plan/postgres/survival.hpp), and a recreated one is an impact on its own dependents. An impact on a column is one
/// on the columns of descendants. Visits each impact once, so it is linear in the number of dependencies.
///
/// Only objects that exist in both states are on the list. `dropped`: the definitions that the changes drop.
Worklist close(std::set<Impacted> seeds, const std::set<ObjectId>& dropped, const Dependents& dependents,
               const Schema& from, const Schema& to);

}  // namespace retort::plan
