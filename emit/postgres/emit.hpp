#pragma once

#include <vector>

#include "diff/change.hpp"
#include "emit/postgres/context.hpp"
#include "emit/postgres/sink.hpp"

namespace retort::emit::postgres {

/// Writes the statements of the changes in order. One file per kind of object: tables.cpp, indexes.cpp, … Consecutive
/// type changes of columns of one table share one statement.
void emit(const std::vector<diff::Change>& changes, const Context& context, Sink& sink);

}  // namespace retort::emit::postgres
