#pragma once

#include <string>
#include <string_view>

namespace retort {

/// The name that PostgreSQL generates for an unnamed constraint, index or sequence: table, columns (joined by
/// underscores; may be empty) and label, joined by underscores. The longer of table and columns is shortened,
/// byte by byte, until the name has 63 bytes (makeObjectName in src/backend/commands/indexcmds.c).
std::string default_name(std::string_view table, std::string_view columns, std::string_view label);

}  // namespace retort
