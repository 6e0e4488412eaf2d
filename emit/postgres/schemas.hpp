#pragma once

#include "diff/change.hpp"
#include "emit/postgres/context.hpp"
#include "emit/postgres/sink.hpp"

namespace retort::emit::postgres {

void emit(const diff::CreateSchema& change, const Context& context, Sink& sink);
void emit(const diff::DropSchema& change, const Context& context, Sink& sink);
void emit(const diff::AlterSchema& change, const Context& context, Sink& sink);

}  // namespace retort::emit::postgres
