#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "introspect/database.hpp"
#include "introspect/filter.hpp"
#include "schema/schema.hpp"

namespace retort::introspect::sqlite {

/// Runs one query of the catalog.
using RunQuery = std::function<std::vector<Row>(std::string_view sql)>;

/// Reads the schema of the database "main" with four queries. The statements that sqlite_schema
/// stores are parsed, because no PRAGMA returns constraint names, CHECKs, collations or generated
/// expressions; the result is verified with pragma_table_xinfo.
///
/// A virtual table is its statement: its module defines it. Its shadow tables (those of pragma_table_list, or, if the
/// module is not loaded, those named `<virtual table>_…`) are not read; neither are SQLite's internal tables
/// (sqlite_*). What the filter excludes is in Schema::excluded. Throws Error RT225 for a statement that can't be
/// parsed, RT041 when SQLite reads it differently.
Schema read_schema(const RunQuery& query, const Filter& filter);

}  // namespace retort::introspect::sqlite
