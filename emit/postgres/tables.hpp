#pragma once

#include "diff/change.hpp"
#include "emit/postgres/context.hpp"
#include "emit/postgres/sink.hpp"

namespace retort::emit::postgres {

void emit(const diff::CreateTable& change, const Context& context, Sink& sink);
void emit(const diff::DropTable& change, const Context& context, Sink& sink);
void emit(const diff::AlterTable& change, const Context& context, Sink& sink);

}  // namespace retort::emit::postgres
