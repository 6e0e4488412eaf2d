#include <fmt/format.h>

#include "emit/postgres/column_sql.hpp"
#include "emit/postgres/writer.hpp"

namespace retort::emit::postgres {

namespace {

std::string_view kind_sql(DefinitionKind kind) {
    switch (kind) {
        case DefinitionKind::domain: return "DOMAIN";
        case DefinitionKind::composite:
        case DefinitionKind::range: return "TYPE";
        case DefinitionKind::function: return "FUNCTION";
        case DefinitionKind::procedure: return "PROCEDURE";
        case DefinitionKind::aggregate: return "AGGREGATE";
        case DefinitionKind::view: return "VIEW";
        case DefinitionKind::materialized_view: return "MATERIALIZED VIEW";
        case DefinitionKind::trigger: return "TRIGGER";
        case DefinitionKind::rule: return "RULE";
        case DefinitionKind::policy: return "POLICY";
        case DefinitionKind::statistics: return "STATISTICS";
    }
    return {};
}

/// The object as DROP and COMMENT ON name it.
std::string object_sql(const Definition& each) {
    switch (each.kind) {
        case DefinitionKind::function:
        case DefinitionKind::procedure:
        case DefinitionKind::aggregate:
            return fmt::format("{} {}({})", kind_sql(each.kind), quote(each.name), each.arguments);
        case DefinitionKind::trigger:
        case DefinitionKind::rule:
        case DefinitionKind::policy:
            return fmt::format("{} {} ON {}", kind_sql(each.kind), quote(each.name.name), quote(each.table));
        default: return fmt::format("{} {}", kind_sql(each.kind), quote(each.name));
    }
}

}  // namespace

void Writer::create_sequence(const Sequence& sequence) {
    std::string sql = "CREATE SEQUENCE " + quote(sequence.name);
    if (!sequence.type.empty() && sequence.type != "bigint") sql += " AS " + sequence.type;
    if (const std::string options = options_sql(sequence.options); !options.empty()) sql += " " + options;
    add(std::move(sql));
    comment_on("SEQUENCE " + quote(sequence.name), "", sequence.comment);
}

void Writer::alter_sequence(const Sequence& from, const Sequence& to) {
    const std::string alter = "ALTER SEQUENCE " + quote(to.name) + " ";
    if (from.type != to.type) add(alter + "AS " + (to.type.empty() ? "bigint" : to.type));
    const std::string sequence = quote_literal(quote(to.name)) + "::regclass";
    for (std::string& each : bring_inside_sql(sequence, from.options, to.options)) add(std::move(each));
    if (const std::string sql = options_change_sql(from.options, to.options, " "); !sql.empty())
        add(alter + sql.substr(1));
    if (from.owner_table != to.owner_table || from.owner_column != to.owner_column)
        add(alter + "OWNED BY " +
            (to.owner_table.empty() ? "NONE" : quote(to.owner_table) + "." + quote(to.owner_column)));
    comment_on("SEQUENCE " + quote(to.name), from.comment, to.comment);
}

void Writer::create_definition(const Definition& definition) {
    add(definition.sql);
    comment_on(object_sql(definition), "", definition.comment);
    for (const Index& index : definition.indexes) create_index(definition.name, index);
}

void Writer::drop_definition(const Definition& definition) { add("DROP " + object_sql(definition)); }

void Writer::alter_definition(const Definition& from, const Definition& to) {
    // What can't be replaced has become a drop and a creation (diff/recreate.cpp).
    if (from.sql != to.sql) add(to.sql);
    comment_on(object_sql(to), from.comment, to.comment);
}

}  // namespace retort::emit::postgres
