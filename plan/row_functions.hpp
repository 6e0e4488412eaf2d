#pragma once

#include <map>
#include <set>
#include <vector>

#include "plan/resources.hpp"

namespace retort::plan {

/// True if the step creates or replaces a routine or a trigger.
bool makes_function(const Step& step);

/// For each step that computes values of existing rows, the functions and triggers that it runs, directly or through
/// the bodies of other functions. Triggers, checks and generated columns run for an UPDATE; `.backfill_sql` and
/// `.using_sql` call functions in their text. They should be in their new state before the step. Nothing, if no routine
/// and no trigger is created or replaced. `children`: the descendants of each table, whose rows are updated with it.
std::vector<Resources> row_functions(const Steps& steps, const Schema& to,
                                     const std::map<ObjectName, std::set<ObjectName>>& children);

}  // namespace retort::plan
