#pragma once

#include <vector>

#include "emit/script.hpp"
#include "emit/sqlite/alterable.hpp"

namespace retort::emit::sqlite {

/// Appends the statements for a table without blockers. The caller has dropped the indexes that are dropped or altered.
void alter_in_place(const TableDelta& delta, Direction direction, std::vector<Statement>& script);

}  // namespace retort::emit::sqlite
