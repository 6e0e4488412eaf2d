// CREATE, and COMMENT: what a script creates is new, and what it refers to is locked.

#include <fmt/format.h>

#include "review/hazards/postgres/context.hpp"

namespace retort::hazards::postgres {

namespace {

/// A key on one integer column: a part of a new table.
void judge_key_types(Context& context, const ObjectName& table, const std::vector<std::string>& columns,
                     std::size_t position) {
    if (columns.size() != 1) return;
    const KnownType type = context.known.type_of(table, columns[0]);
    if (type.name != "int4" && type.name != "int2") return;
    context.find(Rule::small_key, position,
                 fmt::format("the primary key {}.{} is {}", display(table), columns[0],
                             type.name == "int4" ? "integer" : "smallint"),
                 table);
}

void table_constraint(Context& context, const ObjectName& table, const Json& constraint,
                      const std::vector<std::string>& columns) {
    const std::string contype = text(constraint, "contype");
    if (contype == "CONSTR_FOREIGN")
        context.affect_all(relation_name(at(constraint, "pktable")), Lock::share_row_exclusive, Work::catalog);
    if (contype == "CONSTR_PRIMARY")
        judge_key_types(context, table, columns.empty() ? strings(at(constraint, "keys")) : columns,
                        location(constraint));
    learn_constraint(context, table, constraint, columns);
}

void table_column(Context& context, const ObjectName& table, const Json& column) {
    const std::string name = text(column, "colname");
    context.known.tables[table].columns[name] = read_column(column);
    judge_column_type(context, table, column);
    for (const Json& each : list(column, "constraints"))
        table_constraint(context, table, at(each, "Constraint"), {name});
}

/// A partition, and a child by INHERITS, have the columns of the parent.
void inherit(Context& context, const ObjectName& table, const Json& node) {
    const bool partition = at(node, "partbound").is_object();
    for (const Json& each : list(node, "inhRelations")) {
        const ObjectName parent = relation_name(at(each, "RangeVar"));
        context.affect(parent, partition ? Lock::access_exclusive : Lock::share_update_exclusive, Work::catalog);
        KnownTable& above = context.known.tables[parent];
        if (partition && !above.default_partition.empty())
            context.affect(above.default_partition, Lock::access_exclusive, Work::scan);
        if (flag(at(node, "partbound"), "is_default")) above.default_partition = table;
        KnownTable& child = context.known.tables[table];
        child.parent = parent;
        const auto columns = context.known.tables[parent].columns;
        context.known.tables[table].columns.insert(columns.begin(), columns.end());
    }
}

ObjectName table_of_comment(const Json& node) {
    const std::string type = text(node, "objtype");
    Json names = at(at(at(node, "object"), "List"), "items");
    if (!names.is_array() || names.empty()) return {};
    if (type == "OBJECT_COLUMN" || type == "OBJECT_TABCONSTRAINT") names.erase(names.size() - 1);
    const bool has_lock = type == "OBJECT_TABLE" || type == "OBJECT_COLUMN" || type == "OBJECT_TABCONSTRAINT";
    return has_lock ? object_name(names) : ObjectName{};
}

}  // namespace

void judge_create_table(Context& context, const Json& node) {
    const ObjectName table = relation_name(at(node, "relation"));
    KnownTable& known = context.known.tables[table];
    known = {};
    known.created = true;
    known.partitioned = at(node, "partspec").is_object();
    inherit(context, table, node);
    for (const Json& each : list(node, "tableElts")) {
        if (const Json& column = at(each, "ColumnDef"); column.is_object()) table_column(context, table, column);
        if (const Json& constraint = at(each, "Constraint"); constraint.is_object())
            table_constraint(context, table, constraint, {});
        if (const Json& like = at(each, "TableLikeClause"); like.is_object()) {
            const auto columns = context.known.tables[relation_name(at(like, "relation"))].columns;
            context.known.tables[table].columns.insert(columns.begin(), columns.end());
        }
    }
}

void judge_create_table_as(Context& context, const Json& node) {
    const ObjectName table = relation_name(at(at(node, "into"), "rel"));
    context.known.tables[table] = {};
    context.known.tables[table].created = true;
}

void judge_create_domain(Context& context, const Json& node) {
    const ObjectName domain = object_name(at(node, "domainname"));
    context.known.domains[domain] = !list(node, "constraints").empty();
}

void judge_create_trigger(Context& context, const Json& node) {
    const ObjectName table = relation_name(at(node, "relation"));
    context.affect(table, Lock::share_row_exclusive, Work::catalog);
}

void judge_create_rule(Context& context, const Json& node) {
    context.affect(relation_name(at(node, "relation")), Lock::access_exclusive, Work::catalog);
}

void judge_create_statistics(Context& context, const Json& node) {
    for (const Json& each : list(node, "relations"))
        context.affect(relation_name(at(each, "RangeVar")), Lock::share_update_exclusive, Work::catalog);
}

void judge_comment(Context& context, const Json& node) {
    context.affect(table_of_comment(node), Lock::share_update_exclusive, Work::catalog);
}

namespace {

/// The defaults and constraints that ALTER TABLE gives a table.
void collect_alterations(const Json& node, Creations& creations) {
    const ObjectName table = relation_name(at(node, "relation"));
    for (const Json& each : list(node, "cmds")) {
        const Json& command = at(each, "AlterTableCmd");
        const std::string subtype = text(command, "subtype");
        const Json& definition = at(command, "def");
        if (subtype == "AT_ColumnDefault" && definition.is_object())
            creations.defaults.emplace(table, text(command, "name"));
        if (subtype == "AT_AddConstraint")
            creations.constraints.emplace(table, text(at(definition, "Constraint"), "conname"));
    }
}

}  // namespace

void collect_creations(const ParsedStatement& statement, Creations& creations) {
    const Json& node = statement.node;
    const std::string& kind = statement.kind;
    if (kind == "AlterTableStmt") return collect_alterations(node, creations);
    ObjectName name;
    if (kind == "ViewStmt")
        name = relation_name(at(node, "view"));
    else if (kind == "CreateTableAsStmt")
        name = relation_name(at(at(node, "into"), "rel"));
    else if (kind == "CreateFunctionStmt")
        name = object_name(at(node, "funcname"));
    else if (kind == "CreateTrigStmt")
        name = {"", text(node, "trigname")};
    else if (kind == "RuleStmt")
        name = {"", text(node, "rulename")};
    else if (kind == "CreateSeqStmt")
        name = relation_name(at(node, "sequence"));
    else if (kind == "CreateDomainStmt")
        name = object_name(at(node, "domainname"));
    else if (kind == "DefineStmt")
        name = object_name(at(node, "defnames"));
    else if (kind == "CreateSchemaStmt")
        name = {"", text(node, "schemaname")};
    else if (kind == "CreateEnumStmt" || kind == "CreateRangeStmt")
        name = object_name(at(node, "typeName"));
    else if (kind == "CompositeTypeStmt")
        name = relation_name(at(node, "typevar"));
    const bool type = kind == "CreateEnumStmt" || kind == "CreateRangeStmt" || kind == "CompositeTypeStmt";
    if (!name.empty()) creations.objects.emplace(type ? "CreateType" : kind, name);
}

}  // namespace retort::hazards::postgres
