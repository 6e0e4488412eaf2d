#pragma once

#include <set>

#include "introspect/database.hpp"
#include "review/lint/lint.hpp"

namespace retort::hazards {

/// The sizes of all tables of a live database. PostgreSQL: with one query, pg_class.reltuples and
/// pg_total_relation_size; those of a partitioned table with its partitions. SQLite: the rows are counted up to a
/// million, and the pages of such a table with dbstat; only of tables in `names`, if there are any.
TableSizes read_sizes(introspect::Database& database, const std::set<ObjectName>& names = {});

}  // namespace retort::hazards
