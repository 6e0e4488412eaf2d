#pragma once

#include <charconv>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "schema/name.hpp"

namespace retort::introspect::postgres {

/// A number as the catalog prints it; 0 for an empty text.
template <class Number = std::int64_t>
Number number(std::string_view text) {
    Number out = 0;
    std::from_chars(text.data(), text.data() + text.size(), out);
    return out;
}

inline bool boolean(std::string_view text) { return text == "t"; }

/// The numbers of "{1,2}" (an array) or "1 2" (an int2vector, oidvector).
std::vector<std::int64_t> numbers(std::string_view text);

/// The elements of a one-dimensional text[], unescaped.
std::vector<std::string> texts(std::string_view text);

/// Adds options of the form name=value, as in pg_class.reloptions, with `prefix` before each name.
void add_options(std::map<std::string, std::string>& to, std::string_view array, std::string_view prefix = {});

/// A condition on a row `o` of pg_options_to_table: the option may hold a secret. password_required is a boolean of
/// postgres_fdw.
inline constexpr std::string_view secret_option =
    "(o.option_name ~* '(pass|pwd|secret|token|credential)' AND o.option_name <> 'password_required')";

/// Two columns of a query: the OPTIONS of a foreign-data object, in the order of their names, and an array with the
/// names of those that are left out, since their values may be secrets. `array` is the catalog's text[].
std::string options_sql(const std::string& array);

/// The first column of options_sql as a clause; empty without options.
std::string options_clause(std::string_view options);

/// `expression` without parentheses that enclose all of it.
std::string_view strip_brackets(std::string_view expression);

/// A deparsed statement without surrounding white space and semicolons.
std::string_view trim_statement(std::string_view statement);

/// `statement` with the object's `qualified` name ("public.f", which the server prints regardless of the search
/// path) replaced by its name in the Schema.
std::string unqualified(std::string_view statement, std::string_view qualified, const ObjectName& name);

/// True for a name that PostgreSQL generates for an unnamed constraint or index: table, columns and
/// label joined by underscores, shortened to 63 bytes, followed by a number if that name was taken
/// (makeObjectName in src/backend/commands/indexcmds.c).
bool is_default_name(std::string_view name, std::string_view table, std::string_view columns, std::string_view label);

/// The columns' part of a generated name.
std::string joined(const std::vector<std::string>& columns);

}  // namespace retort::introspect::postgres
