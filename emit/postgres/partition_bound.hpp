#pragma once

#include <set>
#include <string>

#include "schema/schema.hpp"

namespace retort::emit::postgres {

/// The SQL condition under which a partition of `table` accepts a row (PostgreSQL manual, CREATE TABLE, FOR VALUES).
/// Adds the columns that the condition reads to `columns`. "true": every row is accepted, or only the server can tell
/// (hash partitions, ranges over an enum, keys with a collation or operator class). "false": there is no partition.
std::string partition_condition(const Table& table, const Schema& schema, std::set<std::string>& columns);

}  // namespace retort::emit::postgres
