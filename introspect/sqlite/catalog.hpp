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
/// Not read: SQLite's internal tables (sqlite_*); virtual tables, whose module defines them; and their
/// shadow tables: those of pragma_table_list, or, if the module is not loaded, those named
/// `<virtual table>_…`.
/// Throws Error RT225 for a statement that can't be parsed, RT041 when SQLite reads it differently.
Schema read_schema(const RunQuery& query, const Filter& filter);

}  // namespace retort::introspect::sqlite
