#pragma once

#include <string_view>
#include <vector>

namespace retort::sql::sqlite {

/// The statements of a script, each from its first token to its last, without the semicolon
/// and without the comments around it. A CREATE TRIGGER ends at the END after a semicolon,
/// as SQLite decides whether a statement is complete (c3ref/complete.html).
/// Throws Error RT033 with line and column for an unterminated quote or comment, RT271 for a NUL byte.
std::vector<std::string_view> split(std::string_view script);

}  // namespace retort::sql::sqlite
