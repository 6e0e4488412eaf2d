#pragma once

#include <vector>

#include "diff/change.hpp"
#include "diff/constraint_names.hpp"
#include "diff/renames.hpp"

namespace retort::diff {

/// Adds to `changes` the differences between two states of one table, and to `kept` the parts that are equal under two
/// names. `renames` are already applied to the first state and schema. The schemas provide the table's ancestors.
/// `checks_by_name`: the names of its checks are compared, explicit or generated.
void compare_table(const Table& from, const Table& to, const Renames& renames, Differences& changes,
                   std::vector<KeptName>& kept, const Schema& from_schema, const Schema& to_schema,
                   bool checks_by_name);

/// A new column of `child` as ADD COLUMN of an ancestor creates it; `column` itself if no ancestor has it.
Column as_added_by_parent(const Table& child, const Column& column, const Schema& to);

}  // namespace retort::diff
