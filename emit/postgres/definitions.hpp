#pragma once

#include "diff/change.hpp"
#include "emit/postgres/context.hpp"
#include "emit/postgres/sink.hpp"

namespace retort::emit::postgres {

void emit(const diff::CreateDefinition& change, const Context& context, Sink& sink);
void emit(const diff::DropDefinition& change, const Context& context, Sink& sink);
void emit(const diff::AlterDefinition& change, const Context& context, Sink& sink);

/// The statement that creates the object, with its comment, indexes and columns' settings.
void create_definition(const Definition& definition, const Context& context, Sink& sink);

}  // namespace retort::emit::postgres
