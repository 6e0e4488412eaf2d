#include "emit/postgres/not_null.hpp"

#include <fmt/format.h>

#include "emit/postgres/batches.hpp"
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

/// The UPDATE that fills rows which hold NULL.
struct Fill {
    std::string sql{};  ///< empty: no value is known
    std::string note{};
};

Fill fill_of(const ObjectName& table, const Column& to, const Context& context) {
    if (to.identity) return {};
    Fill fill;
    std::string value = context.direction == Direction::up ? to.transition->backfill_sql : "";
    // DEFAULT in an UPDATE of a child is the child's own default.
    if (value.empty() && to.default_sql) value = has_foreign_rows(table, context) ? *to.default_sql : "DEFAULT";
    if (value.empty() && context.direction == Direction::down) {
        value = neutral_value(table, to, context);
        if (!value.empty())
            fill.note = fmt::format("rows that hold NULL in {}.{} get {}", display(table), to.name, value);
    }
    if (!value.empty())
        fill.sql =
            fmt::format("UPDATE {} SET {} = {} WHERE {} IS NULL", quote(table), quote(to.name), value, quote(to.name));
    return fill;
}

std::string fails_on_null(const ObjectName& table, const Column& to) {
    return fmt::format("fails when a row holds NULL in {}.{}", display(table), to.name);
}

bool has_children(const ObjectName& table, const Context& context) {
    const auto children = context.children.find(table);
    return children != context.children.end() && !children->second.empty();
}

}  // namespace

void alter_nullable(const ObjectName& table, const Column& from, const Column& to, const Context& context, Sink& sink) {
    if (from.nullable == to.nullable) return;
    const std::string alter = alter_column_sql(table, to.name);
    if (to.nullable) return sink.add(alter + "DROP NOT NULL");
    if (to.not_null && to.not_null->not_valid) return;  // alter_not_null adds it
    const Fill fill = fill_of(table, to, context);
    if (!fill.sql.empty()) sink.update(table, fill.sql, context, fill.note);
    const bool unfilled = fill.sql.empty() && !to.identity;
    sink.add(alter + "SET NOT NULL", unfilled ? fails_on_null(table, to) : "");
}

void set_not_null_by_check(const ObjectName& table, const Column& to, const std::string& check, const Context& context,
                           Sink& sink) {
    const Fill fill = fill_of(table, to, context);
    const bool batched =
        !fill.sql.empty() && !has_children(table, context) && sink.updates_plainly(table, fill.sql, context);
    if (batched)
        sink.add_alone(in_batches(table, fill.sql), fill.note);
    else if (!fill.sql.empty())
        sink.update(table, fill.sql, context, fill.note);
    sink.add(fmt::format("{}ADD CONSTRAINT {} CHECK ({} IS NOT NULL) NOT VALID", alter_table_sql(table), quote(check),
                         quote(to.name)));
    if (batched) sink.add_alone(in_batches(table, fill.sql), "rows that were written before the CHECK");
    sink.add_alone(alter_table_sql(table) + "VALIDATE CONSTRAINT " + quote(check),
                   fill.sql.empty() ? fails_on_null(table, to) : "");
    sink.add(alter_column_sql(table, to.name) + "SET NOT NULL");
    sink.add(alter_table_sql(table) + "DROP CONSTRAINT " + quote(check));
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
