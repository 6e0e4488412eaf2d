#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/name.hpp"

namespace retort::sql {

/// Replacements for names in an SQL expression: old name to new name, all unquoted.
struct Replacements {
    std::map<std::string, std::string> columns{};
    std::map<std::string, ObjectName> types{};   ///< only after "::"
    std::map<ObjectName, ObjectName> objects{};  ///< names with the schema written in front, or without one

    bool empty() const { return columns.empty() && types.empty() && objects.empty(); }
};

/// `sql` with every identifier token in `replacements` replaced, quoted where needed. String literals,
/// dollar-quoted strings, comments and numbers stay unchanged. An identifier before "(" is a function's
/// name and stays unchanged too, except after "::".
std::string replace_identifiers(std::string_view sql, const Replacements& replacements);

/// `sql` with every collation in `names` replaced: after COLLATE and, in CREATE TYPE … AS RANGE, after
/// "COLLATION = ".
std::string replace_collations(std::string_view sql, const std::map<ObjectName, ObjectName>& names);

/// A token of an SQL text: a word, a literal, a number or another character.
struct Token {
    bool identifier = false;
    std::string text{};  ///< identifier or keyword: its name, unquoted; other tokens: as written

    bool operator==(const Token&) const = default;
};

/// All tokens of `sql`, without white space.
std::vector<Token> tokens(std::string_view sql);

/// True when `sql` contains `identifier` as an identifier token.
bool references_name(std::string_view sql, std::string_view identifier);

/// The functions that `sql` calls: every identifier before "(", with its schema if that is
/// written.
std::vector<ObjectName> called_functions(std::string_view sql);

/// Every identifier in `sql`, with its schema if that is written, except after "::".
std::vector<ObjectName> identifiers(std::string_view sql);

/// The name in `text`, as an engine prints it: quoted where needed.
ObjectName parse_name(std::string_view text);

/// The sequence that a default reads: the one in its first nextval('…'::regclass).
std::optional<ObjectName> drawn_sequence(std::string_view sql);

/// True if `sql` contains an operator outside brackets, literals and casts. A sign as the first
/// token is not an operator.
bool has_operator(std::string_view sql);

}  // namespace retort::sql
