#pragma once

#include <vector>

#include "emit/postgres/context.hpp"
#include "emit/postgres/sink.hpp"
#include "plan/step.hpp"

namespace retort::emit::postgres {

/// The steps from the one at `at` on that one statement can make: consecutive type changes of columns of one table.
/// Empty if that step is none.
std::vector<const diff::AlterColumn*> shared_type_changes(const plan::Steps& steps, std::size_t at);

/// Changes types and defaults of columns of one table. The server rewrites the table once per statement that requires
/// it, so several columns share one statement (PostgreSQL manual, ALTER TABLE, notes). The statement's subcommands are
/// in this order: drop defaults, change types, set defaults.
void alter_types(const std::vector<const diff::AlterColumn*>& columns, const Context& context, Sink& sink);

}  // namespace retort::emit::postgres
