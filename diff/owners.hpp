#pragma once

#include <string>

#include "diff/change.hpp"

namespace retort::diff {

/// The role that owns the object; empty: the role that runs the plan.
std::string owner_of(const Schema& schema, const ObjectId& object);

/// True for a schema without objects. It has no owners and privileges to read, so it does not prevent their comparison.
bool is_without_objects(const Schema& schema);

/// True if the owners of both schemas are compared (`--owners`).
bool compares_owners(const Schema& from, const Schema& to);

/// Compares the owners of the objects that both schemas have, and those of new objects. `from` is the first schema with
/// its renames applied.
void compare_owners(const Schema& from, const Schema& to, Differences& changes);

}  // namespace retort::diff
