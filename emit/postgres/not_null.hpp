#pragma once

#include "emit/postgres/context.hpp"
#include "emit/postgres/sink.hpp"
#include "schema/schema.hpp"

namespace retort::emit::postgres {

/// SET NOT NULL or DROP NOT NULL if the column's nullability differs. Rows that hold NULL are updated before.
void alter_nullable(const ObjectName& table, const Column& from, const Column& to, const Context& context, Sink& sink);

/// SET NOT NULL, which reads no rows: a validated CHECK of this name shows that there is no NULL (ALTER TABLE, SET NOT
/// NULL). Rows that hold NULL are updated in batches.
void set_not_null_by_check(const ObjectName& table, const Column& to, const std::string& check, const Context& context,
                           Sink& sink);

/// Changes the NOT NULL constraint itself: its name, NOT VALID, NO INHERIT, comment. Only version 18 and later have
/// `not_null`. NOT VALID is a table constraint: a column definition can't contain it.
void alter_not_null(const ObjectName& table, const Column& from, const Column& to, Sink& sink);

}  // namespace retort::emit::postgres
