#pragma once

#include "introspect/database.hpp"
#include "schema/schema.hpp"
#include "scratch/scratch_source.hpp"

namespace retort::desired {

/// The declared schema as the engine stores it: created without a lasting trace, and read back. Attributes that a
/// database does not store (`named`, `declared`, `transition`, `external`, …) are carried over from `declared`.
///
/// SQLite creates it in memory. PostgreSQL creates it in temporary tables of a transaction on `live` that is rolled
/// back, if all of `declared` is in the default schema and temporary tables can hold it; otherwise, or without the
/// privilege TEMPORARY, in a database of `scratch`.
///
/// `known`, if given, is the schema of `live`: parts that it already stores are not created in temporary tables.
///
/// Throws Error RT180 for the parts that the engine rejects, each with the model's position and the engine's message;
/// RT037 when there is neither a scratch database nor a use for temporary tables.
Schema normalize(const Schema& declared, introspect::Database* live, scratch::ScratchSource* scratch,
                 const Schema* known = nullptr);

/// Without a scratch: for SQLite, or for a schema that temporary tables on `live` can hold.
inline Schema normalize(const Schema& declared, introspect::Database* live) {
    return normalize(declared, live, static_cast<scratch::ScratchSource*>(nullptr));
}

/// With a scratch that is already open.
Schema normalize(const Schema& declared, introspect::Database* live, scratch::Scratch* scratch);

/// True when temporary tables on a live PostgreSQL can hold the schema: no named schemas, no definitions, …
bool fits_temporary(const Schema& declared);

/// Copies the attributes that a database does not store from `declared` to the objects of the same name in `stored`.
void carry_over(const Schema& declared, Schema& stored);

}  // namespace retort::desired
