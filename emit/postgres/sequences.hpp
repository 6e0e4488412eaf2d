#pragma once

#include <string>

#include "diff/change.hpp"
#include "emit/postgres/context.hpp"
#include "emit/postgres/sink.hpp"

namespace retort::emit::postgres {

/// True if the column exists before and after the plan, and its values are integers: a sequence can follow them.
bool holds_integers(const ObjectName& table, const std::string& column, const Context& context);

/// Moves a sequence past the values in existing rows of a column whose default comes to draw from it, if it is not past
/// them already. A new one that the column owns is moved when it gets its owner. `noted`: see follow_rows_sql.
void continue_new_sequence(const ObjectName& table, const Column& from, const Column& to, const Context& context,
                           const std::string& noted, Sink& sink);

void emit(const diff::CreateSequence& change, const Context& context, Sink& sink);
void emit(const diff::DropSequence& change, const Context& context, Sink& sink);
void emit(const diff::AlterSequence& change, const Context& context, Sink& sink);

}  // namespace retort::emit::postgres
