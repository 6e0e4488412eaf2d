#pragma once

#include <optional>
#include <string>
#include <vector>

#include "emit/postgres/context.hpp"

/// Statements about all rows of a table that has foreign tables among its descendants, in either state. Their rows
/// belong to another server, which a migration does not change, and which the proof does not reach.
namespace retort::emit::postgres {

bool has_foreign_rows(const ObjectName& table, const Context& context);

/// The statements that do with the local rows of `table` what `update`, "UPDATE t SET …", does with all of them; none
/// if no descendant is a foreign table.
std::optional<std::vector<std::string>> local_updates(const ObjectName& table, const std::string& update,
                                                      const Context& context);

/// `query`, "SELECT … FROM t", over the local rows of `table`.
std::string local_query(const ObjectName& table, std::string query, const Context& context);

}  // namespace retort::emit::postgres
