#pragma once

#include "emit/postgres/context.hpp"
#include "emit/postgres/sink.hpp"
#include "plan/step.hpp"

namespace retort::emit::postgres {

void emit(const plan::MoveRows& change, const Context& context, Sink& sink);

}  // namespace retort::emit::postgres
