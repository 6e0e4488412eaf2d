#pragma once

#include <string>

#include "emit/postgres/context.hpp"
#include "schema/schema.hpp"

namespace retort::emit::postgres {

/// A neutral value that any row may hold, for a NOT NULL column that a downgrade adds back; empty when there is none.
/// With `distinct`, a value that differs in every row. For an enum, preferably a label that already exists in `before`,
/// the schema that the plan starts from.
std::string neutral_value(const Type& type, const Schema& schema, bool distinct, const Schema& before);

/// The same for the column of a table in `context.to`; empty for a column of a foreign key.
std::string neutral_value(const ObjectName& table, const Column& column, const Context& context);

}  // namespace retort::emit::postgres
