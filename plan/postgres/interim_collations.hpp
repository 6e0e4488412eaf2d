#pragma once

#include <map>

#include "schema/schema.hpp"

namespace retort::plan::postgres {

/// The collations whose definition changes in `to`, each with the interim name of the old collation. ALTER COLLATION
/// can't change a definition (PostgreSQL, ALTER COLLATION), and a collation that a column uses can't be dropped; so the
/// old collation is renamed, and comparison then reports its dependents as changed.
std::map<ObjectName, ObjectName> interim_collations(const Schema& from, const Schema& to);

}  // namespace retort::plan::postgres
