#pragma once

#include <vector>

#include "diff/change.hpp"
#include "emit/plan.hpp"
#include "emit/sqlite/storable.hpp"
#include "schema/schema.hpp"

namespace retort::emit::sqlite {

/// What changes in one table that is there before and after.
struct TableDelta {
    const Table* from = nullptr;  ///< with all renames made
    const Table* to = nullptr;
    std::vector<diff::Change> changes;
};

/// Everything around a table.
struct Context {
    const Schema& from;  ///< with all renames made
    const Schema& to;
    Direction direction;
    std::vector<const Definition*> standing;  ///< views and triggers that are there while tables change
    TakenNames taken;                         ///< before and after
};

/// Those changes that ALTER TABLE can't make (lang_altertable.html, sections 5 and 6); none:
/// the table is altered in place. ADD COLUMN can't add to a key, takes constant defaults only,
/// needs one for NOT NULL and none for a foreign key, and can't compute stored values. DROP
/// COLUMN can't drop what a key, a constraint, a generated column, a trigger or a view uses.
/// A check or foreign key that comes with a new column is added as that column's own.
std::vector<const diff::Change*> blockers(const TableDelta& delta, const Context& context);

/// The new column that `constraint` can be added with: the last one that it mentions; null: none.
const Column* column_to_add_with(const diff::Constraint& constraint, const TableDelta& delta);

}  // namespace retort::emit::sqlite
