#pragma once

#include <map>
#include <set>
#include <vector>

#include "diff/change.hpp"
#include "diff/renames.hpp"
#include "plan/postgres/type_rebuild.hpp"

namespace retort::plan::postgres {

/// The tables that are made anew, each by its later name with the name that the old one has meanwhile.
using RebuiltTables = std::map<ObjectName, ObjectName>;

/// Finds the tables that no ALTER TABLE turns into what they are to be, and those that are below them on
/// both sides: one that is partitioned from now on, or no more, or in another way; one whose partition key
/// reads a column that changes its type or collation, or that is of a type which is built anew (PostgreSQL,
/// ALTER TABLE: columns of the partition key can't be altered). `from` has the renames made.
RebuiltTables tables_to_rebuild(const Schema& from, const Schema& to, const std::set<ObjectName>& rebuilt_types);

/// `renames`, with the old form of every remade table stepping aside besides. Everything else then follows
/// as it does for any table that goes and any other that comes. So does the sequence of an identity column where
/// another of its name comes. `from` has the renames made.
diff::Renames with_interim_names(diff::Renames renames, const RebuiltTables& rebuilt_tables, const Schema& from,
                                 const Schema& to);

/// What a comparison with these renames gave, made into the way of the rows: the new table gets its keys, indexes
/// and triggers once the rows are in it, and the old one goes. `from` has the renames made, the old forms under
/// their meanwhile names. Throws Error RT052 where the old form can't wait until then.
void rebuild_tables(std::vector<diff::Change>& changes, const Schema& from, const Schema& to,
                    const RebuiltTables& rebuilt_tables, const RebuiltTypes& rebuilt);

}  // namespace retort::plan::postgres
