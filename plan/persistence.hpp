#pragma once

#include "plan/step.hpp"

/// SET LOGGED and SET UNLOGGED, and what they need of other objects (PostgreSQL, ALTER TABLE).
namespace retort::plan {

/// The sequence, owned by no column.
Sequence without_owner(Sequence sequence);

/// SET LOGGED and SET UNLOGGED of a table apply to its owned sequences too (PostgreSQL 15, ALTER TABLE). A sequence
/// that must not follow is released from its owner temporarily: earlier versions have no statement to correct it
/// afterwards. `from` is the first schema with its renames applied, `to` the second.
void release_sequences(Steps& steps, const Schema& from, const Schema& to);

/// A logged table can't reference an unlogged one, so tables that reference each other in a cycle can't turn one after
/// the other. Recreates the foreign keys of `from` that close the cycle.
void recreate_keys_of_cycles(Steps& steps, const Schema& from);

}  // namespace retort::plan
