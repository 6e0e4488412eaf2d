#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/name.hpp"

namespace retort::sql {

/// Names that replace others inside an SQL expression, all unquoted.
struct Replacements {
    std::map<std::string, std::string> columns{};
    std::map<std::string, ObjectName> types{};   ///< only behind "::"
    std::map<ObjectName, ObjectName> objects{};  ///< where the schema stands before the name, or is none

    bool empty() const { return columns.empty() && types.empty() && objects.empty(); }
};

/// `sql` with every identifier token that `replacements` names replaced, quoted where
/// needed. String literals, dollar-quoted strings, comments and numbers are left alone. An
/// identifier in front of "(" is a function's name and is left alone too.
std::string replace_identifiers(std::string_view sql, const Replacements& replacements);

/// `sql` with every collation that `names` holds replaced: behind COLLATE, or of a range behind "COLLATION = ".
std::string replace_collations(std::string_view sql, const std::map<ObjectName, ObjectName>& names);

/// A word, a literal, a number or another sign of an SQL text.
struct Token {
    bool identifier = false;
    std::string text{};  ///< of an identifier or keyword its name, unquoted

    bool operator==(const Token&) const = default;
};

/// All tokens but the space between them.
std::vector<Token> tokens(std::string_view sql);

/// True when `sql` contains `identifier` as an identifier token.
bool references_name(std::string_view sql, std::string_view identifier);

/// The functions that `sql` calls: every identifier in front of "(", with the schema that
/// stands before it.
std::vector<ObjectName> called_functions(std::string_view sql);

/// Every identifier in `sql`, with the schema that stands before it, except behind "::".
std::vector<ObjectName> identifiers(std::string_view sql);

/// The name that the engine has written as text, in quotes where it needs them.
ObjectName parse_name(std::string_view text);

/// The sequence that a default draws on: the one in its first nextval('…'::regclass).
std::optional<ObjectName> drawn_sequence(std::string_view sql);

/// True when an operator stands in `sql` outside brackets, literals and casts; a sign in front
/// of everything is none.
bool has_operator(std::string_view sql);

}  // namespace retort::sql
