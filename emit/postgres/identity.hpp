#pragma once

#include <string>

#include "emit/postgres/context.hpp"
#include "emit/postgres/sink.hpp"
#include "schema/schema.hpp"

namespace retort::emit::postgres {

/// An expression for the sequence of an identity column. pg_get_serial_sequence may return another sequence that
/// the column owns.
std::string identity_sequence(const ObjectName& table, const std::string& column, const Context& context);

/// True if the type of an identity column becomes smaller. Its bounds are changed before: ALTER COLUMN TYPE changes the
/// type of the sequence too, and rejects bounds outside of it.
bool narrows_identity(const Column& from, const Column& to);

/// ADD, DROP or SET … for a column's identity that differs.
void alter_identity(const ObjectName& table, const Column& from, const Column& to, const Context& context, Sink& sink);

/// COMMENT ON SEQUENCE for the sequence of an identity column, if the comment changed.
void comment_on_identity(const ObjectName& table, const Column& from, const Column& to, Sink& sink);

}  // namespace retort::emit::postgres
