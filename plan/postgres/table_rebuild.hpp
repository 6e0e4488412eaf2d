#pragma once

#include <map>
#include <set>
#include <vector>

#include "diff/renames.hpp"
#include "plan/postgres/type_rebuild.hpp"
#include "plan/step.hpp"

namespace retort::plan::postgres {

/// The rebuilt tables: new name → interim name of the old table.
using RebuiltTables = std::map<ObjectName, ObjectName>;

/// Finds the tables that ALTER TABLE can't change as wanted, and their descendants on both sides. Such a table becomes
/// partitioned, is no longer partitioned, or gets another partition key; or its partition key uses a column that
/// changes its type or collation, or has a rebuilt type, or its expression uses a rebuilt type (PostgreSQL, ALTER
/// TABLE: columns of the partition key can't be altered). Or the columns of a typed table would not get the order of
/// the attributes. `from` has the renames applied.
RebuiltTables tables_to_rebuild(const Schema& from, const Schema& to, const std::set<ObjectName>& rebuilt_types);

/// `renames`, and the renames of the old tables to their interim names. Comparison then treats the old and the new
/// table as a dropped and a created one. The sequence of an identity column also gets an interim name if `to` has a
/// sequence of its name. `from` has the renames applied.
diff::Renames with_interim_names(diff::Renames renames, const RebuiltTables& rebuilt_tables, const Schema& from,
                                 const Schema& to);

/// Turns the changes that a comparison with these renames found into rebuilds: the rows are moved to the new table,
/// which then gets its constraints, indexes and triggers, and the old table is dropped. `from` has the renames applied,
/// with the old tables under their interim names. Throws Error RT052 if a type that is dropped before that can't be
/// replaced in the old table, and RT280 for a function.
void rebuild_tables(Steps& steps, const Schema& from, const Schema& to, const RebuiltTables& rebuilt_tables,
                    const RebuiltTypes& rebuilt);

}  // namespace retort::plan::postgres
