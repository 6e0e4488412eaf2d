#pragma once

#include "introspect/database.hpp"
#include "review/lint/lint.hpp"

namespace retort::hazards {

/// The sizes of all tables of a live PostgreSQL database, with one query: pg_class.reltuples and
/// pg_total_relation_size; those of a partitioned table with its partitions. None for SQLite, which counts no rows.
TableSizes read_sizes(introspect::Database& database);

}  // namespace retort::hazards
