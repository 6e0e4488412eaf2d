#pragma once

#include "diff/change.hpp"
#include "emit/postgres/context.hpp"
#include "emit/postgres/sink.hpp"
#include "plan/step.hpp"

namespace retort::emit::postgres {

void emit(const diff::AddColumn& change, const Context& context, Sink& sink);
void emit(const plan::FillColumn& change, const Context& context, Sink& sink);
void emit(const diff::DropColumn& change, const Context& context, Sink& sink);
void emit(const diff::AlterColumn& change, const Context& context, Sink& sink);

/// The changes of a column that follow its new type: NOT NULL, identity, settings, comment.
void alter_after_type(const diff::AlterColumn& change, const Context& context, Sink& sink);

}  // namespace retort::emit::postgres
