#pragma once

#include <string_view>
#include <vector>

namespace retort::sql::postgres {

/// The statements of a script, each from its first token to its last, without the semicolon
/// and without the comments around it. The tokens are those of PostgreSQL's own scanner;
/// a statement that the scanner's version doesn't know yet is passed on for the server to judge.
/// Semicolons inside parentheses (CREATE RULE) and in BEGIN ATOMIC … END (functions with an
/// SQL-standard body, PostgreSQL 14) end no statement.
/// Throws Error RT033 with line and column for an open quote or comment.
std::vector<std::string_view> split(std::string_view script);

}  // namespace retort::sql::postgres
