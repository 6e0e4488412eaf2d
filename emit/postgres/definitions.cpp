#include "emit/postgres/definitions.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "emit/postgres/altered_definitions.hpp"
#include "emit/postgres/column_settings.hpp"
#include "emit/postgres/column_sql.hpp"
#include "emit/postgres/domains.hpp"
#include "emit/postgres/indexes.hpp"
#include "emit/postgres/object_sql.hpp"
#include "plan/postgres/type_alterations.hpp"
#include "sql/identifiers.hpp"

namespace retort::emit::postgres {

namespace {

/// The columns, constraints and CLUSTER ON of a definition that differ: defaults, settings, comments.
void definition_parts(const Definition& from, const Definition& to, const Context& context, Sink& sink) {
    const auto value_or_none = [](const auto& map, const std::string& key) {
        const auto found = map.find(key);
        return found == map.end() ? typename std::decay_t<decltype(map)>::mapped_type{} : found->second;
    };
    std::set<std::string> columns, constraints;
    for (const Definition* each : {&from, &to}) {
        for (const auto& [name, column] : each->columns) columns.insert(name);
        for (const auto& [name, comment] : each->constraint_comments) constraints.insert(name);
    }
    const auto as_column = [](const std::string& name, const DefinitionColumn& each) {
        Column column;
        column.name = name;
        column.storage = each.storage;
        column.compression = each.compression;
        column.statistics = each.statistics;
        column.options = each.options;
        return column;
    };
    for (const std::string& name : columns) {
        const DefinitionColumn before = value_or_none(from.columns, name), after = value_or_none(to.columns, name);
        if (before.default_sql != after.default_sql)
            sink.add(
                fmt::format("ALTER VIEW {} ALTER COLUMN {} {}", quote(to.name), quote(name),
                            after.default_sql ? "SET DEFAULT " + default_sql(*after.default_sql) : "DROP DEFAULT"));
        if (to.kind == ObjectKind::materialized_view)
            column_settings(to.name, as_column(name, before), as_column(name, after), context, sink);
        sink.comment_on(fmt::format("COLUMN {}.{}", quote(to.name), quote(name)), before.comment, after.comment);
    }
    if (from.clustered_on != to.clustered_on)
        sink.add(fmt::format("ALTER MATERIALIZED VIEW {} {}", quote(to.name),
                             to.clustered_on.empty() ? "SET WITHOUT CLUSTER" : "CLUSTER ON " + quote(to.clustered_on)));
    for (const std::string& name : constraints)
        sink.comment_on(fmt::format("CONSTRAINT {} ON {}{}", quote(name),
                                    to.kind == ObjectKind::domain ? "DOMAIN " : "", quote(to.name)),
                        value_or_none(from.constraint_comments, name), value_or_none(to.constraint_comments, name));
}

/// The options that a person must set, since their values are not read.
std::string omitted_options(const Definition& definition) {
    if (definition.kind == ObjectKind::subscription)
        return fmt::format(
            "disabled, and without its connection; afterwards by hand: ALTER {0} CONNECTION '…'; ALTER {0} "
            "ENABLE; ALTER {0} REFRESH PUBLICATION",
            object_sql(definition));
    if (definition.omitted->empty()) return {};
    std::vector<std::string> options;
    for (const std::string& name : *definition.omitted) options.push_back(fmt::format("ADD {} '…'", quote(name)));
    return fmt::format("without options that hold secrets; set them by hand: ALTER {} OPTIONS ({})",
                       object_sql(definition), fmt::join(options, ", "));
}

/// True for a function of a base type that is dropped, and for its shell type.
bool is_dropped_with_base_type(const Definition& definition, const Context& context) {
    const auto is_dropped = [&](const ObjectId& id) {
        const ObjectId type{ObjectKind::base_type, id.name, {}};
        return id.kind == ObjectKind::shell_type && context.from.definitions.contains(type) &&
               !context.to.definitions.contains(type);
    };
    return is_dropped(id_of(definition)) || (info(definition.kind).routine && definition.depends_on.any(is_dropped));
}

/// The functions of a base type depend on it, and it on them, so all are dropped by one statement.
void drop_base_type(const Definition& type, const Context& context, Sink& sink) {
    const ObjectId shell{ObjectKind::shell_type, type.name, {}};
    std::vector<std::string> functions;
    for (const auto& [id, each] : context.from.definitions)
        if (info(id.kind).routine && each.depends_on.any([&](const ObjectId& used) { return used == shell; }))
            functions.push_back(display(id));
    sink.add(fmt::format("DROP {} CASCADE", object_sql(type)),
             fmt::format("drops the functions of the type too: {}", fmt::join(functions, ", ")));
    if (const auto kept = context.to.definitions.find(shell); kept != context.to.definitions.end())
        sink.add(kept->second.sql);
}

}  // namespace

void create_definition(const Definition& definition, const Context& context, Sink& sink) {
    if (definition.kind == ObjectKind::domain) {
        const Definition valid = without_unvalidated_checks(definition);
        sink.add(valid.sql);
        for (Statement& each : alter_domain_sql(valid, definition))
            sink.add(std::move(each.sql), std::move(each.comment));
    } else {
        sink.add(definition.sql, omitted_options(definition));
    }
    sink.comment_on(object_sql(definition), "", definition.comment);
    for (const Index& index : definition.indexes) create_index(definition.name, index, sink);
    definition_parts(Definition{}, definition, context, sink);
}

void emit(const diff::CreateDefinition& change, const Context& context, Sink& sink) {
    create_definition(change.to, context, sink);
}

void emit(const diff::DropDefinition& change, const Context& context, Sink& sink) {
    const Definition& definition = change.from;
    if (is_dropped_with_base_type(definition, context)) return;
    if (definition.kind == ObjectKind::base_type) return drop_base_type(definition, context, sink);
    Definition named = definition;
    // An argument of a table's row type is named by the table's current name.
    sql::Replacements tables;
    for (const auto& [before, after] : context.renames.tables)
        if (definition.depends_on.any([&](const ObjectId& each) { return each.name == after; }))
            tables.objects.emplace(before, after);
    if (!tables.empty()) named.arguments = sql::replace_identifiers(named.arguments, tables);
    std::string comment;
    if (definition.kind == ObjectKind::subscription) {
        // Otherwise DROP connects to the publisher, which a transaction can't do (PostgreSQL, DROP SUBSCRIPTION,
        // Notes).
        sink.add(fmt::format("ALTER {} DISABLE", object_sql(named)));
        sink.add(fmt::format("ALTER {} SET (slot_name = NONE)", object_sql(named)));
        comment = "its replication slot stays on the publisher, where pg_drop_replication_slot removes it";
    }
    sink.add("DROP " + object_sql(named), std::move(comment));
}

void emit(const diff::AlterDefinition& change, const Context& context, Sink& sink) {
    const Definition &from = change.from, &to = change.to;
    if (from.name != to.name)
        return sink.add(fmt::format("ALTER {} RENAME TO {}", object_sql(from), quote(to.name.name)));
    // A definition that can't be replaced is a drop and a create instead (plan/recreate.cpp).
    if (from.sql != to.sql) {
        if (to.kind == ObjectKind::domain)
            for (Statement& each : alter_domain_sql(from, to)) sink.add(std::move(each.sql), std::move(each.comment));
        else if (to.kind == ObjectKind::composite)
            for (Statement& each : alter_composite_sql(from, to, context))
                sink.add(std::move(each.sql), std::move(each.comment));
        else if (info(to.kind).replacement == Replacement::alterations)
            for (Statement& each : alterations_sql(from, to, context))
                sink.add(std::move(each.sql), std::move(each.comment));
        else if (constexpr std::string_view create = "CREATE VIEW "; to.sql.starts_with(create))
            sink.add("CREATE OR REPLACE VIEW " + to.sql.substr(create.size()));
        else
            sink.add(to.sql);
    }
    sink.comment_on(object_sql(to), from.comment, to.comment);
    definition_parts(plan::postgres::with_comments_left(from, to), to, context, sink);
}

}  // namespace retort::emit::postgres
