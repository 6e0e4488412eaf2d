#pragma once

#include <span>
#include <string>
#include <vector>

#include "sql/sqlite/tokens.hpp"

namespace retort::sql::sqlite {

/// The names that an expression may mean.
struct Scope {
    std::string table;                 ///< the table itself; its name in front of a column is dropped
    std::vector<std::string> columns;  ///< as declared

    /// The declared spelling of `name`, or null.
    const std::string* find(std::string_view name) const;
};

struct Canonical {
    std::string text;
    std::vector<std::string> reads;  ///< columns, in the order of their first mention
};

/// The one spelling of an expression: keywords in upper case, functions in lower case,
/// columns as declared and quoted where needed, a "string" in double quotes as a 'string'
/// (quirks.html, section 8), one layout, no comments, and no brackets that enclose all of it,
/// another pair, or a single operand. `==`, `!=`, ISNULL and NOTNULL become their standard forms.
/// Expressions that differ in anything else stay different.
Canonical canonical_expression(std::span<const Token> tokens, const Scope& scope);

/// A declared type: words in upper case, one space between them, none inside the brackets.
std::string canonical_type(std::span<const Token> tokens);

/// A collation's name: SQLite's own in upper case, others as written; empty for BINARY, which
/// is every column's own.
std::string canonical_collation(std::string_view name);

}  // namespace retort::sql::sqlite
