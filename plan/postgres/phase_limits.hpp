#pragma once

#include <optional>
#include <string>

#include "diff/renames.hpp"
#include "schema/schema.hpp"

namespace retort::plan::postgres {

/// True if ALTER COLUMN … TYPE writes every row of the table (PostgreSQL manual, ALTER TABLE, Notes).
bool rewrites_table(const Column& from, const Column& to);

/// Why the change of a column can't be made in phases (plan/postgres/phases.hpp); nothing: it can. `table` and `from`
/// are of the schema `from_schema`, without renames; `to` is of the table of the same name in `to_schema`.
std::optional<std::string> phase_limit(const Table& table, const Column& from, const Column& to,
                                       const Schema& from_schema, const Schema& to_schema,
                                       const diff::Renames& renames);

}  // namespace retort::plan::postgres
