#pragma once

#include <string>

#include "introspect/database.hpp"
#include "schema/schema.hpp"
#include "scratch/scratch_source.hpp"

namespace retort::desired {

/// `declared` with the expressions of `live` where they are the same by their structure: the next best
/// when the server can't be asked how it stores what models say (PostgreSQL). Defaults, generated columns,
/// checks, and the expressions and predicates of indexes; other texts stay as they are declared.
Schema with_stored_expressions(Schema declared, const Schema& live);

/// `normalize(declared, &database, &scratch, &live)`; where PostgreSQL has no place for that (RT035, RT037), what
/// with_stored_expressions makes of `declared` and `live`, which `database` holds, and then `why` says the
/// reason. A scratch that was named and can't be used stays an error.
Schema normalize_or_match(const Schema& declared, const Schema& live, introspect::Database& database,
                          scratch::ScratchSource& scratch, std::string& why);

}  // namespace retort::desired
