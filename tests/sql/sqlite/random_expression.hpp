#pragma once

#include <rapidcheck.h>

#include <cstdint>
#include <iosfwd>
#include <string>
#include <vector>

namespace retort::sql::sqlite::test {

/// A random expression of SQLite (lang_expr.html) as text: parts of the text with smaller expressions between them.
struct Expression {
    std::vector<std::string> parts{""};  ///< one more than `operands`
    std::vector<Expression> operands{};

    std::string text() const;
};

/// Prints an expression for rapidcheck.
void showValue(const Expression& expression, std::ostream& out);

/// The table that the expressions are about. It has row ids, and `oid` is a column of it.
constexpr const char* table_sql = R"sql(CREATE TABLE "My table" (
  a,
  i INTEGER,
  s TEXT,
  r REAL,
  x BLOB,
  n NUMERIC,
  k TEXT COLLATE NOCASE,
  "two words",
  "order",
  "like",
  "end",
  "true",
  "Mixed" INT,
  "it""s",
  oid)sql";
/// The names of its columns, as declared.
const std::vector<std::string>& columns();
/// INSERT statements, one for each row: values of all storage classes.
std::vector<std::string> insert_rows(std::uint64_t seed);

/// An operand with at most `depth` levels, in any spelling: redundant brackets, white space, comments, letters in
/// either case, prefixes, four kinds of quotes. Smaller expressions are its operands in its place.
rc::Gen<Expression> expressions(int depth);

}  // namespace retort::sql::sqlite::test
