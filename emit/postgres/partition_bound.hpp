#pragma once

#include <set>
#include <string>

#include "schema/schema.hpp"

namespace retort::emit::postgres {

/// The SQL condition under which a partition of `table` accepts a row (PostgreSQL manual, CREATE TABLE, FOR VALUES).
/// Adds the columns that the condition reads to `columns`. "true": every row is accepted, or only the server can tell
/// (hash partitions, ranges over an enum, keys with a collation or operator class). "false": there is no partition.
std::string partition_condition(const Table& table, const Schema& schema, std::set<std::string>& columns);

/// A condition that implies the bound of one partition, in a form that the server recognises (ALTER TABLE, ATTACH
/// PARTITION); empty if none is known: hash partitions, keys of several columns, DEFAULT.
std::string bound_condition(const Table& parent, const std::string& bound);

}  // namespace retort::emit::postgres
