#pragma once

#include <map>
#include <set>
#include <vector>

#include "diff/change.hpp"
#include "diff/renames.hpp"
#include "plan/recreate.hpp"

namespace retort::plan::postgres {

/// The types that a plan makes anew.
struct RebuiltTypes {
    std::set<ObjectName> types;                ///< all of them
    std::map<ObjectName, ObjectName> interim;  ///< each with the name that the old one has meanwhile
    std::set<plan::ColumnKey> retyped;         ///< the columns that move from the old to the new one
};

/// Finds the types that ALTER TYPE and ALTER DOMAIN can't turn into what they are to be, and those
/// that rest upon them, and puts their rebuilding into `changes`: RebuildType, an AlterColumn for
/// every column that moves over, DropOldType. A range can't step aside, because the functions that
/// come with it keep its name (CREATE TYPE): its columns, and those of types over it, wait as text while it is dropped
/// and made anew. `from` has the renames made. A column of a partition key can't be altered; its table is made anew
/// (plan/postgres/table_rebuild.hpp).
RebuiltTypes rebuild_types(std::vector<diff::Change>& changes, const Schema& from, const Schema& to,
                           const diff::Renames& renames);

/// `schema` with the old types under their meanwhile names besides, for what has to look them up; types that are
/// not made anew are over them.
Schema with_old_types(Schema schema, const RebuiltTypes& rebuilt);

}  // namespace retort::plan::postgres
