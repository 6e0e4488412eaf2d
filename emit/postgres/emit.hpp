#pragma once

#include <vector>

#include "emit/postgres/context.hpp"
#include "emit/postgres/sink.hpp"
#include "plan/step.hpp"

namespace retort::emit::postgres {

/// Writes the statements of the steps in order. One file per kind of object: tables.cpp, indexes.cpp, … Consecutive
/// type changes of columns of one table share one statement.
void emit(const plan::Steps& steps, const Context& context, Sink& sink);

/// Writes the step at `at`, and those that share its statement. Returns the index of the next one.
std::size_t emit_at(const plan::Steps& steps, std::size_t at, const Context& context, Sink& sink);

}  // namespace retort::emit::postgres
