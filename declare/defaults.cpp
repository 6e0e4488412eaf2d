#include "declare/defaults.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <limits>

#include "sql/postgres/lexer.hpp"

namespace retort::declare {

namespace {

/// A literal with the type to which it is cast: 'x'::text.
struct Literal {
    std::string text;
    std::string cast;  ///< empty: none
};

std::optional<Literal> string_literal(const std::string& sql) {
    if (sql.empty()) return std::nullopt;
    const sql::postgres::Lexeme first = sql::postgres::lexeme_at(sql, 0);
    const auto value = sql::postgres::string_value(first);
    if (!value) return std::nullopt;
    const std::string rest = sql.substr(first.text.size());
    if (rest.empty()) return Literal{*value, {}};
    if (!rest.starts_with("::")) return std::nullopt;
    return Literal{*value, rest.substr(2)};
}

std::optional<std::int64_t> integer(const std::string& text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || std::to_string(value) != text) return std::nullopt;
    return value;
}

bool in_range(std::int64_t value, const std::string& type) {
    const auto within = [&]<class T>(T) {
        return value >= std::numeric_limits<T>::min() && value <= std::numeric_limits<T>::max();
    };
    if (type == "std::int16_t") return within(std::int16_t{});
    if (type == "std::int32_t") return within(std::int32_t{});
    // -9223372036854775808 is no literal of C++.
    return type == "std::int64_t" && value > std::numeric_limits<std::int64_t>::min();
}

Node value_clause(std::string value) { return {.name = ".server_default", .arguments = {plain(std::move(value))}}; }

/// PostgreSQL prints a negative number as '-1'::integer, or '-3000000000'::bigint where it is no integer.
bool is_printed_negative(std::int64_t value, const std::string& cast) {
    return value < 0 && cast == (in_range(value, "std::int32_t") ? "integer" : "bigint");
}

std::optional<Node> number_default(const std::string& sql, const MemberType& type) {
    const auto literal = string_literal(sql);
    const auto value = integer(literal ? literal->text : sql);
    if (!value || !in_range(*value, type.type) || (literal && !is_printed_negative(*value, literal->cast)))
        return std::nullopt;
    return value_clause(std::to_string(*value));
}

/// Only a number that the declaration prints as it is written here.
std::optional<Node> real_default(const std::string& sql) {
    double value = 0;
    const auto [end, error] = std::from_chars(sql.data(), sql.data() + sql.size(), value, std::chars_format::fixed);
    char printed[40];
    const std::string again(printed, std::to_chars(printed, printed + sizeof printed, value).ptr);
    if (error != std::errc() || end != sql.data() + sql.size() || again != sql) return std::nullopt;
    return value_clause(sql);
}

std::optional<Node> text_default(const std::string& sql, const Column& column) {
    const auto literal = string_literal(sql);
    if (!literal || literal->text.find('\0') != std::string::npos) return std::nullopt;
    const std::string& type = column.type.sql;
    const bool fits = literal->cast.empty() || (literal->cast == "text" && type == "text") ||
                      (literal->cast == "character varying" && type.starts_with("character varying")) ||
                      (literal->cast == "bpchar" && type.starts_with("character("));
    if (!fits || type.empty() || type.ends_with("[]")) return std::nullopt;
    return Node{.name = ".server_default", .arguments = {quoted(literal->text)}};
}

std::optional<Node> enum_default(const Schema& schema, const Names& names, const ObjectName& table,
                                 const Column& column) {
    const auto literal = string_literal(*column.default_sql);
    if (!literal || column.type.array || literal->cast != quote(column.type.user_type)) return std::nullopt;
    const EnumNames* own = names.enumeration(column.type.user_type);
    const std::vector<std::string>& labels = schema.enums.at(column.type.user_type).labels;
    const auto at = std::find(labels.begin(), labels.end(), literal->text);
    if (own == nullptr || at == labels.end()) return std::nullopt;
    return value_clause(names.reference(own->space, own->type, names.table(table).space) +
                        "::" + own->enumerators[static_cast<std::size_t>(at - labels.begin())]);
}

}  // namespace

Node default_clause(const Schema& schema, const Names& names, const ObjectName& table, const Column& column,
                    const MemberType& type) {
    const std::string& sql = *column.default_sql;
    std::optional<Node> clause;
    if (!type.enumeration.empty())
        clause = enum_default(schema, names, table, column);
    else if (type.type == "bool" && info(schema.dialect).type_affinity)
        clause = sql == "1"   ? std::optional(value_clause("true"))
                 : sql == "0" ? std::optional(value_clause("false"))
                              : std::nullopt;
    else if (type.type == "bool")
        clause = sql == "true" || sql == "false" ? std::optional(value_clause(sql)) : std::nullopt;
    else if (type.type.starts_with("std::int"))
        clause = number_default(sql, type);
    else if (type.type == "double" || type.type == "float")
        clause = real_default(sql);
    else if (type.type == "std::string")
        clause = text_default(sql, column);
    return clause ? *clause : text_clause(".default_sql", sql);
}

}  // namespace retort::declare
