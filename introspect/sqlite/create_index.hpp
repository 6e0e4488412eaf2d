#pragma once

#include <string_view>

#include "schema/schema.hpp"

namespace retort::introspect::sqlite {

/// Reads a CREATE INDEX statement as sqlite_schema stores it (lang_createindex.html), in the
/// light of the table it is on. Throws Error RT225 for text that is no such statement.
Index parse_create_index(std::string_view sql, const std::string& index_name, const Table& table);

}  // namespace retort::introspect::sqlite
