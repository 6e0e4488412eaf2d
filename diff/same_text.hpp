#pragma once

#include "diff/renames.hpp"
#include "schema/schema.hpp"

namespace retort::diff {

/// True if the engine prints the definition `from` as `to` after the renames. An engine stores the references of a
/// view, trigger or policy by identity, and prints their current names (PostgreSQL, pg_get_viewdef). `from` belongs to
/// a schema with its renames applied (`apply`), but its text is the one before. False in doubt; the definition is then
/// altered or recreated. Equal texts are not the same if names were swapped or reused in a rename chain.
bool same_after_renames(const Definition& from, const Definition& to, const Renames& renames);

}  // namespace retort::diff
