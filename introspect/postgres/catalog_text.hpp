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

/// Options of the form name=value, as pg_class.reloptions holds them; `prefix` goes before each name.
void add_options(std::map<std::string, std::string>& to, std::string_view array, std::string_view prefix = {});

/// `expression` without brackets that enclose all of it.
std::string_view strip_brackets(std::string_view expression);

/// A deparsed statement without the white space around it and the semicolon behind it.
std::string_view trim_statement(std::string_view statement);

/// A statement that names its object `qualified` ("public.f") whatever the search path is, with
/// the name as the Schema has it.
std::string unqualified(std::string_view statement, std::string_view qualified, const ObjectName& name);

/// True for the name that PostgreSQL gives an unnamed constraint or index: table, columns and
/// label joined by underscores, shortened to 63 bytes, a number behind where that was taken
/// (makeObjectName in src/backend/commands/indexcmds.c).
bool is_default_name(std::string_view name, std::string_view table, std::string_view columns, std::string_view label);

/// The part of a default name that stands for columns.
std::string joined(const std::vector<std::string>& columns);

}  // namespace retort::introspect::postgres
