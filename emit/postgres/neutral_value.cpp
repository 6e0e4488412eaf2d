#include "emit/postgres/neutral_value.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "diff/type_parts.hpp"
#include "emit/postgres/type_shape.hpp"
#include "schema/data_type.hpp"
#include "schema/parts.hpp"

namespace retort::emit::postgres {

namespace {

bool contains(const std::vector<std::string>& list, const std::string& word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

bool is_referring(const Table& table, const std::string& column) {
    return std::any_of(table.foreign_keys.begin(), table.foreign_keys.end(),
                       [&](const ForeignKey& key) { return contains(key.columns, column); });
}

bool is_unique(const Table& table, const std::string& column) {
    const std::vector<std::string> alone{column};
    return any_part(KeyConstraints{}, table, [&](const auto& each) { return each.columns == alone; }) ||
           std::any_of(table.indexes.begin(), table.indexes.end(), [&](const Index& each) {
               return each.unique && each.parts.size() == 1 && each.parts.front().column == column;
           });
}

}  // namespace

std::string neutral_value(const Type& type, const Schema& schema, bool distinct, const Schema& before) {
    // The values that a domain's checks accept are not known.
    if (const Definition* domain = diff::find_type(schema, type.user_type);
        domain && domain->kind == ObjectKind::domain && !diff::domain_parts(*domain).constraints.empty())
        return {};
    const Shape shape = shape_of(type, schema);
    if (distinct) {
        if (shape.array) return {};
        if (shape.family == Family::uuid) return "gen_random_uuid()";
        if (shape.family != Family::text) return {};
        const std::string length = parse_data_type(type.sql).modifier;
        return length.empty() ? "gen_random_uuid()::text" : fmt::format("left(gen_random_uuid()::text, {})", length);
    }
    if (shape.array) return "'{}'";
    switch (shape.family) {
        case Family::text: return "''";
        case Family::integer:
        case Family::number: return "0";
        case Family::boolean: return "false";
        case Family::uuid: return "gen_random_uuid()";
        case Family::date:
        case Family::timestamp:
        case Family::timestamptz: return "'epoch'";
        case Family::time: return "'00:00'";
        case Family::interval: return "'0'";
        case Family::json: return "'{}'";
        case Family::bytea: return "'\\x'";
        case Family::network: return "'0.0.0.0'";
        case Family::enumeration: {
            const Enum& made = schema.enums.at(diff::underlying(type, schema).user_type);
            const auto& labels = made.labels;
            // A new label can't be used in the transaction that adds it (ALTER TYPE).
            if (const auto old = before.enums.find(made.name); old != before.enums.end())
                for (const std::string& label : labels)
                    if (std::find(old->second.labels.begin(), old->second.labels.end(), label) !=
                        old->second.labels.end())
                        return quote_literal(label);
            return labels.empty() ? std::string() : quote_literal(labels.front());
        }
        case Family::other: return {};
    }
    return {};
}

std::string neutral_value(const ObjectName& table, const Column& column, const Context& context) {
    const Table& owner = context.to.tables.at(table);
    if (is_referring(owner, column.name)) return {};
    return neutral_value(column.type, context.to, is_unique(owner, column.name), context.from);
}

}  // namespace retort::emit::postgres
