#pragma once

#include "diff/renames.hpp"
#include "schema/schema.hpp"

namespace retort::diff {

/// True when the engine prints the definition as `to` once the renames are made: an engine keeps what a view, a trigger
/// or a policy speaks of by its identity, and prints the names that hold now (PostgreSQL, pg_get_viewdef). `from` is of
/// a schema with its renames made (`apply`), its text as it was before. In doubt false, and the definition is made
/// anew. Equal texts are not the same where names were exchanged or passed on.
bool same_after_renames(const Definition& from, const Definition& to, const Renames& renames);

}  // namespace retort::diff
