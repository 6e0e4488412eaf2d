#include "emit/postgres/columns.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "emit/postgres/clauses.hpp"
#include "emit/postgres/column_settings.hpp"
#include "emit/postgres/column_sql.hpp"
#include "emit/postgres/column_types.hpp"
#include "emit/postgres/identity.hpp"
#include "emit/postgres/neutral_value.hpp"
#include "emit/postgres/next_number.hpp"
#include "emit/postgres/not_null.hpp"
#include "emit/postgres/sequences.hpp"

namespace retort::emit::postgres {

namespace {

bool fills_itself(const Column& column) { return column.default_sql || column.identity || column.generated; }

/// The tables that inherit from `table` before and after the plan.
std::vector<const Table*> lasting_children(const ObjectName& table, const Context& context) {
    std::vector<const Table*> children;
    const auto below = context.children.find(table);
    if (below == context.children.end()) return children;
    const auto inherits = [&](const Table* each) {
        return each && std::find(each->inherits.begin(), each->inherits.end(), table) != each->inherits.end();
    };
    for (const ObjectName& name : below->second)
        if (const Table* child = context.from.find_table(name);
            inherits(child) && inherits(context.to.find_table(name)))
            children.push_back(child);
    return children;
}

const Column* column_afterwards(const Table& table, const std::string& column, const Context& context) {
    const Table* after = context.to.find_table(table.name);
    return after ? after->find_column(column) : nullptr;
}

/// True if a descendant keeps the inherited column as a local one.
bool stays_in_descendant(const ObjectName& table, const std::string& column, const Context& context) {
    const std::vector<const Table*> children = lasting_children(table, context);
    return std::any_of(children.begin(), children.end(), [&](const Table* child) {
        const Column *before = child->find_column(column), *after = column_afterwards(*child, column, context);
        if (!before || !before->inherited) return false;
        return after ? !after->inherited : stays_in_descendant(child->name, column, context);
    });
}

/// Drops a column. With ONLY it stays in the children as a local column (PostgreSQL, 5.10 Inheritance), so it is then
/// dropped in each child that loses it.
void drop_column(const ObjectName& table, const std::string& column, std::string comment, const Context& context,
                 Sink& sink) {
    if (!stays_in_descendant(table, column, context))
        return sink.add(alter_table_sql(table) + "DROP COLUMN " + quote(column), std::move(comment));
    sink.add("ALTER TABLE ONLY " + quote(table) + " DROP COLUMN " + quote(column), std::move(comment));
    for (const Table* child : lasting_children(table, context))
        if (const Column* own = child->find_column(column);
            own && own->inherited && !column_afterwards(*child, column, context))
            drop_column(child->name, column, {}, context, sink);
}

/// Fills a new column that was added without its default and NOT NULL, and sets both.
void fill_column(const ObjectName& table, const Column& column, const Context& context, Sink& sink) {
    sink.update(table,
                fmt::format("UPDATE {} SET {} = {}", quote(table), quote(column.name), column.transition->backfill_sql),
                context);
    if (column.default_sql)
        sink.add(alter_column_sql(table, column.name) + "SET DEFAULT " + default_sql(*column.default_sql));
    if (!column.nullable) sink.add(alter_column_sql(table, column.name) + "SET NOT NULL");
}

/// True if an UPDATE fills the new column.
bool is_filled(const Column& column, const Context& context) {
    return !column.transition->backfill_sql.empty() && context.direction == Direction::up && !column.generated;
}

}  // namespace

void emit(const diff::AddColumn& change, const Context& context, Sink& sink) {
    const ObjectName& table = change.table;
    const Column& column = change.to;
    const std::string add_sql = alter_table_sql(table) + "ADD COLUMN ";
    const std::string name = display(table) + "." + column.name;
    std::string neutral;
    if (context.direction == Direction::down && !column.nullable && !fills_itself(column))
        neutral = neutral_value(table, column, context);
    if (is_filled(column, context)) {
        Column open = column;
        open.nullable = true;
        open.default_sql.reset();
        sink.add(add_sql + column_sql(open));
        if (!change.filled_later) fill_column(table, column, context, sink);
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
    comment_on_identity(table, Column{}, column, sink);
}

void emit(const plan::FillColumn& change, const Context& context, Sink& sink) {
    if (is_filled(change.to, context)) fill_column(change.table, change.to, context, sink);
}

void emit(const diff::DropColumn& change, const Context& context, Sink& sink) {
    const ObjectName& table = change.table;
    const Column& column = change.from;
    const bool lost = context.direction == Direction::up && !column.generated;
    drop_column(table, column.name,
                lost ? fmt::format("drops column {}.{} with its values", display(table), column.name) : "", context,
                sink);
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
    note_next_number(table, from, to, context, sink);
    if (from.identity && !to.identity) alter_identity(table, from, to, context, sink);
    if (narrows_identity(from, to)) alter_identity(table, from, to, context, sink);
    alter_types({&change}, context, sink);
    alter_after_type(change, context, sink);
}

void alter_after_type(const diff::AlterColumn& change, const Context& context, Sink& sink) {
    const ObjectName& table = change.table;
    const Column &from = change.from, &to = change.to;
    if (from.default_sql != to.default_sql)
        continue_new_sequence(table, from, to, context, noted_number(table, to.name, context), sink);
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
    comment_on_identity(table, from, to, sink);
}

}  // namespace retort::emit::postgres
