#pragma once

#include <vector>

#include "emit/plan.hpp"
#include "emit/script.hpp"
#include "plan/sqlite/alterable.hpp"

namespace retort::emit::sqlite {

/// Appends the statements for a table without blockers. The caller has dropped the indexes that are dropped or altered.
void alter_in_place(const plan::sqlite::TableDelta& delta, Direction direction, std::vector<Statement>& script);

}  // namespace retort::emit::sqlite
