// DROP.

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "review/hazards/postgres/context.hpp"

namespace retort::hazards::postgres {

namespace {

/// The kinds of objects that a program uses by name, and the statement that creates each again.
struct DroppedKind {
    std::string_view type;
    std::string_view words;
    const char* creation;
};

constexpr auto kinds = std::to_array<DroppedKind>({
    {"OBJECT_AGGREGATE", "aggregate", "DefineStmt"},
    {"OBJECT_COLLATION", "collation", "DefineStmt"},
    {"OBJECT_DOMAIN", "domain", "CreateDomainStmt"},
    {"OBJECT_FUNCTION", "function", "CreateFunctionStmt"},
    {"OBJECT_MATVIEW", "materialized view", "CreateTableAsStmt"},
    {"OBJECT_OPERATOR", "operator", "DefineStmt"},
    {"OBJECT_PROCEDURE", "procedure", "CreateFunctionStmt"},
    {"OBJECT_ROUTINE", "routine", "CreateFunctionStmt"},
    {"OBJECT_RULE", "rule", "RuleStmt"},
    {"OBJECT_SEQUENCE", "sequence", "CreateSeqStmt"},
    {"OBJECT_TRIGGER", "trigger", "CreateTrigStmt"},
    {"OBJECT_TYPE", "type", "CreateType"},
    {"OBJECT_VIEW", "view", "ViewStmt"},
});

/// The name in one of the forms that DROP has for its kinds of objects.
ObjectName dropped_name(const Json& object) {
    if (const Json& names = at(object, "List"); names.is_object()) return object_name(at(names, "items"));
    if (const Json& type = at(object, "TypeName"); type.is_object()) return object_name(at(type, "names"));
    if (const Json& routine = at(object, "ObjectWithArgs"); routine.is_object())
        return object_name(at(routine, "objname"));
    return {"", text(at(object, "String"), "sval")};
}

void drop_table(Context& context, const ObjectName& table) {
    const bool existing = !context.known.is_new(table);
    context.affect_all(table, Lock::access_exclusive, Work::catalog);
    if (const auto known = context.known.tables.find(table); known != context.known.tables.end()) {
        context.affect(known->second.parent, Lock::access_exclusive, Work::catalog);
        for (const auto& [name, constraint] : known->second.constraints)
            context.affect(constraint.referenced, Lock::access_exclusive, Work::catalog);
        context.known.tables.erase(known);
    }
    std::erase_if(context.known.indexes, [&](const auto& each) { return each.second.table == table; });
    if (existing)
        context.find(Rule::drop_table, 0, fmt::format("drops the table {} and its rows", display(table)), table);
}

/// DROP TRIGGER, RULE and POLICY: the name of the table precedes that of the object.
ObjectName table_before_name(const Json& object) {
    Json names = at(at(object, "List"), "items");
    if (names.is_array() && !names.empty()) names.erase(names.size() - 1);
    return object_name(names);
}

void drop_object(Context& context, const std::string& type, const Json& object) {
    const bool on_table = type == "OBJECT_TRIGGER" || type == "OBJECT_RULE" || type == "OBJECT_POLICY";
    const ObjectName name = dropped_name(object);
    const ObjectName table = on_table ? table_before_name(object) : ObjectName{};
    if (on_table) context.affect(table, Lock::access_exclusive, Work::catalog);
    if (type == "OBJECT_POLICY") {
        if (!context.known.is_new(table))
            context.find(Rule::privileges_change, 0,
                         fmt::format("drops the policy {} on {}", name.name, display(table)), table);
        return;
    }
    const auto* found =
        std::find_if(kinds.begin(), kinds.end(), [&](const DroppedKind& each) { return each.type == type; });
    const ObjectName object_key = on_table ? ObjectName{"", name.name} : name;
    if (found == kinds.end() || context.known.created.contains(object_key) || context.known.is_new(table)) return;
    if (type == "OBJECT_MATVIEW") context.affect(name, Lock::access_exclusive, Work::catalog);
    // It is created again before others see that it was dropped.
    if (context.session.open && context.creations.contains(found->creation, object_key)) return;
    context.find(Rule::drop_view_or_routine, 0,
                 on_table ? fmt::format("drops the {} {} on {}", found->words, name.name, display(table))
                          : fmt::format("drops the {} {}", found->words, display(name)),
                 table);
}

}  // namespace

void judge_drop(Context& context, const Json& node) {
    const std::string type = text(node, "removeType");
    if (type == "OBJECT_INDEX") judge_drop_indexes(context, node);
    bool existing = false;
    for (const Json& object : list(node, "objects")) {
        const ObjectName name = dropped_name(object);
        existing = existing || !(context.known.is_new(name) || context.known.created.contains(name));
        if (type == "OBJECT_TABLE" || type == "OBJECT_FOREIGN_TABLE") {
            drop_table(context, name);
        } else if (type == "OBJECT_SCHEMA") {
            if (!context.known.created.contains({"", name.name}))
                context.find(Rule::drop_schema, 0, fmt::format("drops the schema {}", name.name));
        } else if (type == "OBJECT_EXTENSION") {
            context.find(Rule::extension_change, 0, fmt::format("drops the extension {} and its objects", name.name));
        } else if (type != "OBJECT_INDEX") {
            drop_object(context, type, object);
        }
    }
    if (text(node, "behavior") == "DROP_CASCADE" && existing)
        context.find(Rule::drop_cascade, 0, "CASCADE drops all objects that depend on the named ones");
}

void judge_drop_database(Context& context, const Json& node) {
    rejects_transaction(context, 0, "DROP DATABASE");
    context.find(Rule::drop_schema, 0, fmt::format("drops the database {}", text(node, "dbname")));
}

void judge_drop_owned(Context& context, const Json&) {
    context.find(Rule::drop_schema, 0, "DROP OWNED drops all objects of a role");
}

}  // namespace retort::hazards::postgres
