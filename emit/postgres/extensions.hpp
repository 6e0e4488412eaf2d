#pragma once

#include "diff/change.hpp"
#include "emit/postgres/context.hpp"
#include "emit/postgres/sink.hpp"

namespace retort::emit::postgres {

void emit(const diff::CreateExtension& change, const Context& context, Sink& sink);
void emit(const diff::DropExtension& change, const Context& context, Sink& sink);
void emit(const diff::AlterExtension& change, const Context& context, Sink& sink);

}  // namespace retort::emit::postgres
