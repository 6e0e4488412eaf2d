#pragma once

#include <string>

#include "diff/change.hpp"
#include "emit/postgres/context.hpp"
#include "emit/postgres/sink.hpp"

namespace retort::emit::postgres {

void emit(const diff::AddConstraint& change, const Context& context, Sink& sink);
void emit(const diff::DropConstraint& change, const Context& context, Sink& sink);
void emit(const diff::AlterConstraint& change, const Context& context, Sink& sink);

/// "CONSTRAINT name …", as in CREATE TABLE and ALTER TABLE … ADD.
std::string constraint_sql(const diff::Constraint& constraint);

/// " DEFERRABLE INITIALLY DEFERRED"; empty for a constraint that is checked at once.
std::string_view deferral_sql(Deferral deferral);

/// COMMENT ON CONSTRAINT for a new constraint that has a comment.
void comment_on_constraint(const ObjectName& table, const diff::Constraint& constraint, Sink& sink);

/// Sets storage parameters and tablespace in statements of their own: inline they belong in the middle of the
/// constraint's text, which is the server's.
void exclusion_storage(const ObjectName& table, const Exclusion& exclusion, Sink& sink);

}  // namespace retort::emit::postgres
