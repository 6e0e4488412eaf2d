#pragma once

#include "plan/step.hpp"
#include "schema/schema.hpp"

/// Typed tables: CREATE TABLE … OF type.
namespace retort::plan::postgres {

/// True if ALTER TABLE … OF the type of `to` would reject the columns of `from` when they have changed in place: they
/// must have the order of the attributes. Columns that stay keep their order, and new ones follow them.
bool loses_attribute_order(const Table& from, const Table& to);

/// Releases the tables of each type that changes or is rebuilt, and typed tables whose columns change, with NOT OF
/// before the changes and OF after them: the columns of a typed table can't be altered (PostgreSQL, ALTER TABLE). Then
/// the planner treats them as those of any table, where ALTER TYPE … CASCADE would drop what depends on an attribute.
/// Throws Error RT281 for a table with other columns than its type.
void release_typed_tables(Steps& steps, const Schema& from, const Schema& to);

}  // namespace retort::plan::postgres
