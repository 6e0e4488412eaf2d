#include "emit/postgres/partition_bound.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "diff/type_parts.hpp"
#include "sql/identifiers.hpp"
#include "sql/postgres/lexer.hpp"

namespace retort::emit::postgres {

namespace {

/// The items in the first pair of parentheses of `text`, split at the outer commas.
std::vector<std::string> listed(std::string_view text) {
    std::vector<std::string> parts;
    std::string part;
    const std::size_t open = text.find('(');
    for (sql::postgres::LexemeCursor cursor(text, std::min(open, text.size())); !cursor.done();) {
        const bool first = cursor.depth() == 0;
        const sql::postgres::Lexeme lexeme = cursor.next();
        if (cursor.depth() == 0) break;
        if (lexeme.is(",") && cursor.depth() == 1)
            parts.push_back(std::exchange(part, {}));
        else if (!first && !(part.empty() && lexeme.kind == sql::postgres::LexemeKind::space))
            part += lexeme.text;
    }
    parts.push_back(std::move(part));
    return parts;
}

struct Key {
    std::vector<std::string> parts;  ///< columns and expressions, as SQL
    bool of_enum = false;            ///< enum labels compare by position, and are text before the upgrade
    bool plain = true;               ///< without explicit collations and operator classes
};

Key key_of(const Table& table, const Schema& schema, std::set<std::string>& columns) {
    Key key;
    key.parts = listed(table.partition_by);
    for (const Column& column : table.columns) {
        const bool read = std::any_of(key.parts.begin(), key.parts.end(),
                                      [&](const std::string& part) { return sql::references_name(part, column.name); });
        if (!read) continue;
        columns.insert(column.name);
        key.of_enum = key.of_enum || schema.enums.contains(diff::underlying(column.type, schema).user_type);
    }
    for (const std::string& part : key.parts) {
        const bool column = std::any_of(table.columns.begin(), table.columns.end(),
                                        [&](const Column& each) { return quote(each.name) == part; });
        key.plain = key.plain && (column || part.ends_with(')'));
    }
    return key;
}

bool is_open(const std::vector<std::string>& bound) {
    return std::any_of(bound.begin(), bound.end(),
                       [](const std::string& each) { return each == "MINVALUE" || each == "MAXVALUE"; });
}

/// No value: only the server can tell.
std::optional<std::string> range_condition(const Key& key, const std::string& bound) {
    const std::size_t to = bound.find(") TO (");
    if (to == std::string::npos) return std::nullopt;
    const std::vector<std::string> low = listed(std::string_view(bound).substr(0, to + 1));
    const std::vector<std::string> high = listed(std::string_view(bound).substr(to + 1));
    const bool single = key.parts.size() == 1;
    if (!single && (is_open(low) || is_open(high))) return std::nullopt;
    const std::string value = single ? key.parts.front() : fmt::format("({})", fmt::join(key.parts, ", "));
    const auto side = [&](const char* compare, const std::vector<std::string>& end) {
        return single ? fmt::format("{} {} {}", value, compare, end.front())
                      : fmt::format("{} {} ({})", value, compare, fmt::join(end, ", "));
    };
    std::vector<std::string> sides;
    if (!is_open(low)) sides.push_back(side(">=", low));
    if (!is_open(high)) sides.push_back(side("<", high));
    if (sides.empty()) sides.push_back(value + " IS NOT NULL");
    return fmt::format("{}", fmt::join(sides, " AND "));
}

std::string list_condition(const Key& key, const std::string& bound) {
    std::vector<std::string> values = listed(bound);
    const std::string& value = key.parts.front();
    const bool null = std::erase(values, "NULL") > 0;
    if (values.empty()) return value + " IS NULL";
    const std::string among = fmt::format("{} IN ({})", value, fmt::join(values, ", "));
    return null ? fmt::format("{} OR {} IS NULL", among, value) : among;
}

}  // namespace

std::string partition_condition(const Table& table, const Schema& schema, std::set<std::string>& columns) {
    const bool by_range = table.partition_by.starts_with("RANGE"), by_list = table.partition_by.starts_with("LIST");
    if (table.partition_by.empty()) return "true";
    std::vector<const Table*> partitions;
    for (const auto& [name, each] : schema.tables)
        if (each.partition_of == table.name) partitions.push_back(&each);
    if (partitions.empty()) return "false";
    const Key key = key_of(table, schema, columns);
    if (!(by_range || by_list) || !key.plain || (by_range && key.of_enum)) return "true";
    std::vector<std::string> conditions;
    for (const Table* each : partitions) {
        const std::string below = partition_condition(*each, schema, columns);
        if (below == "false") continue;
        // The rows of a default partition depend on the bounds of all others.
        if (each->partition_bound == "DEFAULT") return "true";
        const std::optional<std::string> own =
            by_list ? list_condition(key, each->partition_bound) : range_condition(key, each->partition_bound);
        if (!own) return "true";
        conditions.push_back(below == "true" ? fmt::format("({})", *own) : fmt::format("(({}) AND ({}))", *own, below));
    }
    return conditions.empty() ? "false" : fmt::format("{}", fmt::join(conditions, " OR "));
}

namespace {

/// The bounds as string literals, which take the type of the key.
std::vector<std::string> literals(std::vector<std::string> values) {
    for (std::string& each : values)
        if (!each.starts_with('\'') && each != "MINVALUE" && each != "MAXVALUE" && each != "NULL")
            each = quote_literal(each);
    return values;
}

}  // namespace

std::string bound_condition(const Table& parent, const std::string& bound) {
    const std::vector<std::string> parts = listed(parent.partition_by);
    const bool by_range = parent.partition_by.starts_with("RANGE"), by_list = parent.partition_by.starts_with("LIST");
    if (parts.size() != 1 || bound == "DEFAULT" || !(by_range || by_list)) return {};
    const std::string& value = parts.front();
    const bool column = std::any_of(parent.columns.begin(), parent.columns.end(),
                                    [&](const Column& each) { return quote(each.name) == value; });
    if (!column) return {};
    if (by_list) {
        std::vector<std::string> values = literals(listed(bound));
        const bool null = std::erase(values, "NULL") > 0;
        if (values.empty()) return value + " IS NULL";
        const std::string among = fmt::format("{} IN ({})", value, fmt::join(values, ", "));
        return null ? fmt::format("{} IS NULL OR {}", value, among)
                    : fmt::format("{} IS NOT NULL AND {}", value, among);
    }
    const std::size_t to = bound.find(") TO (");
    if (to == std::string::npos) return {};
    const std::string low = literals(listed(std::string_view(bound).substr(0, to + 1))).front();
    const std::string high = literals(listed(std::string_view(bound).substr(to + 1))).front();
    std::string condition = value + " IS NOT NULL";
    if (low != "MINVALUE") condition += fmt::format(" AND {} >= {}", value, low);
    if (high != "MAXVALUE") condition += fmt::format(" AND {} < {}", value, high);
    return condition;
}

}  // namespace retort::emit::postgres
