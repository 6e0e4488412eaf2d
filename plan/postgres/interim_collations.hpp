#pragma once

#include <map>

#include "schema/schema.hpp"

namespace retort::plan::postgres {

/// The collations that are defined otherwise in `to`, each with the name that the old one has meanwhile. No ALTER
/// COLLATION changes what one is (PostgreSQL, ALTER COLLATION), and nothing that a column uses can be dropped; so
/// the old one steps aside, and what uses it differs from then on.
std::map<ObjectName, ObjectName> interim_collations(const Schema& from, const Schema& to);

}  // namespace retort::plan::postgres
