#include "emit/postgres/not_null.hpp"

#include <fmt/format.h>

#include "emit/postgres/clauses.hpp"
#include "emit/postgres/column_sql.hpp"
#include "emit/postgres/local_rows.hpp"
#include "emit/postgres/neutral_value.hpp"
#include "schema/default_name.hpp"

namespace retort::emit::postgres {

namespace {

/// The generated name of a NOT NULL constraint (version 18, ChooseConstraintName).
std::string not_null_name(const ObjectName& table, const std::string& column) {
    return default_name(table.name, column, "not_null");
}

}  // namespace

void alter_nullable(const ObjectName& table, const Column& from, const Column& to, const Context& context, Sink& sink) {
    if (from.nullable == to.nullable) return;
    const std::string alter = alter_column_sql(table, to.name);
    if (to.nullable) return sink.add(alter + "DROP NOT NULL");
    if (to.not_null && to.not_null->not_valid) return;  // alter_not_null adds it
    std::string value = context.direction == Direction::up ? to.transition->backfill_sql : "";
    std::string note;
    // DEFAULT in an UPDATE of a child is the child's own default.
    if (value.empty() && to.default_sql) value = has_foreign_rows(table, context) ? *to.default_sql : "DEFAULT";
    if (value.empty() && context.direction == Direction::down && !to.identity) {
        value = neutral_value(table, to, context);
        if (!value.empty()) note = fmt::format("rows that hold NULL in {}.{} get {}", display(table), to.name, value);
    }
    if (!value.empty() && !to.identity)
        sink.update(
            table,
            fmt::format("UPDATE {} SET {} = {} WHERE {} IS NULL", quote(table), quote(to.name), value, quote(to.name)),
            context, note);
    const bool unfilled = value.empty() && !to.identity;
    sink.add(alter + "SET NOT NULL",
             unfilled ? fmt::format("fails when a row holds NULL in {}.{}", display(table), to.name) : "");
}

void alter_not_null(const ObjectName& table, const Column& from, const Column& to, Sink& sink) {
    if (to.nullable || from.not_null == to.not_null) return;
    const auto name_of = [&](const Column& column) {
        const bool explicit_name = column.not_null && !column.not_null->name.empty();
        return explicit_name ? column.not_null->name : not_null_name(table, column.name);
    };
    const NotNull after = to.not_null.value_or(NotNull{});
    NotNull before = from.not_null.value_or(NotNull{});
    const std::string name = name_of(to);
    const std::string alter = alter_table_sql(table);
    if (after.not_valid && !before.not_valid) {
        if (!from.nullable) sink.add(alter + "ALTER COLUMN " + quote(to.name) + " DROP NOT NULL");
        sink.add(fmt::format("{}ADD CONSTRAINT {} NOT NULL {}{}{}", alter, quote(name), quote(to.name),
                             after.no_inherit ? " NO INHERIT" : "", after.not_valid ? " NOT VALID" : ""));
        before = after;
        before.comment.clear();
    } else if (name_of(from) != name) {
        sink.add(fmt::format("{}RENAME CONSTRAINT {} TO {}", alter, quote(name_of(from)), quote(name)));
    }
    if (before.not_valid && !after.not_valid) sink.add(alter + "VALIDATE CONSTRAINT " + quote(name));
    if (before.no_inherit != after.no_inherit)
        sink.add(
            fmt::format("{}ALTER CONSTRAINT {} {}", alter, quote(name), after.no_inherit ? "NO INHERIT" : "INHERIT"));
    sink.comment_on(fmt::format("CONSTRAINT {} ON {}", quote(name), quote(table)), before.comment, after.comment);
}

}  // namespace retort::emit::postgres
