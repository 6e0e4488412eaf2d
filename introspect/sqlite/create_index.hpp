#pragma once

#include <string_view>

#include "schema/schema.hpp"

namespace retort::introspect::sqlite {

/// Parses a CREATE INDEX statement on `table` as sqlite_schema stores it (lang_createindex.html).
/// Throws Error RT225 for any other text.
Index parse_create_index(std::string_view sql, const std::string& index_name, const Table& table);

}  // namespace retort::introspect::sqlite
