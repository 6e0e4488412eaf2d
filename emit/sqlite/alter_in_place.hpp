#pragma once

#include <vector>

#include "emit/script.hpp"
#include "emit/sqlite/alterable.hpp"

namespace retort::emit::sqlite {

/// The statements for a table without blockers. Indexes that go are dropped before.
void alter_in_place(const TableDelta& delta, Direction direction, std::vector<Statement>& script);

}  // namespace retort::emit::sqlite
