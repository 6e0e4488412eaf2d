#pragma once

#include "diff/renames.hpp"
#include "schema/schema.hpp"

namespace retort::plan::sqlite {

/// The schema without comments and storage settings, which SQLite can't store. Throws Error RT055 for objects that have
/// no equivalent in SQLite: enum types, sequences, extensions, named schemas, exclusion constraints, identity columns.
Schema storable(const Schema& schema);

/// Tables and columns whose names differ in case alone. SQLite treats such names as equal, so the objects are renamed,
/// not dropped and created.
diff::Renames case_renames(const Schema& from, const Schema& to);

}  // namespace retort::plan::sqlite
