#pragma once

#include <string>
#include <vector>

#include "emit/plan.hpp"
#include "emit/script.hpp"
#include "plan/sqlite/plan.hpp"

namespace retort::emit::sqlite {

/// Appends the statements that create the new table, copy the rows, replace the old table and create the indexes
/// (lang_altertable.html, section 7, steps 4 to 8). The caller adds the other steps: foreign keys off, triggers, views.
void rebuild(const plan::sqlite::Rebuild& rebuild, const plan::sqlite::TakenNames& taken, Direction direction,
             std::vector<Statement>& script);

/// A comment: why the table is rebuilt.
std::string reasons_of(const plan::sqlite::Rebuild& rebuild);

/// The new table: with the changes of constraints and indexes, unchanged ones with their names.
Table successor_of(const plan::sqlite::TableDelta& delta);

/// Appends the statement that copies the rows, and those that continue AUTOINCREMENT. `source` and `target`: the names
/// of the old and the new table at this point.
void copy_table(const plan::sqlite::TableDelta& delta, Direction direction, const std::string& source,
                const std::string& target, std::vector<Statement>& script);

}  // namespace retort::emit::sqlite
