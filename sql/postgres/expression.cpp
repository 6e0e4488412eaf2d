#include "sql/postgres/expression.hpp"

#include <pg_query.h>

#include <cstdlib>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

namespace retort::sql::postgres {

namespace {

using Json = nlohmann::json;

/// True if `node` is {"kind": …}, a node of that one kind.
bool is(const Json& node, const char* kind) { return node.is_object() && node.size() == 1 && node.contains(kind); }

Json make(const char* kind, Json content) { return Json{{kind, std::move(content)}}; }

/// The last of a list of String nodes: a name without its schema.
std::string last_name(const Json& names) {
    if (!names.is_array() || names.empty()) return {};
    const Json& last = names.back();
    return is(last, "String") ? last["String"].value("sval", "") : last.dump();
}

Json canonical(const Json& node);

Json canonical_list(const Json& list) {
    Json made = Json::array();
    for (const Json& each : list) made.push_back(canonical(each));
    return made;
}

/// {"const": "5"}: the text of a literal of any type; null for NULL.
Json constant(const Json& content) {
    for (const char* kind : {"sval", "fval", "bsval"})
        if (content.contains(kind)) return make("const", content[kind].value(kind, ""));
    if (content.contains("boolval"))
        return make("const", content["boolval"].value("boolval", false) ? "true" : "false");
    if (content.contains("ival")) return make("const", std::to_string(content["ival"].value("ival", 0L)));
    return make("const", nullptr);
}

/// {"op": [name, operands …]}; a negated literal becomes a literal, as the server stores it.
Json operation(const std::string& name, std::vector<Json> operands) {
    if (operands.size() == 1 && name == "-" && is(operands[0], "const") && operands[0]["const"].is_string())
        return make("const", "-" + operands[0]["const"].get<std::string>());
    Json list = Json::array({name});
    for (Json& each : operands) list.push_back(std::move(each));
    return make("op", std::move(list));
}

Json logical(const char* kind, const Json& operands) {
    Json flat = Json::array();
    for (const Json& each : operands) {
        if (is(each, kind))
            flat.insert(flat.end(), each[kind].begin(), each[kind].end());
        else
            flat.push_back(each);
    }
    return make(kind, std::move(flat));
}

/// `x = ANY (items)` or `x <> ALL (items)`; a single item gives a plain comparison.
Json among(const char* kind, const std::string& name, Json left, const Json& items) {
    if (items.size() == 1) return operation(name, {std::move(left), items[0]});
    return make(kind, Json::array({name, std::move(left), items}));
}

Json expression(const Json& content) {
    const std::string kind = content.value("kind", "");
    const std::string name = content.contains("name") ? last_name(content["name"]) : "";
    std::vector<Json> operands;
    if (content.contains("lexpr")) operands.push_back(canonical(content["lexpr"]));
    if (kind == "AEXPR_IN") {
        const Json items = canonical_list(content["rexpr"]["List"]["items"]);
        return among(name == "=" ? "any" : "all", name, operands.at(0), items);
    }
    if (kind == "AEXPR_BETWEEN" || kind == "AEXPR_NOT_BETWEEN") {
        const Json ends = canonical_list(content["rexpr"]["List"]["items"]);
        const bool inside = kind == "AEXPR_BETWEEN";
        return logical(inside ? "AND_EXPR" : "OR_EXPR",
                       Json::array({operation(inside ? ">=" : "<", {operands.at(0), ends.at(0)}),
                                    operation(inside ? "<=" : ">", {operands.at(0), ends.at(1)})}));
    }
    operands.push_back(canonical(content["rexpr"]));
    if (kind == "AEXPR_OP_ANY" || kind == "AEXPR_OP_ALL") {
        const char* made = kind == "AEXPR_OP_ANY" ? "any" : "all";
        Json* list = &operands.back();
        while (is(*list, "cast")) list = &(*list)["cast"][0];
        if (is(*list, "array")) {
            const Json items = (*list)["array"];
            return among(made, name, operands.at(0), items);
        }
        return make(made, Json::array({name, operands.at(0), operands.at(1)}));
    }
    if (kind == "AEXPR_OP" || kind == "AEXPR_LIKE" || kind == "AEXPR_ILIKE")
        return operation(name, std::move(operands));
    return make(kind.c_str(), Json::array({name, Json(operands)}));
}

/// The tree in canonical form, without locations and without the schemas of names.
Json canonical(const Json& node) {
    if (node.is_array()) return canonical_list(node);
    if (!node.is_object()) return node;
    if (is(node, "A_Const")) return constant(node["A_Const"]);
    if (is(node, "A_Expr")) return expression(node["A_Expr"]);
    if (is(node, "A_ArrayExpr"))
        return make("array", node["A_ArrayExpr"].contains("elements") ? canonical_list(node["A_ArrayExpr"]["elements"])
                                                                      : Json::array());
    if (is(node, "TypeCast")) {
        Json operand = canonical(node["TypeCast"]["arg"]);
        if (is(operand, "const")) return operand;
        const Json& type = node["TypeCast"]["typeName"];
        return make("cast", Json::array({std::move(operand), last_name(type["names"]),
                                         type.contains("typmods") ? canonical_list(type["typmods"]) : Json::array(),
                                         type.contains("arrayBounds") ? type["arrayBounds"].size() : 0}));
    }
    if (is(node, "BoolExpr")) {
        const std::string kind = node["BoolExpr"].value("boolop", "");
        return logical(kind.c_str(), canonical_list(node["BoolExpr"]["args"]));
    }
    if (is(node, "ColumnRef")) return make("column", last_name(node["ColumnRef"]["fields"]));
    Json made = Json::object();
    for (const auto& [key, value] : node.items()) {
        if (key == "location" || key == "funcformat") continue;
        if (key == "funcname")
            made[key] = last_name(value);
        else if (key == "defresult" && canonical(value) == constant(Json::object()))
            continue;  // ELSE NULL
        else
            made[key] = canonical(value);
    }
    return made;
}

/// True if the trees are equal except for casts that only `stored` has.
bool matches(const Json& declared, const Json& stored) {
    if (is(stored, "cast")) {
        if (is(declared, "cast") && matches(declared["cast"][0], stored["cast"][0])) {
            Json one = declared["cast"], other = stored["cast"];
            one[0] = other[0] = nullptr;
            if (one == other) return true;
        }
        return matches(declared, stored["cast"][0]);
    }
    if (declared.type() != stored.type() || declared.size() != stored.size()) return false;
    if (declared.is_array()) {
        for (std::size_t i = 0; i < declared.size(); ++i)
            if (!matches(declared[i], stored[i])) return false;
        return true;
    }
    if (declared.is_object()) {
        for (const auto& [key, value] : declared.items())
            if (!stored.contains(key) || !matches(value, stored[key])) return false;
        return true;
    }
    return declared == stored;
}

/// libpg_query 15 omits a negative integer from its JSON; this reads it from the text at its location.
void fill_in_integers(Json& node, const std::string& sql) {
    if (is(node, "A_Const") && node["A_Const"].contains("ival") && node["A_Const"].contains("location")) {
        Json& value = node["A_Const"]["ival"];
        const auto location = node["A_Const"]["location"].get<std::size_t>();
        if (!value.contains("ival") && location < sql.size())
            value["ival"] = std::strtol(sql.c_str() + location, nullptr, 10);
        return;
    }
    if (node.is_structured())
        for (Json& each : node) fill_in_integers(each, sql);
}

std::optional<Json> tree_of(const std::string& sql) {
    const std::string statement = "SELECT (" + sql + "\n)";
    const PgQueryParseResult result = pg_query_parse(statement.c_str());
    std::optional<Json> tree;
    if (result.error == nullptr) {
        Json parsed = Json::parse(result.parse_tree, nullptr, false);
        fill_in_integers(parsed, statement);
        // Exactly one statement: a text that closes the bracket and starts another is not an expression.
        if (parsed.contains("stmts") && parsed["stmts"].size() == 1) tree = canonical(parsed["stmts"][0]["stmt"]);
    }
    pg_query_free_parse_result(result);
    return tree;
}

}  // namespace

bool is_stored_form(const std::string& declared, const std::string& stored) {
    if (declared == stored) return true;
    const auto one = tree_of(declared);
    const auto other = one ? tree_of(stored) : std::nullopt;
    return one && other && matches(*one, *other);
}

}  // namespace retort::sql::postgres
