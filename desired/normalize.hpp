#pragma once

#include "introspect/database.hpp"
#include "schema/schema.hpp"
#include "scratch/scratch_source.hpp"

namespace retort::desired {

/// The declared schema as the engine stores it: made where it leaves no trace, and read back.
/// What a database does not store (`named`, `declared`, `transition`, `external`, …) is carried
/// over from `declared`.
///
/// Where: SQLite in memory. PostgreSQL in temporary tables of a transaction on `live` that is
/// rolled back, when all of `declared` lives in the default schema and temporary tables can hold
/// it; otherwise, or without the privilege for temporary tables, in a database of `scratch`.
///
/// `known`, when given, is what `live` holds: temporary tables are not asked about what stands there already.
///
/// Throws Error RT180 for what the engine rejects, every fault with the model's place and the
/// engine's message; RT037 when there is no place to ask.
Schema normalize(const Schema& declared, introspect::Database* live, scratch::ScratchSource* scratch,
                 const Schema* known = nullptr);

/// Without a scratch: SQLite, or what temporary tables on `live` can hold.
inline Schema normalize(const Schema& declared, introspect::Database* live) {
    return normalize(declared, live, static_cast<scratch::ScratchSource*>(nullptr));
}

/// For a scratch that is open already.
Schema normalize(const Schema& declared, introspect::Database* live, scratch::Scratch* scratch);

/// True when temporary tables on a live PostgreSQL are enough: no named schemas, no definitions, …
bool fits_temporary(const Schema& declared);

/// Copies the asides of `declared` onto the equally named objects of `stored`.
void carry_over(const Schema& declared, Schema& stored);

}  // namespace retort::desired
