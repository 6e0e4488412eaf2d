#pragma once

#include <string>

#include "introspect/database.hpp"
#include "schema/schema.hpp"
#include "scratch/scratch_source.hpp"

namespace retort::desired {

/// `declared` with the expressions of `live` where both have the same structure: the fallback when no server can be
/// queried for the stored form (PostgreSQL). Covers defaults, generated columns, checks, and the expressions and
/// predicates of indexes. Other texts stay as declared.
Schema with_stored_expressions(Schema declared, const Schema& live);

/// `normalize(declared, &database, &scratch, &live)`, where `live` is the schema of `database`. If PostgreSQL has no
/// scratch for that (RT035, RT037), `with_stored_expressions(declared, live)`; `why` is then the reason. An explicit
/// scratch that can't be used remains an error.
Schema normalize_or_match(const Schema& declared, const Schema& live, introspect::Database& database,
                          scratch::ScratchSource& scratch, std::string& why);

}  // namespace retort::desired
