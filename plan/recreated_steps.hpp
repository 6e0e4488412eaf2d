#pragma once

#include <map>

#include "plan/dependents.hpp"
#include "plan/partitioned_indexes.hpp"
#include "plan/recreate_set.hpp"
#include "plan/worklist.hpp"

namespace retort::plan {

/// The columns with an impact, by their table or composite type.
std::map<ObjectName, Affected> affected_columns(const Worklist& worklist);

/// Adds the steps for the dependents on the worklist and for the columns that it recreates, in the order of the schema:
/// for each table by name its defaults, attached indexes, constraints and indexes; then the definitions; then the
/// columns.
void recreate_dependents_on(RecreateSet& recreate_set, const PartitionedIndexes& partitioned, const Worklist& worklist,
                            const Dependents& dependents, const Schema& from, const Schema& to);

}  // namespace retort::plan
