#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "emit/postgres/column_sql.hpp"
#include "emit/postgres/domains.hpp"
#include "emit/postgres/writer.hpp"
#include "plan/postgres/type_alterations.hpp"
#include "sql/identifiers.hpp"

namespace retort::emit::postgres {

namespace {

/// The object as DROP and COMMENT ON name it.
std::string object_sql(const Definition& each) {
    const ObjectKindInfo& kind = info(each.kind);
    switch (kind.naming) {
        case Naming::qualified: return fmt::format("{} {}", kind.sql, quote(each.name));
        case Naming::with_arguments: return fmt::format("{} {}({})", kind.sql, quote(each.name), each.arguments);
        case Naming::on_table: return fmt::format("{} {} ON {}", kind.sql, quote(each.name.name), quote(each.table));
        case Naming::only_arguments: return fmt::format("{} {}", kind.sql, each.arguments);
        case Naming::without_schema: return fmt::format("{} {}", kind.sql, quote(each.name.name));
    }
    return {};
}

}  // namespace

void Writer::create_sequence(const Sequence& sequence) {
    std::string sql = (sequence.unlogged ? "CREATE UNLOGGED SEQUENCE " : "CREATE SEQUENCE ") + quote(sequence.name);
    if (!sequence.type.empty() && sequence.type != "bigint") sql += " AS " + sequence.type;
    if (const std::string options = options_sql(sequence.options); !options.empty()) sql += " " + options;
    add(std::move(sql));
    comment_on("SEQUENCE " + quote(sequence.name), "", sequence.comment);
}

void Writer::alter_sequence(const Sequence& from, const Sequence& to) {
    if (from.name != to.name)
        return add(fmt::format("ALTER SEQUENCE {} RENAME TO {}", quote(from.name), quote(to.name.name)));
    const std::string alter = "ALTER SEQUENCE " + quote(to.name) + " ";
    if (from.unlogged != to.unlogged) add(alter + (to.unlogged ? "SET UNLOGGED" : "SET LOGGED"));
    if (from.type != to.type) add(alter + "AS " + (to.type.empty() ? "bigint" : to.type));
    const std::string sequence = quote_literal(quote(to.name)) + "::regclass";
    for (std::string& each : bring_inside_sql(sequence, from.options, to.options)) add(std::move(each));
    if (const std::string sql = options_change_sql(from.options, to.options, " "); !sql.empty())
        add(alter + sql.substr(1));
    if (from.owner_table != to.owner_table || from.owner_column != to.owner_column)
        add(alter + "OWNED BY " +
            (to.owner_table.empty() ? "NONE" : quote(to.owner_table) + "." + quote(to.owner_column)));
    const Table* owner = from_.find_table(to.owner_table);
    if (!from_.sequences.contains(to.name) && owner && owner->find_column(to.owner_column))
        if (std::string sql = follow_rows_sql(sequence, to.options, to.owner_table, to.owner_column); !sql.empty())
            add(std::move(sql));
    comment_on("SEQUENCE " + quote(to.name), from.comment, to.comment);
}

void Writer::create_definition(const Definition& definition) {
    add(definition.sql);
    comment_on(object_sql(definition), "", definition.comment);
    for (const Index& index : definition.indexes) create_index(definition.name, index);
    Definition bare;
    definition_parts(bare, definition);
}

void Writer::drop_definition(const Definition& definition) {
    Definition named = definition;
    // An argument of a table's row type is named by the table's current name.
    sql::Replacements tables;
    for (const auto& [before, after] : renames_.tables)
        if (definition.depends_on.any([&](const ObjectId& each) { return each.name == after; }))
            tables.objects.emplace(before, after);
    if (!tables.empty()) named.arguments = sql::replace_identifiers(named.arguments, tables);
    add("DROP " + object_sql(named));
}

void Writer::alter_definition(const Definition& from, const Definition& to) {
    if (from.name != to.name) return add(fmt::format("ALTER {} RENAME TO {}", object_sql(from), quote(to.name.name)));
    // A definition that can't be replaced is a drop and a create instead (plan/recreate.cpp).
    if (from.sql != to.sql) {
        if (to.kind == ObjectKind::domain)
            for (Statement& each : alter_domain_sql(from, to)) add(std::move(each.sql), std::move(each.comment));
        else if (to.kind == ObjectKind::composite)
            for (Statement& each : alter_composite_sql(from, to)) add(std::move(each.sql), std::move(each.comment));
        else if (constexpr std::string_view create = "CREATE VIEW "; to.sql.starts_with(create))
            add("CREATE OR REPLACE VIEW " + to.sql.substr(create.size()));
        else
            add(to.sql);
    }
    comment_on(object_sql(to), from.comment, to.comment);
    definition_parts(plan::postgres::with_comments_left(from, to), to);
}

void Writer::definition_parts(const Definition& from, const Definition& to) {
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
            add(fmt::format("ALTER VIEW {} ALTER COLUMN {} {}", quote(to.name), quote(name),
                            after.default_sql ? "SET DEFAULT " + default_sql(*after.default_sql) : "DROP DEFAULT"));
        if (to.kind == ObjectKind::materialized_view)
            column_settings(to.name, as_column(name, before), as_column(name, after));
        comment_on(fmt::format("COLUMN {}.{}", quote(to.name), quote(name)), before.comment, after.comment);
    }
    for (const std::string& name : constraints)
        comment_on(fmt::format("CONSTRAINT {} ON DOMAIN {}", quote(name), quote(to.name)),
                   value_or_none(from.constraint_comments, name), value_or_none(to.constraint_comments, name));
}

void Writer::alter_extension(const Extension& from, const Extension& to) {
    if (from.schema != to.schema)
        add(fmt::format("ALTER EXTENSION {} SET SCHEMA {}", quote(to.name),
                        to.schema.empty() ? "public" : quote(to.schema)));
    if (!to.comment.empty() || from.comment.empty())
        return comment_on("EXTENSION " + quote(to.name), from.comment, to.comment);
    // Only the server knows the extension's default comment.
    add(
        fmt::format("DO $$BEGIN EXECUTE format('COMMENT ON EXTENSION %I IS %L', {0}, (SELECT comment FROM "
                    "pg_available_extensions WHERE name = {0})); END$$",
                    quote_literal(to.name)));
}

}  // namespace retort::emit::postgres
