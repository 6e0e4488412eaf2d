#pragma once

#include <string_view>
#include <vector>

namespace retort::sql::postgres {

/// The statements of a script, each from its first token to its last, without the semicolon and
/// without the comments around it. The tokens come from PostgreSQL's own scanner. The statements are not
/// parsed, so one that is newer than the scanner's version passes through. A semicolon inside parentheses
/// (CREATE RULE) or in BEGIN ATOMIC … END (a function with an SQL-standard body, PostgreSQL 14) does not
/// end a statement. Throws Error RT033 with line and column for an unterminated quote or comment, RT271 for a NUL byte.
std::vector<std::string_view> split(std::string_view script);

}  // namespace retort::sql::postgres
