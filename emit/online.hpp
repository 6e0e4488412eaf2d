#pragma once

#include "emit/plan.hpp"
#include "plan/online_kinds.hpp"

namespace retort::emit {

/// The same as `plan`, with a script that does not hold up the programs which read and write while it runs: indexes
/// are built and dropped concurrently, constraints are added NOT VALID and validated in statements of their own, and
/// each transaction waits for a lock only for a short time. The result is the same. On an engine without such
/// statements (SQLite), and where no step has one, the script is that of `plan`. Changes of other kinds than `kinds`
/// are written as `plan` writes them; and so are changes of a column's type or name, which take several scripts
/// (emit/phases.hpp).
Plan online_plan(const Schema& from, const Schema& to, Direction direction = Direction::up,
                 ForeignKeys foreign_keys = ForeignKeys::off,
                 const plan::OnlineKinds& kinds = plan::all_online_kinds());

}  // namespace retort::emit
