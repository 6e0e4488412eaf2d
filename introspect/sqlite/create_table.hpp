#pragma once

#include <string>
#include <string_view>

#include "schema/schema.hpp"

namespace retort::introspect::sqlite {

/// Parses a CREATE TABLE statement as sqlite_schema stores it (lang_createtable.html).
/// Foreign keys are as written: the referenced table's name in the statement's spelling, and no
/// columns if the statement names none. Indexes are not part of the statement.
/// Throws Error RT225 for any other text.
Table parse_create_table(std::string_view sql, const std::string& table_name);

/// True when the table's primary key is an alias of its rowid, so that it is never NULL
/// (lang_createtable.html, "ROWIDs and the INTEGER PRIMARY KEY").
bool is_rowid_alias(const Table& table);

}  // namespace retort::introspect::sqlite
