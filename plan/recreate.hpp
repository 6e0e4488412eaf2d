#pragma once

#include <set>
#include <utility>
#include <vector>

#include "diff/change.hpp"

namespace retort::plan {

/// A column of a table, by the names that hold once renames are made.
using ColumnKey = std::pair<ObjectName, std::string>;

/// Adds a drop and a new creation for what stands unchanged on both sides but in the way of
/// a column whose type changes: checks, indexes with expressions or a predicate, foreign
/// keys, exclusions, generated columns computed from it, views, triggers and policies that read
/// it, and whatever reads those. A definition that can't be replaced in place is dropped and
/// made anew, with what reads it. `retyped` names further columns
/// (those of an enum that is built anew). A generated column whose expression changes is
/// dropped and added, since its expression can't be altered (PostgreSQL, ALTER TABLE).
///
/// `from` is the first state with the renames made.
std::vector<diff::Change> recreate_dependents(std::vector<diff::Change> changes, const Schema& from, const Schema& to,
                                              const std::set<ColumnKey>& retyped);

/// True when a statement can turn the one into the other: CREATE OR REPLACE a function whose
/// result stays the same (PostgreSQL, CREATE FUNCTION), ALTER DOMAIN, ALTER TYPE.
bool is_replaceable(const Definition& from, const Definition& to);

}  // namespace retort::plan
