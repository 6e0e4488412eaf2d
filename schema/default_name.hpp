#pragma once

#include <string>
#include <string_view>

namespace retort {

/// The name that PostgreSQL gives what has none: table, columns (joined by underscores; may be empty) and label
/// joined by underscores. Table and columns are shortened by turns, the longer one first, until all of it has 63
/// bytes (makeObjectName in src/backend/commands/indexcmds.c).
std::string default_name(std::string_view table, std::string_view columns, std::string_view label);

}  // namespace retort
