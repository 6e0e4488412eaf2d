// RENAME and SET SCHEMA.

#include <fmt/format.h>

#include <set>

#include "review/hazards/postgres/context.hpp"

namespace retort::hazards::postgres {

namespace {

/// Keeps what is known of a table under its new name.
void rename_known(Knowledge& known, const ObjectName& from, const ObjectName& to) {
    if (auto table = known.tables.extract(from); !table.empty()) {
        table.key() = to;
        known.tables.erase(to);
        known.tables.insert(std::move(table));
    }
    for (auto& [name, table] : known.tables)
        if (table.parent == from) table.parent = to;
    for (auto& [name, index] : known.indexes)
        if (index.table == from) index.table = to;
}

/// A relation that a program uses under its old name, unless a view of this name is created in the transaction.
void renamed_relation(Context& context, const ObjectName& from, const ObjectName& to, std::string_view words) {
    const bool existing = !context.known.is_new(from) && !context.known.created.contains(from);
    context.affect(from, Lock::access_exclusive, Work::catalog);
    rename_known(context.known, from, to);
    if (!existing || (context.session.open && context.creations.contains("ViewStmt", from))) return;
    context.find(Rule::rename_table, 0, fmt::format("the {} {} becomes {}", words, display(from), display(to)), from);
}

void rename_column(Context& context, const Json& node, const ObjectName& table) {
    const std::string from = text(node, "subname"), to = text(node, "newname");
    const bool existing = !context.known.is_new(table, from) && !context.known.created.contains(table);
    const bool is_table = text(node, "relationType") == "OBJECT_TABLE";
    if (is_table) context.affect_all(table, Lock::access_exclusive, Work::catalog);
    if (const auto known = context.known.tables.find(table); known != context.known.tables.end()) {
        if (auto column = known->second.columns.extract(from); !column.empty()) {
            column.key() = to;
            known->second.columns.insert(std::move(column));
        }
        for (auto& [name, constraint] : known->second.constraints) {
            if (constraint.columns.erase(from) > 0) constraint.columns.insert(to);
            if (constraint.not_null.erase(from) > 0) constraint.not_null.insert(to);
        }
    }
    if (existing)
        context.find(Rule::rename_column, 0, fmt::format("the column {}.{} becomes {}", display(table), from, to),
                     table);
}

}  // namespace

void judge_rename(Context& context, const Json& node) {
    const std::string type = text(node, "renameType");
    const ObjectName relation = relation_name(at(node, "relation"));
    const ObjectName renamed{relation.schema, text(node, "newname")};
    static const std::set<std::string_view> of_tables{"OBJECT_TABCONSTRAINT", "OBJECT_TRIGGER", "OBJECT_POLICY",
                                                      "OBJECT_RULE"};
    if (type == "OBJECT_TABLE" || type == "OBJECT_FOREIGN_TABLE") {
        renamed_relation(context, relation, renamed, "table");
    } else if (type == "OBJECT_VIEW") {
        renamed_relation(context, relation, renamed, "view");
        std::erase_if(context.out.effects, [&](const TableEffect& each) { return each.table == relation; });
    } else if (type == "OBJECT_MATVIEW") {
        renamed_relation(context, relation, renamed, "materialized view");
    } else if (type == "OBJECT_COLUMN" || type == "OBJECT_ATTRIBUTE") {
        rename_column(context, node, relation);
    } else if (type == "OBJECT_SCHEMA") {
        const std::string from = text(node, "subname");
        if (!context.known.created.contains({"", from}))
            context.find(Rule::rename_table, 0, fmt::format("the schema {} becomes {}", from, text(node, "newname")));
    } else if (type == "OBJECT_INDEX") {
        if (auto index = context.known.indexes.extract(relation); !index.empty()) {
            index.key() = renamed;
            context.known.indexes.insert(std::move(index));
        }
    } else if (of_tables.contains(type)) {
        context.affect(relation, Lock::access_exclusive, Work::catalog);
        KnownTable& table = context.known.tables[relation];
        if (auto constraint = table.constraints.extract(text(node, "subname"));
            type == "OBJECT_TABCONSTRAINT" && !constraint.empty()) {
            constraint.key() = text(node, "newname");
            table.constraints.insert(std::move(constraint));
        }
    }
}

void judge_set_schema(Context& context, const Json& node) {
    const std::string type = text(node, "objectType");
    if (type != "OBJECT_TABLE" && type != "OBJECT_VIEW" && type != "OBJECT_MATVIEW") return;
    const ObjectName relation = relation_name(at(node, "relation"));
    const std::string schema = text(node, "newschema");
    renamed_relation(context, relation, {schema == "public" ? "" : schema, relation.name},
                     type == "OBJECT_TABLE" ? "table" : "view");
    if (type == "OBJECT_VIEW")
        std::erase_if(context.out.effects, [&](const TableEffect& each) { return each.table == relation; });
}

}  // namespace retort::hazards::postgres
