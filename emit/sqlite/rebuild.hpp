#pragma once

#include <vector>

#include "emit/plan.hpp"
#include "emit/script.hpp"
#include "plan/sqlite/plan.hpp"

namespace retort::emit::sqlite {

/// Appends the statements that create the new table, copy the rows, replace the old table and create the indexes
/// (lang_altertable.html, section 7, steps 4 to 8). The caller adds the other steps: foreign keys off, triggers, views.
void rebuild(const plan::sqlite::Rebuild& rebuild, const plan::sqlite::TakenNames& taken, Direction direction,
             std::vector<Statement>& script);

}  // namespace retort::emit::sqlite
