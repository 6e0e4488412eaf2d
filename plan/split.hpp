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

/// SET LOGGED and SET UNLOGGED of a table apply to its owned sequences too (PostgreSQL 15, ALTER TABLE). A sequence
/// that must not follow is released from its owner temporarily: earlier versions have no statement to correct it
/// afterwards. `from` is the first schema with its renames applied, `to` the second.
void release_sequences(Steps& steps, const Schema& from, const Schema& to);

}  // namespace retort::plan
