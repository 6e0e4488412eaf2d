#pragma once

#include <span>
#include <string>
#include <vector>

#include "sql/sqlite/tokens.hpp"

namespace retort::sql::sqlite {

/// The names that an expression may reference.
struct Scope {
    std::string table;                 ///< the expression's table; its name in front of a column is removed
    std::vector<std::string> columns;  ///< as declared

    /// The declared spelling of `name`, or null.
    const std::string* find(std::string_view name) const;
};

struct Canonical {
    std::string text;
    std::vector<std::string> reads;  ///< columns, in the order of their first occurrence
};

/// The canonical spelling of an expression: keywords in upper case, functions in lower case,
/// columns as declared and quoted where needed, a "string" in double quotes as a 'string'
/// (quirks.html, section 8), one layout, no comments, and no brackets around the whole expression,
/// another pair of brackets, or a single operand. `==`, `!=`, ISNULL and NOTNULL become their standard
/// forms. Expressions that differ in any other way stay different.
Canonical canonical_expression(std::span<const Token> tokens, const Scope& scope);

/// The canonical spelling of a declared type: words in upper case, one space between them, none inside brackets.
std::string canonical_type(std::span<const Token> tokens);

/// The canonical name of a collation: built-in ones in upper case, others as written; empty for
/// BINARY, the default of every column.
std::string canonical_collation(std::string_view name);

}  // namespace retort::sql::sqlite
