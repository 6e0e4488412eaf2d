#include "review/hazards/postgres/tree.hpp"

#include <pg_query.h>

#include <algorithm>

namespace retort::hazards::postgres {

ParsedStatement parse(std::string_view sql) {
    const PgQueryParseResult result = pg_query_parse(std::string(sql).c_str());
    ParsedStatement parsed;
    if (result.error != nullptr) {
        parsed.error = result.error->message;
        // Counts characters from 1; 0 for none.
        const int characters = std::max(result.error->cursorpos - 1, 0);
        int seen = 0;
        while (parsed.error_offset < sql.size()) {
            const bool starts = (static_cast<unsigned char>(sql[parsed.error_offset]) & 0xC0U) != 0x80U;
            if (starts && seen++ == characters) break;
            ++parsed.error_offset;
        }
    } else {
        const Json tree = Json::parse(result.parse_tree, nullptr, false);
        const Json& statements = list(tree, "stmts");
        const Json& statement = statements.empty() ? Json() : at(statements[0], "stmt");
        if (statements.size() == 1 && statement.is_object() && !statement.empty()) {
            parsed.kind = statement.begin().key();
            parsed.node = statement.begin().value();
        } else {
            parsed.error = "not one statement";
        }
    }
    pg_query_free_parse_result(result);
    return parsed;
}

const Json& list(const Json& node, const char* key) {
    static const Json none = Json::array();
    const Json& value = at(node, key);
    return value.is_array() ? value : none;
}

bool flag(const Json& node, const char* key) {
    const Json& value = at(node, key);
    return value.is_boolean() && value.get<bool>();
}

std::size_t location(const Json& node) {
    const Json& value = at(node, "location");
    return value.is_number_integer() && value.get<int>() > 0 ? value.get<std::size_t>() : 0;
}

ObjectName relation_name(const Json& range_var) {
    const std::string schema = text(range_var, "schemaname");
    return {schema == "public" ? "" : schema, text(range_var, "relname")};
}

ObjectName object_name(const Json& names) {
    const std::vector<std::string> parts = strings(names);
    if (parts.empty()) return {};
    const std::string schema = parts.size() > 1 ? parts[parts.size() - 2] : "";
    return {schema == "public" ? "" : schema, parts.back()};
}

std::vector<std::string> strings(const Json& names) {
    std::vector<std::string> out;
    if (names.is_array())
        for (const Json& each : names)
            if (const Json& value = at(each, "String"); value.is_object()) out.push_back(text(value, "sval"));
    return out;
}

KnownType read_type(const Json& type_name) {
    KnownType type;
    const std::vector<std::string> names = strings(at(type_name, "names"));
    if (names.empty()) return type;
    const bool plain = names.size() == 1 || names[0] == "pg_catalog" || names[0] == "public";
    type.name = plain ? names.back() : names[0] + "." + names.back();
    for (const Json& each : list(type_name, "typmods")) {
        const Json& value = at(at(each, "A_Const"), "ival");
        if (value.is_object()) type.modifiers.push_back(value.value("ival", 0));
    }
    type.array = !list(type_name, "arrayBounds").empty();
    // CHARACTER without a length is char(1).
    if (type.name == "bpchar" && type.modifiers.empty() && names.size() > 1) type.modifiers.push_back(1);
    return type;
}

std::set<std::string> column_names(const Json& expression) {
    std::set<std::string> names;
    for_each(expression, "ColumnRef", [&](const Json& reference) {
        const std::vector<std::string> fields = strings(at(reference, "fields"));
        if (!fields.empty()) names.insert(fields.back());
    });
    return names;
}

std::set<std::string> not_null_columns(const Json& expression) {
    if (const Json& both = at(expression, "BoolExpr"); text(both, "boolop") == "AND_EXPR") {
        std::set<std::string> names;
        for (const Json& each : list(both, "args")) names.merge(not_null_columns(each));
        return names;
    }
    const Json& test = at(expression, "NullTest");
    if (text(test, "nulltesttype") != "IS_NOT_NULL" || !at(at(test, "arg"), "ColumnRef").is_object()) return {};
    return column_names(at(test, "arg"));
}

const Json& column_constraint(const Json& column, std::string_view contype) {
    static const Json none;
    for (const Json& each : list(column, "constraints"))
        if (const Json& constraint = at(each, "Constraint"); text(constraint, "contype") == contype) return constraint;
    return none;
}

}  // namespace retort::hazards::postgres
