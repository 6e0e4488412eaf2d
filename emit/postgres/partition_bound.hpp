#pragma once

#include <set>
#include <string>

#include "schema/schema.hpp"

namespace retort::emit::postgres {

/// The condition for a row of `table` that one of its partitions takes, as SQL over the table's columns; those that it
/// reads are added to `columns`. "true" where all are taken, or where that can't be told without asking the server:
/// another hash partition than all, ranges of an enum. "false": there is no partition. (PostgreSQL, CREATE TABLE: FOR
/// VALUES.)
std::string partition_condition(const Table& table, const Schema& schema, std::set<std::string>& columns);

}  // namespace retort::emit::postgres
