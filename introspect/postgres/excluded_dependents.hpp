#pragma once

#include <set>

#include "introspect/database.hpp"

namespace retort::introspect::postgres {

/// True if a foreign table inherits from a table or is a partition: no reader reads it, but it is dropped with its
/// parent (PostgreSQL manual, 5.11.2 Declarative Partitioning).
bool has_foreign_children(Database& database);

/// See Database::excluded_dependents. Such foreign tables count as excluded. One query of objects and one of pg_depend.
ExcludedDependents excluded_dependents(Database& database, Filter filter);

}  // namespace retort::introspect::postgres
