#pragma once

#include <set>
#include <vector>

#include "diff/change.hpp"
#include "diff/renames.hpp"

namespace retort::plan::postgres {

/// True when the change is made by ALTER TYPE … RENAME VALUE: a step of a declared rename.
bool only_renames_labels(const Enum& from, const Enum& to, const diff::Renames& renames);

/// The enums that can't be altered by adding labels alone: one is removed or moved, or a new
/// one is used by `changes`, which PostgreSQL forbids within the transaction that adds it
/// (manual, ALTER TYPE, notes).
std::set<ObjectName> enums_to_rebuild(const std::vector<diff::Change>& changes, const diff::Renames& renames);

}  // namespace retort::plan::postgres
