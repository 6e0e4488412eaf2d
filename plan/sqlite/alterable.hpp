#pragma once

#include <vector>

#include "diff/change.hpp"
#include "plan/direction.hpp"
#include "schema/schema.hpp"

namespace retort::plan::sqlite {

/// The changes within one table that exists on both sides.
struct TableDelta {
    const Table* from = nullptr;  ///< with all renames applied
    const Table* to = nullptr;
    diff::Differences changes;
};

/// The schemas around a table, and the direction.
struct Surroundings {
    const Schema& from;  ///< with all renames applied
    const Schema& to;
    Direction direction;
    std::vector<const Definition*> standing;  ///< views and triggers that exist while tables change
};

/// The changes that ALTER TABLE can't make (lang_altertable.html, sections 5 and 6); empty: the table is altered in
/// place. ADD COLUMN can't add a key column, accepts constant defaults only, requires one for NOT NULL and none for a
/// foreign key, and can't add a STORED generated column. DROP COLUMN can't drop a column that a key, a constraint, a
/// generated column, a trigger or a view references. A check or foreign key on a new column is added as that column's
/// constraint.
std::vector<const diff::Change*> blockers(const TableDelta& delta, const Surroundings& around);

/// The new column that `constraint` can be added with: the last one that it references. Null: there is none.
const Column* column_to_add_with(const diff::Constraint& constraint, const TableDelta& delta);

}  // namespace retort::plan::sqlite
