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
/// stores are parsed, because no PRAGMA tells constraint names, CHECKs, collations or generated
/// expressions; pragma_table_xinfo checks what was read.
///
/// Left out: SQLite's own tables (sqlite_*); virtual tables, whose definition is a module's
/// affair; and their shadow tables, which pragma_table_list knows where the module is loaded and
/// which otherwise are those named `<virtual table>_…`.
/// Throws Error RT225 for a statement that is not understood, RT041 where SQLite reads it otherwise.
Schema read_schema(const RunQuery& query, const Filter& filter);

}  // namespace retort::introspect::sqlite
