#pragma once

#include <vector>

#include "plan/step.hpp"

namespace retort::plan {

/// Splits changes for an engine with fine-grained ALTERs. The indexes of a new table become separate changes, and so do
/// foreign keys that can't be part of its CREATE TABLE (a cycle of new tables, or a referenced table that the plan
/// still changes) and constraints that are not valid. Foreign keys inside a cycle of dropped tables are dropped first.
/// A sequence is created before the column that uses it, and then gets that column as its owner. A column that changes
/// from a sequence to an identity, or back, releases the old one before it takes the new one.
Steps split_tables(Steps steps);

}  // namespace retort::plan
