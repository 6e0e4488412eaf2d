#pragma once

#include <map>
#include <string>
#include <vector>

#include "diff/change.hpp"
#include "diff/renames.hpp"
#include "plan/direction.hpp"
#include "plan/foreign_keys.hpp"
#include "plan/sqlite/alterable.hpp"
#include "plan/sqlite/taken_names.hpp"
#include "schema/error.hpp"

namespace retort::plan::sqlite {

/// A table that is rebuilt, and the changes that ALTER TABLE can't make.
struct Rebuild {
    const TableDelta* delta;
    std::vector<const diff::Change*> reasons{};
    ObjectName references{};  ///< a replaced table: the reason for a table that ALTER TABLE could change
};

/// A table whose foreign keys are checked after the changes.
struct CheckedTable {
    ObjectName name{};  ///< after the renames
    bool without_rowid = false;
    bool before = false;  ///< its keys can be checked before the changes too
};

/// The steps that turn one schema into another: the members from `dropped_definitions` on, in execution order. Their
/// pointers point into the schemas, the changes and the deltas.
struct Plan {
    Plan() = default;
    Plan(Plan&&) = default;
    Plan& operator=(Plan&&) = default;
    Plan(const Plan&) = delete;
    Plan& operator=(const Plan&) = delete;

    Schema start;                          ///< the first schema as SQLite stores it
    Schema from;                           ///< `start` with all renames applied
    Schema to;                             ///< the second schema as SQLite stores it
    diff::Differences changes;             ///< in execution order
    std::vector<std::string> differences;  ///< the differences as text (diff/summary.hpp)
    std::map<ObjectName, TableDelta> deltas;
    TakenNames taken;  ///< names in both schemas
    ForeignKeys foreign_keys = ForeignKeys::off;
    bool needs_keys_off = false;  ///< with foreign keys on, a DROP TABLE would change rows that stay

    std::vector<const Definition*> dropped_definitions;  ///< views and triggers, dependents first
    std::vector<const Index*> dropped_indexes;
    std::vector<const Table*> dropped_tables;  ///< children first
    diff::Renames by_case;                     ///< of names that differ in case alone
    diff::Renames declared;
    std::vector<const Table*> created_tables;  ///< parents first
    std::vector<const TableDelta*> altered_tables;
    std::vector<Rebuild> rebuilt_tables;  ///< parents first
    /// With foreign keys on: the old tables of the rebuilt ones, and the dropped tables, all of which are dropped after
    /// the rows are copied; children first. Empty: `dropped_tables` can be dropped at once.
    std::vector<const Table*> replaced_tables;
    std::vector<const Definition*> dropped_triggers;     ///< with foreign keys on: of `replaced_tables`
    std::vector<const Definition*> created_definitions;  ///< dependents last
    std::vector<CheckedTable> checked_tables;            ///< if foreign keys are off
    std::vector<Diagnostic> errors;                      ///< see used_objects.hpp
};

/// Plans the steps from `from` to `to`. Throws Error RT055 for objects that SQLite can't store.
Plan plan(const Schema& from, const Schema& to, Direction direction, ForeignKeys foreign_keys);

}  // namespace retort::plan::sqlite
