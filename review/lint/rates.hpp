#pragma once

#include "introspect/database.hpp"
#include "review/lint/lint.hpp"

namespace retort::hazards {

/// Measures how fast a PostgreSQL server reads, copies and sorts rows: the first 16 MB of the largest table that the
/// role may read. It takes some tenths of a second, at most 3 s, in a READ ONLY transaction that is rolled back.
/// Nothing is measured, and the rates are 0, on a server whose largest table is smaller than that, for SQLite, in an
/// open transaction, and where the queries fail.
Rates measure_rates(introspect::Database& database);

}  // namespace retort::hazards
