#pragma once

#include <vector>

#include "emit/plan.hpp"
#include "emit/script.hpp"
#include "plan/sqlite/plan.hpp"

namespace retort::emit::sqlite {

// Rebuilds tables with foreign keys on (PRAGMA defer_foreign_keys). The old tables get other names, the new ones are
// created and filled, and the old ones are dropped when no row that stays references them. A table that references a
// replaced table is replaced with it (plan/sqlite/referencing_tables.hpp). Since every new table is created under its
// own name, the result is the same if foreign keys are off.

/// Appends the statements that drop the triggers of all these tables.
void drop_triggers(const plan::sqlite::Plan& plan, std::vector<Statement>& script);

/// Appends the statements that set the dropped tables aside, so that their names and those of their indexes are free.
void set_dropped_aside(const plan::sqlite::Plan& plan, std::vector<Statement>& script);

/// Sets the rebuilt tables aside, and creates the new ones.
void create_successors(const plan::sqlite::Plan& plan, std::vector<Statement>& script);

/// Copies the rows, drops the tables that were set aside, and creates the indexes.
void copy_and_drop(const plan::sqlite::Plan& plan, Direction direction, std::vector<Statement>& script);

}  // namespace retort::emit::sqlite
