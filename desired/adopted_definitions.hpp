#pragma once

#include <functional>

#include "schema/schema.hpp"

namespace retort::desired {

/// True for an object in a schema that neither the models nor the SQL files declare.
using Foreign = std::function<bool(const ObjectName&)>;

/// Adds the definitions of `live` that `desired` does not declare: see adopt(). `live` has the names of `desired`.
/// Throws Error RT284 for a foreign table that is a partition of a table which gets another partition key.
void add_definitions(const Schema& live, const Foreign& foreign, Schema& desired);

/// `desired` plus the definitions of `found` of kinds that it does not declare, without SQL files: for models that are
/// compared with a schema as it is.
Schema adopt_definitions(const Schema& found, Schema desired);

/// `desired` plus the virtual tables of `found`, and the triggers that use them, if it has none: for SQL files, which
/// often leave them out.
Schema adopt_virtual_tables(const Schema& found, Schema desired);

}  // namespace retort::desired
