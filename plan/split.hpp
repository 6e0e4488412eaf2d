#pragma once

#include <vector>

#include "diff/change.hpp"

namespace retort::plan {

/// Breaks whole tables into what an engine with fine-grained ALTERs makes one by one:
/// indexes of a new table become changes of their own, and so do those foreign keys that
/// can't stand in its CREATE TABLE (a cycle of new tables, or a table that this plan still
/// changes). Foreign keys inside a cycle of dropped tables are dropped first. A sequence is
/// made before the column that draws from it and given to that column afterwards. A column that
/// goes from a sequence to an identity, or back, lets go of the one before it takes the other.
std::vector<diff::Change> split_tables(std::vector<diff::Change> changes);

/// A sequence becomes logged, or not, with the table that owns it (PostgreSQL 15, ALTER TABLE, SET LOGGED). One that is
/// not to follow is let go of meanwhile: earlier versions have no statement that would set it right afterwards.
/// The schemas are the first with its renames made, and the second.
void release_sequences(std::vector<diff::Change>& changes, const Schema& from, const Schema& to);

}  // namespace retort::plan
