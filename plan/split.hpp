#pragma once

#include "plan/roles.hpp"

namespace retort::plan {

/// Splits changes for an engine with fine-grained ALTERs. The indexes of a new table become separate changes, and so do
/// foreign keys that can't be part of its CREATE TABLE (a cycle of new tables, or a referenced table that the plan
/// still changes) and constraints that are not valid. Foreign keys inside a cycle of dropped tables are dropped first;
/// a table and its partitions are one if it references itself. A sequence is created before the column that uses it,
/// and then gets that column as its owner. A column that changes from a sequence to an identity, or back, releases the
/// old one before it takes the new one. `children`: the descendants of the tables that exist before and after.
Steps split_tables(Steps steps, const Children& children = {});

/// Fills new columns by steps of their own, if the plan adds several to a table and its descendants, and creates or
/// replaces a function: the UPDATE runs triggers, whose functions may name all of the new columns. `children`: the
/// descendants of each table.
Steps split_backfills(Steps steps, const Children& children);

}  // namespace retort::plan
