#pragma once

#include <string_view>

#include "sql/statement.hpp"

namespace retort::sql::sqlite {

/// Rejects what opens or writes another file: ATTACH, DETACH and VACUUM INTO. Passes over what `.schema` and `.dump` of
/// sqlite3 (cli.html, sections 7 and 11) print about SQLite's own tables, sqlite_sequence and sqlite_stat1 for example,
/// and about the shadow tables of a virtual table, which CREATE VIRTUAL TABLE creates and fills. The entry that a dump
/// writes into sqlite_schema for a virtual table becomes the CREATE VIRTUAL TABLE that it holds.
SourceStatement read_source_statement(std::string_view sql);

}  // namespace retort::sql::sqlite
