#pragma once

#include <set>

#include "introspect/database.hpp"

namespace retort::introspect::postgres {

/// See Database::excluded_dependents. One query of objects and one of pg_depend.
ExcludedDependents excluded_dependents(Database& database, Filter filter);

}  // namespace retort::introspect::postgres
