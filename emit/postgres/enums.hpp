#pragma once

#include "diff/change.hpp"
#include "emit/postgres/context.hpp"
#include "emit/postgres/sink.hpp"

namespace retort::emit::postgres {

void emit(const diff::CreateEnum& change, const Context& context, Sink& sink);
void emit(const diff::DropEnum& change, const Context& context, Sink& sink);
void emit(const diff::AlterEnum& change, const Context& context, Sink& sink);

/// CREATE TYPE … AS ENUM, with its comment.
void create_enum(const Enum& each, Sink& sink);

}  // namespace retort::emit::postgres
