#pragma once

#include <vector>

#include "diff/change.hpp"
#include "diff/constraint_names.hpp"
#include "diff/renames.hpp"

namespace retort::diff {

/// Adds to `changes` what differs between two states of one table, names and references
/// already brought in line by `renames`; to `kept` what is the same under two names.
/// The schemas, the first with its renames made, tell what the tables above have. `checks_by_name`: the names of its
/// checks count, chosen or not.
void compare_table(const Table& from, const Table& to, const Renames& renames, std::vector<Change>& changes,
                   std::vector<KeptName>& kept, const Schema& from_schema, const Schema& to_schema,
                   bool checks_by_name);

/// A new column of `child` as the ADD COLUMN of a table above makes it; `column` itself where none has it.
Column as_added_by_parent(const Table& child, const Column& column, const Schema& to);

}  // namespace retort::diff
