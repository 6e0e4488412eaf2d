#include "emit/postgres/columns.hpp"

#include <fmt/format.h>

#include "emit/postgres/clauses.hpp"
#include "emit/postgres/column_settings.hpp"
#include "emit/postgres/column_sql.hpp"
#include "emit/postgres/column_types.hpp"
#include "emit/postgres/identity.hpp"
#include "emit/postgres/neutral_value.hpp"
#include "emit/postgres/not_null.hpp"
#include "emit/postgres/sequences.hpp"

namespace retort::emit::postgres {

namespace {

bool fills_itself(const Column& column) { return column.default_sql || column.identity || column.generated; }

}  // namespace

void emit(const diff::AddColumn& change, const Context& context, Sink& sink) {
    const ObjectName& table = change.table;
    const Column& column = change.to;
    const std::string add_sql = alter_table_sql(table) + "ADD COLUMN ";
    const std::string name = display(table) + "." + column.name;
    const std::string& backfill = column.transition->backfill_sql;
    std::string neutral;
    if (context.direction == Direction::down && !column.nullable && !fills_itself(column))
        neutral = neutral_value(table, column, context);
    if (!backfill.empty() && context.direction == Direction::up && !column.generated) {
        Column open = column;
        open.nullable = true;
        open.default_sql.reset();
        sink.add(add_sql + column_sql(open));
        sink.update(table, fmt::format("UPDATE {} SET {} = {}", quote(table), quote(column.name), backfill), context);
        if (column.default_sql)
            sink.add(alter_column_sql(table, column.name) + "SET DEFAULT " + default_sql(*column.default_sql));
        if (!column.nullable) sink.add(alter_column_sql(table, column.name) + "SET NOT NULL");
    } else if (!neutral.empty()) {
        Column filled = column;
        filled.default_sql = neutral;
        sink.add(add_sql + column_sql(filled),
                 fmt::format("the old values of {} are not restored; existing rows get {}", name, neutral));
        sink.add(alter_column_sql(table, column.name) + "DROP DEFAULT");
    } else {
        std::string note;
        if (context.direction == Direction::down && !column.generated)
            note = fmt::format("the old values of {} are not restored", name);
        if (!column.nullable && !fills_itself(column)) {
            if (!note.empty()) note += "; ";
            note += "fails when the table has rows: the column is NOT NULL and has no default";
        }
        sink.add(add_sql + column_sql(column), note);
    }
    column_settings(table, Column{}, column, context, sink);
    sink.comment_on(fmt::format("COLUMN {}.{}", quote(table), quote(column.name)), "", column.comment);
}

void emit(const diff::DropColumn& change, const Context& context, Sink& sink) {
    const ObjectName& table = change.table;
    const Column& column = change.from;
    const bool lost = context.direction == Direction::up && !column.generated;
    sink.add(alter_table_sql(table) + "DROP COLUMN " + quote(column.name),
             lost ? fmt::format("drops column {}.{} with its values", display(table), column.name) : "");
}

void emit(const diff::AlterColumn& change, const Context& context, Sink& sink) {
    const ObjectName& table = change.table;
    const Column &from = change.from, &to = change.to;
    if (from.name != to.name) {
        sink.add(fmt::format("{}RENAME COLUMN {} TO {}", alter_table_sql(table), quote(from.name), quote(to.name)));
        return;
    }
    const std::string alter = alter_column_sql(table, to.name);
    if (from.generated && !to.generated) sink.add(alter + "DROP EXPRESSION");
    if (from.identity && !to.identity) alter_identity(table, from, to, context, sink);
    if (narrows_identity(from, to)) alter_identity(table, from, to, context, sink);
    alter_types({&change}, context, sink);
    alter_after_type(change, context, sink);
}

void alter_after_type(const diff::AlterColumn& change, const Context& context, Sink& sink) {
    const ObjectName& table = change.table;
    const Column &from = change.from, &to = change.to;
    if (from.default_sql != to.default_sql) continue_new_sequence(table, from, to, context, sink);
    alter_nullable(table, from, to, context, sink);
    alter_not_null(table, from, to, sink);
    if (to.identity && !narrows_identity(from, to)) alter_identity(table, from, to, context, sink);
    Column before = from;
    if (from.type != to.type || from.collation != to.collation) {  // ALTER COLUMN TYPE resets both
        before.storage.clear();
        before.compression.clear();
    }
    column_settings(table, before, to, context, sink);
    sink.comment_on(fmt::format("COLUMN {}.{}", quote(table), quote(to.name)), from.comment, to.comment);
}

}  // namespace retort::emit::postgres
