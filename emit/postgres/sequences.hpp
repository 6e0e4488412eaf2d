#pragma once

#include "diff/change.hpp"
#include "emit/postgres/context.hpp"
#include "emit/postgres/sink.hpp"

namespace retort::emit::postgres {

void emit(const diff::CreateSequence& change, const Context& context, Sink& sink);
void emit(const diff::DropSequence& change, const Context& context, Sink& sink);
void emit(const diff::AlterSequence& change, const Context& context, Sink& sink);

}  // namespace retort::emit::postgres
