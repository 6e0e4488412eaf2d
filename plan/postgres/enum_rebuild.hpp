#pragma once

#include <set>
#include <vector>

#include "diff/renames.hpp"
#include "plan/step.hpp"

namespace retort::plan::postgres {

/// True if ALTER TYPE … RENAME VALUE makes the change: a step of the declared renames of labels.
bool only_renames_labels(const Enum& from, const Enum& to, const diff::Renames& renames);

/// Whether the plan commits new labels before the steps that use them.
enum class NewLabels { in_transaction, committed };

/// The enums that adding labels can't change as wanted: a label is removed or moved, or `steps` use a
/// new label, which PostgreSQL rejects within the transaction that adds it (manual, ALTER TYPE, notes). Of labels that
/// are committed before, only one in the bound of a partition.
std::set<ObjectName> enums_to_rebuild(const Steps& steps, const diff::Renames& renames, NewLabels new_labels);

}  // namespace retort::plan::postgres
