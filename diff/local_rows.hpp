#pragma once

#include <string>
#include <vector>

#include "schema/schema.hpp"

namespace retort::diff {

/// True if a foreign table is among the descendants of `table`. A query or an UPDATE of the table then reads the
/// foreign server too (PostgreSQL, CREATE FOREIGN TABLE), whose rows are not part of the database.
bool has_foreign_descendant(const ObjectName& table, const Schema& schema);

/// The tables that hold the local rows of `table`: itself and its descendants, without partitioned and foreign tables.
std::vector<ObjectName> tables_with_rows(const ObjectName& table, const Schema& schema);

}  // namespace retort::diff
