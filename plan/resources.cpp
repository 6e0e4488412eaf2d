#include "plan/resources.hpp"

#include <algorithm>
#include <optional>
#include <string_view>

#include "diff/type_parts.hpp"
#include "schema/default_name.hpp"
#include "schema/parts.hpp"
#include "sql/identifiers.hpp"

namespace retort::plan {

namespace {

using Kind = Resource::Kind;

void add_columns(Resources& resources, const ObjectName& table, const std::vector<std::string>& names) {
    for (const std::string& name : names) resources.push_back(column(table, name));
}

/// The key that a foreign key references: a unique set of columns.
Resource key(const ObjectName& table, std::vector<std::string> columns) {
    std::sort(columns.begin(), columns.end());
    std::string part;
    for (const std::string& each : columns) part += quote_literal(each);
    return {Kind::key, table, part};
}

/// One of the functions of a name. A function may depend on another of the same name.
Resource overload(const ObjectName& name, const std::string& arguments) { return {Kind::definition, name, arguments}; }

/// The primary key: a table has at most one, under any name.
Resource primary_key(const ObjectName& table) { return {Kind::key, table, "primary"}; }

Resource constraint(const ObjectName& table, const std::string& name) { return {Kind::constraint, table, name}; }

/// A constraint and its index of the same name.
void add_indexed(Resources& resources, const ObjectName& table, const std::string& name) {
    resources.push_back(constraint(table, name));
    resources.push_back(relation({table.schema, name}));
}

/// The functions, types, collations and sequences that an expression depends on.
void add_expression_needs(Resources& resources, const DependsOn& depends_on) {
    for (const auto& [id, type] : depends_on.list) {
        if (type == DependencyType::partition) continue;  // created and dropped with it
        const ObjectKindInfo& kind = info(id.kind);
        if (id.kind == ObjectKind::composite && !id.sub.empty()) resources.push_back(column(id.name, id.sub));
        if (kind.own_namespace)
            resources.push_back(object(id));
        else if (id.kind == ObjectKind::sequence)
            resources.push_back(relation(id.name));
        else if (kind.type || kind.relation)
            resources.push_back(plan::type(id.name));
        else if (kind.in_expressions)
            resources.push_back(function(id.name));
    }
}

}  // namespace

Resource object(const ObjectId& id) {
    return {Kind::definition, id.name, std::to_string(static_cast<int>(id.kind)) + " " + quote(id.sub)};
}

Resource existence(const ObjectId& id) {
    const ObjectKindInfo& kind = info(id.kind);
    if (id.kind == ObjectKind::schema) return {Kind::schema, id.name, {}};
    if (!kind.as_text) return kind.relation ? relation(id.name) : type(id.name);
    if (!kind.in_expressions || kind.type || kind.own_namespace) return object(id);
    return kind.routine ? overload(id.name, "(" + id.sub + ")") : function(id.name);
}

void add_relation(Resources& resources, const ObjectName& name) {
    resources.push_back(relation(name));
    resources.push_back(type(name));
}

void add_schema(Resources& resources, const ObjectName& name) {
    if (!name.schema.empty()) resources.push_back({Kind::schema, {{}, name.schema}, {}});
}

void add_collation(Resources& resources, const std::string& collation) {
    if (!collation.empty()) resources.push_back(function(sql::parse_name(collation)));
}

void add_default_needs(Resources& resources, const Column& c) {
    if (c.default_sql) add_expression_needs(resources, c.depends_on);
}

void add_generated_needs(Resources& resources, const ObjectName& table, const Column& c) {
    if (!c.generated) return;
    add_columns(resources, table, c.depends_on.columns());
    add_expression_needs(resources, c.depends_on);
}

void add_column_needs(Resources& resources, const ObjectName& table, const Column& c) {
    if (!c.type.user_type.empty()) resources.push_back(type(c.type.user_type));
    add_collation(resources, c.collation);
    add_default_needs(resources, c);
    add_generated_needs(resources, table, c);
}

void add_own_sequence(Resources& resources, const ObjectName& table, const Column& c) {
    if (c.identity) resources.push_back(relation({table.schema, default_name(table.name, c.name, "seq")}));
}

void AddCreated::operator()(const PrimaryKey& c) const {
    add_indexed(resources, table, c.name);
    resources.push_back(key(table, c.columns));
    resources.push_back(primary_key(table));
}
void AddCreated::operator()(const Unique& c) const {
    add_indexed(resources, table, c.name);
    resources.push_back(key(table, c.columns));
}
void AddCreated::operator()(const Check& c) const { resources.push_back(constraint(table, c.name)); }
void AddCreated::operator()(const ForeignKey& c) const { resources.push_back(constraint(table, c.name)); }
void AddCreated::operator()(const Exclusion& c) const { add_indexed(resources, table, c.name); }

void AddReferenced::operator()(const PrimaryKey& c) const {
    add_columns(resources, table, c.columns);
    add_columns(resources, table, c.include);
}
void AddReferenced::operator()(const Unique& c) const {
    add_columns(resources, table, c.columns);
    add_columns(resources, table, c.include);
}
void AddReferenced::operator()(const Check& c) const {
    add_columns(resources, table, c.depends_on.columns());
    add_expression_needs(resources, c.depends_on);
}
void AddReferenced::operator()(const Exclusion& c) const {
    add_columns(resources, table, c.depends_on.columns());
    add_expression_needs(resources, c.depends_on);
}
void AddReferenced::operator()(const ForeignKey& c) const {
    add_columns(resources, table, c.columns);
    add_columns(resources, c.table, c.references);
    resources.push_back(relation(c.table));
    resources.push_back(rows(c.table));
    resources.push_back(key_indexes(c.table));
    resources.push_back({Kind::log, c.table, {}});
    resources.push_back(key(c.table, c.references));
}

void add_index(Resources& made, Resources& used, const ObjectName& table, const Index& index) {
    made.push_back(relation({table.schema, index.name}));
    std::vector<std::string> columns;
    for (const IndexPart& part : index.parts)
        if (!part.column.empty()) columns.push_back(part.column);
    add_columns(used, table, columns);
    add_columns(used, table, index.include);
    add_columns(used, table, index.depends_on.columns());
    for (const IndexPart& part : index.parts) add_collation(used, part.collation);
    add_expression_needs(used, index.depends_on);
    add_access_method(used, index.method);
    // A foreign key can reference a unique index over plain columns too.
    if (index.unique && index.predicate.empty() && columns.size() == index.parts.size())
        made.push_back(key(table, columns));
}

void add_access_method(Resources& used, const std::string& method) {
    if (!method.empty()) used.push_back(object({ObjectKind::access_method, {{}, method}, {}}));
}

void add_parents(Resources& used, const Table& table) {
    std::vector<ObjectName> parents = table.inherits;
    if (!table.partition_of.empty()) parents.push_back(table.partition_of);
    for (const ObjectName& parent : parents) {
        used.push_back(relation(parent));
        for (const Column& each : table.columns) used.push_back(column(parent, each.name));
    }
}

void add_table(Resources& made, Resources& used, const Table& table) {
    add_relation(made, table.name);
    for (const Column& each : table.columns) {
        made.push_back(column(table.name, each.name));
        add_own_sequence(made, table.name, each);
        add_column_needs(used, table.name, each);
    }
    const AddCreated makes{made, table.name};
    const AddReferenced uses{used, table.name};
    const auto both = [&](const auto& each) { makes(each), uses(each); };
    for_each_constraint(table, both);
    for (const Index& each : table.indexes) add_index(made, used, table.name, each);
    if (!table.partition_by.empty()) add_expression_needs(used, table.depends_on);
    add_parents(used, table);
    if (!table.of_type.empty()) used.push_back(type(table.of_type));
    add_access_method(used, table.access_method);
    add_schema(used, table.name);
    // The table does not wait for resources that it creates itself.
    std::sort(made.begin(), made.end());
    std::erase_if(used, [&](const Resource& each) { return std::binary_search(made.begin(), made.end(), each); });
}

std::string language_of(const Definition& each) {
    const bool transform = each.kind == ObjectKind::transform;
    if (!transform && !info(each.kind).routine) return {};
    const std::string_view word = transform ? " LANGUAGE " : "\n LANGUAGE ";
    const std::string_view sql = transform ? each.arguments : each.sql;
    const std::size_t at = sql.find(word);
    if (at == std::string_view::npos) return {};
    const std::vector<ObjectName> names = sql::identifiers(sql.substr(at + word.size()));
    return names.empty() ? std::string{} : names.front().name;
}

/// A conversion is the default one between two encodings, an operator class the one of a type: there is at most one
/// (PostgreSQL, CREATE CONVERSION, CREATE OPERATOR CLASS).
void add_default_role(Resources& made, const Definition& each) {
    const std::string_view sql = each.sql;
    const auto between = [&](std::string_view begin, std::string_view end) {
        const std::size_t at = sql.find(begin);
        return std::string(at == std::string_view::npos ? "" : sql.substr(at, sql.find(end, at) - at));
    };
    if (each.kind == ObjectKind::conversion && sql.starts_with("CREATE DEFAULT "))
        made.push_back({Kind::key, {each.name.schema, {}}, between(" FOR ", " FROM ")});
    // The operators of a type in a family have one strategy number each.
    if (each.kind == ObjectKind::operator_class) made.push_back({Kind::key, {}, between(" FOR TYPE ", " AS")});
    if (each.kind == ObjectKind::operator_class)
        if (std::string part = between(" DEFAULT FOR TYPE ", " AS"); !part.empty())
            made.push_back({Kind::key, {}, part.substr(0, part.find(" FAMILY "))});
}

void add_definition(Resources& made, Resources& used, const Definition& each) {
    const ObjectKindInfo& kind = info(each.kind);
    if (kind.in_expressions && !kind.type && !kind.own_namespace) {
        made.push_back(function(each.name));
        if (kind.routine) made.push_back(overload(each.name, "(" + each.arguments + ")"));
    } else {
        // Names of triggers, rules and policies are unique only within their table.
        made.push_back(object(id_of(each)));
    }
    if (kind.relation) {
        add_relation(made, each.name);
    } else if (kind.type) {
        made.push_back(type(each.name));
        if (const ObjectName multirange = diff::multirange_of(each); !multirange.empty())
            made.push_back(type(multirange));
    }
    add_default_role(made, each);
    for (const std::string& collation : diff::collations_of(each)) add_collation(used, collation);
    if (!each.table.empty()) {
        used.push_back(relation(each.table));
        used.push_back(rows(each.table));
    }
    add_schema(used, each.name);
    for (const Index& index : each.indexes) {
        for (const IndexPart& part : index.parts) add_collation(used, part.collation);
        add_expression_needs(used, index.depends_on);
    }
    for (const auto& [id, type] : each.depends_on.list) {
        if (info(id.kind).own_namespace) {
            used.push_back(object(id));
            continue;
        }
        if (id.kind == ObjectKind::schema) {
            add_schema(used, {id.name.name, {}});
            continue;
        }
        // A materialized view is populated when it is created.
        if (!kind.routine) used.push_back(rows(id.name));
        // An unlogged table can't be part of a publication (PostgreSQL, CREATE PUBLICATION, Notes).
        if (each.kind == ObjectKind::publication) used.push_back({Kind::log, id.name, {}});
        if (id.kind == ObjectKind::column) used.push_back(column(id.name, id.sub));
        used.push_back(relation(id.name));
        used.push_back(plan::type(id.name));
        used.push_back(function(id.name));
        if (info(id.kind).routine) used.push_back(overload(id.name, "(" + id.sub + ")"));
    }
    std::erase_if(
        used, [&](const Resource& resource) { return std::find(made.begin(), made.end(), resource) != made.end(); });
}

void add_body_references(Resources& soft_references, const Definition& each) {
    if (!info(each.kind).routine) return;
    const std::size_t body = each.sql.find("\nAS ");
    if (body == std::string::npos) return;
    const std::size_t open = each.sql.find('$', body), close = each.sql.find('$', open + 1);
    if (close == std::string::npos) return;
    for (const ObjectName& name : sql::identifiers(std::string_view(each.sql).substr(close + 1))) {
        if (name == each.name) continue;
        soft_references.push_back(relation(name));
        soft_references.push_back(function(name));
    }
}

}  // namespace retort::plan
