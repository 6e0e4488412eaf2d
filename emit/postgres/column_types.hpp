#pragma once

#include <vector>

#include "diff/change.hpp"
#include "emit/postgres/context.hpp"
#include "emit/postgres/sink.hpp"

namespace retort::emit::postgres {

/// The changes from the one at `at` on whose types one statement can change: consecutive type changes of columns of one
/// table. Empty if that change is none.
std::vector<const diff::AlterColumn*> shared_type_changes(const std::vector<diff::Change>& changes, std::size_t at);

/// Changes types and defaults of columns of one table. The server rewrites the table once per statement that requires
/// it, so several columns share one statement (PostgreSQL manual, ALTER TABLE, notes). The statement's subcommands are
/// in this order: drop defaults, change types, set defaults.
void alter_types(const std::vector<const diff::AlterColumn*>& columns, const Context& context, Sink& sink);

}  // namespace retort::emit::postgres
