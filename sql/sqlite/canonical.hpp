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
    /// The expression may name the row id: in a CHECK and in a partial index's WHERE, of a table that has row ids. In
    /// an index key and a generated column, "rowid" in double quotes is a string.
    bool rowid = false;

    /// The declared spelling of `name`, or null.
    const std::string* find(std::string_view name) const;
    /// True if `name` is a name of the row id: rowid, oid or _rowid_, unless a column has that name
    /// (lang_createtable.html, section 5).
    bool is_rowid(std::string_view name) const;
};

struct Canonical {
    std::string text;
    std::vector<std::string> reads;  ///< columns, in the order of their first occurrence
};

/// The canonical spelling of an expression: keywords in upper case, functions in lower case,
/// columns as declared and quoted where needed, a "string" in double quotes as a 'string'
/// (quirks.html, section 8), one layout, no comments, no names of the table or its database, and no brackets around the
/// whole expression, another pair of brackets, an argument, or a single operand. `==` and `!=` become `=` and `<>`;
/// ISNULL, NOTNULL and NOT NULL become IS NULL and IS NOT NULL unless an operator follows that binds closer than IS.
/// Expressions that differ in any other way stay different. SQLite evaluates the canonical text to the same values, and
/// the canonical text of a canonical text is the same text.
Canonical canonical_expression(std::span<const Token> tokens, const Scope& scope);

/// `tokens` without the brackets around all of them.
std::span<const Token> without_brackets(std::span<const Token> tokens);

/// True if a COLLATE after `tokens` applies to all of them: they are a name, a literal, a function call, a CASE or an
/// expression in brackets, with signs before it and collations after it (lang_expr.html, section 2).
bool is_collatable(std::span<const Token> tokens);

/// The canonical spelling of a declared type: words in upper case, one space between them, none inside brackets.
std::string canonical_type(std::span<const Token> tokens);

/// The canonical name of a collation: built-in ones in upper case, others as written; empty for
/// BINARY, the default of every column.
std::string canonical_collation(std::string_view name);

}  // namespace retort::sql::sqlite
