#include "schema/data_type.hpp"

#include <algorithm>

namespace retort {

namespace {

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(' ');
    return first == std::string_view::npos ? std::string_view{}
                                           : text.substr(first, text.find_last_not_of(' ') + 1 - first);
}

/// The position of the first `wanted` outside of double quotes.
std::size_t find_unquoted(std::string_view text, char wanted) {
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '"') quoted = !quoted;
        if (text[i] == wanted && !quoted) return i;
    }
    return std::string_view::npos;
}

constexpr std::string_view interval = "interval";

/// The position of the words that follow the modifier.
std::size_t time_zone_words(std::string_view name) {
    for (const std::string_view words : {" with time zone", " without time zone"})
        if (name.ends_with(words)) return name.size() - words.size();
    return name.size();
}

}  // namespace

DataType parse_data_type(std::string_view text) {
    DataType type;
    text = trimmed(text);
    if (const std::size_t bracket = find_unquoted(text, '['); bracket != std::string_view::npos) {
        type.dimensions =
            static_cast<int>(std::count(text.begin() + static_cast<std::ptrdiff_t>(bracket), text.end(), '['));
        text = trimmed(text.substr(0, bracket));
    }
    // The fields of an interval are part of its modifier (PostgreSQL, Date/Time Types).
    if (text.starts_with(interval) && text.size() > interval.size() && text[interval.size()] == ' ') {
        type.name = interval;
        type.modifier = trimmed(text.substr(interval.size()));
        return type;
    }
    const std::size_t open = find_unquoted(text, '(');
    const std::size_t close = open == std::string_view::npos ? open : text.find(')', open);
    if (close == std::string_view::npos) {
        type.name = text;
        return type;
    }
    type.name = trimmed(text.substr(0, open));
    type.modifier = text.substr(open + 1, close - open - 1);
    std::erase(type.modifier, ' ');
    if (const std::string_view rest = trimmed(text.substr(close + 1)); !rest.empty())
        type.name.append(" ").append(rest);
    return type;
}

std::string to_sql(const DataType& type) {
    std::string sql = type.name;
    const bool fields = type.name == interval && type.modifier.find_first_not_of("0123456789") != std::string::npos;
    if (fields)
        sql += " " + type.modifier;
    else if (!type.modifier.empty())
        sql.insert(time_zone_words(sql), "(" + type.modifier + ")");
    for (int i = 0; i < type.dimensions; ++i) sql += "[]";
    return sql;
}

bool same_but_for_modifier(std::string_view a, std::string_view b) {
    DataType first = parse_data_type(a), second = parse_data_type(b);
    first.modifier = second.modifier = {};
    return first == second;
}

bool is_array(const Type& type) { return type.array || parse_data_type(type.sql).dimensions > 0; }

}  // namespace retort
