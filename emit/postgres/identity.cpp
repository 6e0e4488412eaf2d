#include "emit/postgres/identity.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "emit/postgres/column_sql.hpp"
#include "emit/postgres/next_number.hpp"
#include "emit/postgres/sequence_sql.hpp"
#include "schema/same_state.hpp"

namespace retort::emit::postgres {

std::string identity_sequence(const ObjectName& table, const std::string& column, const Context& context) {
    const std::string name = quote_literal(quote(table));
    // A sequence that is dropped is dropped before this point, unless it is dropped with its table.
    const auto owned = [&](const Schema& schema) {
        return std::any_of(schema.sequences.begin(), schema.sequences.end(), [&](const auto& each) {
            return each.second.owner_table == table && each.second.owner_column == column &&
                   (context.to.sequences.contains(each.first) || !context.to.find_table(table));
        });
    };
    if (!owned(context.from) && !owned(context.to))
        return fmt::format("pg_get_serial_sequence({}, {})", name, quote_literal(column));
    return fmt::format(
        "(SELECT objid FROM pg_depend JOIN pg_attribute ON attrelid = refobjid AND attnum = refobjsubid "
        "WHERE classid = 'pg_class'::regclass AND refclassid = 'pg_class'::regclass AND refobjid = {}::regclass AND "
        "attname = {} AND deptype = 'i')",
        name, quote_literal(column));
}

bool narrows_identity(const Column& from, const Column& to) {
    const auto size = [](const Column& column) {
        return column.type.sql == "smallint" ? 2 : column.type.sql == "integer" ? 4 : 8;
    };
    return from.identity && to.identity && size(to) < size(from);
}

void alter_identity(const ObjectName& table, const Column& from, const Column& to, const Context& context, Sink& sink) {
    if (same_state(from.identity, to.identity)) return;
    const std::string alter = alter_column_sql(table, to.name);
    if (!to.identity) return sink.add(alter + "DROP IDENTITY");
    if (!from.identity) {
        sink.add(alter + "ADD " + identity_sql(*to.identity));
        const std::string sequence = identity_sequence(table, to.name, context);
        return sink.read(table, follow_rows_sql(sequence, to.identity->options, table, to.name, {},
                                                noted_number(table, to.name, context)));
    }
    std::string sql;
    if (from.identity->always != to.identity->always)
        sql += fmt::format(" SET GENERATED {}", to.identity->always ? "ALWAYS" : "BY DEFAULT");
    const std::string sequence = identity_sequence(table, to.name, context) + "::regclass";
    const TypedOptions before{from.type.sql, from.identity->options}, after{to.type.sql, to.identity->options};
    for (std::string& each : bring_inside_sql(sequence, before, after)) sink.add(std::move(each));
    sql += options_change_sql(before, after, " SET ");
    if (!sql.empty()) sink.add(alter + sql.substr(1));
    if (restarts(before, after)) sink.read(table, continue_inside_sql(sequence, after, table, to.name));
}

// The name of the sequence depends on the names that are free when the column is created.
void comment_on_identity(const ObjectName& table, const Column& from, const Column& to, Sink& sink) {
    const std::string before = from.identity ? from.identity->comment : "",
                      after = to.identity ? to.identity->comment : "";
    if (before == after || !to.identity) return;
    sink.add(fmt::format(
        "DO $retort$ BEGIN EXECUTE format('COMMENT ON SEQUENCE %s IS %L', pg_get_serial_sequence({}, "
        "{}), {}); END $retort$",
        quote_literal(quote(table)), quote_literal(to.name), after.empty() ? "NULL" : quote_literal(after)));
}

}  // namespace retort::emit::postgres
