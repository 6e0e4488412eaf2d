#pragma once

#include <map>
#include <set>
#include <vector>

#include "diff/renames.hpp"
#include "plan/postgres/enum_rebuild.hpp"
#include "plan/recreate.hpp"
#include "plan/step.hpp"

namespace retort::plan::postgres {

/// The types that a plan rebuilds.
struct RebuiltTypes {
    std::set<ObjectName> types;                ///< all rebuilt types, with the multirange types of ranges
    std::map<ObjectName, ObjectName> interim;  ///< type → interim name of the old type; none if converted by text
    std::set<plan::ColumnKey> retyped;         ///< the columns that change from the old to the new type
};

/// True if the column of a type that is rebuilt gets a built-in type by an expression that needs the old type: a cast
/// of that, or `.using_sql`. It is converted before, while the type has its name and its casts.
bool is_converted_before(const Column& from, const Column& to, const Casts& casts);

/// Finds the types that ALTER TYPE and ALTER DOMAIN can't change as wanted, and the types that depend on them, and adds
/// their rebuild to `steps`: RebuildType, an AlterColumn for every column of the type, DropOldType. A range can't be
/// renamed to an interim name, because its constructor functions keep its name (CREATE TYPE): its columns, and those of
/// types that contain it, are converted to text temporarily while it is dropped and created. `from` has the renames
/// applied. A column of a partition key can't be altered; its table is rebuilt (plan/postgres/table_rebuild.hpp).
RebuiltTypes rebuild_types(Steps& steps, const Schema& from, const Schema& to, const diff::Renames& renames,
                           NewLabels new_labels = NewLabels::in_transaction);

/// `schema` with the old types added under their interim names, for lookups. Other types that contain a rebuilt type
/// reference the old one.
Schema with_old_types(Schema schema, const RebuiltTypes& rebuilt);

}  // namespace retort::plan::postgres
