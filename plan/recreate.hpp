#pragma once

#include <set>
#include <utility>
#include <vector>

#include "plan/step.hpp"

namespace retort::plan {

/// A column of a table, by the names after renames.
using ColumnKey = std::pair<ObjectName, std::string>;

/// Recreates (drops and creates) the unchanged objects that block a column whose type changes: checks, indexes with
/// expressions or a predicate, foreign keys, exclusions, generated columns computed from it, views, triggers and
/// policies that read it, and their dependents. A definition that can't be replaced in place is recreated too, with its
/// dependents. `retyped`: further columns to be retyped (those of a rebuilt type). A generated column whose expression
/// changes is dropped and added, since its expression can't be altered (PostgreSQL, ALTER TABLE).
///
/// `from` is the first state with the renames applied. Throws Error RT280 if a partition key uses an object that must
/// be recreated.
Steps recreate_dependents(Steps changes, const Schema& from, const Schema& to, const std::set<ColumnKey>& retyped);

/// The types that depend on what recreate_dependents recreates: domains, for a check or default that calls a function
/// or applies a cast, or that has a constant of a reshaped type; and ranges. They are rebuilt, or altered, before
/// (plan/postgres/type_rebuild.hpp).
std::set<ObjectName> types_on_recreated(Steps changes, const Schema& from, const Schema& to,
                                        const std::set<ColumnKey>& retyped);

/// True if a statement can turn `from` into `to` in place: CREATE OR REPLACE for a function with the same result type
/// (PostgreSQL, CREATE FUNCTION), ALTER DOMAIN, ALTER TYPE.
bool is_replaceable(const Definition& from, const Definition& to);

}  // namespace retort::plan
