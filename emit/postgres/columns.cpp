#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "emit/postgres/column_sql.hpp"
#include "emit/postgres/constraint_sql.hpp"
#include "emit/postgres/conversion.hpp"
#include "emit/postgres/writer.hpp"
#include "schema/data_type.hpp"
#include "schema/default_name.hpp"
#include "schema/parts.hpp"

namespace retort::emit::postgres {

namespace {

std::string alter_column_sql(const ObjectName& table, const std::string& column) {
    return alter_table_sql(table) + "ALTER COLUMN " + quote(column) + " ";
}

/// The generated name of a NOT NULL constraint (version 18, ChooseConstraintName).
std::string not_null_name(const ObjectName& table, const std::string& column) {
    return default_name(table.name, column, "not_null");
}

bool contains(const std::vector<std::string>& list, const std::string& word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

bool is_referring(const Table& table, const std::string& column) {
    return std::any_of(table.foreign_keys.begin(), table.foreign_keys.end(),
                       [&](const ForeignKey& key) { return contains(key.columns, column); });
}

bool is_unique(const Table& table, const std::string& column) {
    const std::vector<std::string> alone{column};
    return any_part(KeyConstraints{}, table, [&](const auto& each) { return each.columns == alone; }) ||
           std::any_of(table.indexes.begin(), table.indexes.end(), [&](const Index& each) {
               return each.unique && each.parts.size() == 1 && each.parts.front().column == column;
           });
}

bool fills_itself(const Column& column) { return column.default_sql || column.identity || column.generated; }

/// The type's default storage (pg_type.typstorage). A column with explicit storage has a type of variable length;
/// numbers and addresses among these are MAIN. SET STORAGE DEFAULT requires PostgreSQL 16.
std::string own_storage(const Type& type) {
    const DataType parsed = parse_data_type(type.sql);
    const bool in_line = parsed.name == "numeric" || parsed.name == "inet" || parsed.name == "cidr";
    return in_line && parsed.dimensions == 0 ? "MAIN" : "EXTENDED";
}

}  // namespace

void Writer::add_column(const ObjectName& table, const Column& column) {
    const std::string add_sql = alter_table_sql(table) + "ADD COLUMN ";
    const std::string name = display(table) + "." + column.name;
    const std::string& backfill = column.transition->backfill_sql;
    std::string neutral;
    if (direction_ == Direction::down && !column.nullable && !fills_itself(column)) {
        const Table& owner = to_.tables.at(table);
        if (!is_referring(owner, column.name))
            neutral = neutral_value(column.type, to_, is_unique(owner, column.name), from_);
    }
    if (!backfill.empty() && direction_ == Direction::up && !column.generated) {
        Column open = column;
        open.nullable = true;
        open.default_sql.reset();
        add(add_sql + column_sql(open));
        update(table, fmt::format("UPDATE {} SET {} = {}", quote(table), quote(column.name), backfill));
        if (column.default_sql)
            add(alter_column_sql(table, column.name) + "SET DEFAULT " + default_sql(*column.default_sql));
        if (!column.nullable) add(alter_column_sql(table, column.name) + "SET NOT NULL");
    } else if (!neutral.empty()) {
        Column filled = column;
        filled.default_sql = neutral;
        add(add_sql + column_sql(filled),
            fmt::format("the old values of {} are not restored; existing rows get {}", name, neutral));
        add(alter_column_sql(table, column.name) + "DROP DEFAULT");
    } else {
        std::string note;
        if (direction_ == Direction::down && !column.generated)
            note = fmt::format("the old values of {} are not restored", name);
        if (!column.nullable && !fills_itself(column)) {
            if (!note.empty()) note += "; ";
            note += "fails when the table has rows: the column is NOT NULL and has no default";
        }
        add(add_sql + column_sql(column), note);
    }
    column_settings(table, Column{}, column);
    comment_on(fmt::format("COLUMN {}.{}", quote(table), quote(column.name)), "", column.comment);
}

void Writer::drop_column(const ObjectName& table, const Column& column) {
    const bool lost = direction_ == Direction::up && !column.generated;
    add(alter_table_sql(table) + "DROP COLUMN " + quote(column.name),
        lost ? fmt::format("drops column {}.{} with its values", display(table), column.name) : "");
}

void Writer::alter_column(const ObjectName& table, const Column& from, const Column& to) {
    if (from.name != to.name) {
        add(fmt::format("{}RENAME COLUMN {} TO {}", alter_table_sql(table), quote(from.name), quote(to.name)));
        return;
    }
    const std::string alter = alter_column_sql(table, to.name);
    if (from.generated && !to.generated) add(alter + "DROP EXPRESSION");
    if (from.identity && !to.identity) alter_identity(table, from, to);

    const diff::AlterColumn change{table, from, to};
    retype({&change});
    settle_column(table, from, to);
}

void Writer::settle_column(const ObjectName& table, const Column& from, const Column& to) {
    alter_nullable(table, from, to);
    alter_not_null(table, from, to);
    if (to.identity) alter_identity(table, from, to);
    Column before = from;
    if (from.type != to.type || from.collation != to.collation) {  // ALTER COLUMN TYPE resets both
        before.storage.clear();
        before.compression.clear();
    }
    column_settings(table, before, to);
    comment_on(fmt::format("COLUMN {}.{}", quote(table), quote(to.name)), from.comment, to.comment);
}

/// ALTER TABLE ONLY … if the table has descendants: these have local defaults, storage and statistics.
std::string Writer::alter_only_sql(const ObjectName& table, const std::string& column) const {
    const std::string alter = alter_column_sql(table, column);
    return children_.contains(table) ? "ALTER TABLE ONLY" + alter.substr(alter.find(' ', 6)) : alter;
}

void Writer::alter_nullable(const ObjectName& table, const Column& from, const Column& to) {
    if (from.nullable == to.nullable) return;
    const std::string alter = alter_column_sql(table, to.name);
    if (to.nullable) return add(alter + "DROP NOT NULL");
    if (to.not_null && to.not_null->not_valid) return;  // alter_not_null adds it
    std::string value = direction_ == Direction::up ? to.transition->backfill_sql : "";
    std::string note;
    if (value.empty() && to.default_sql) value = "DEFAULT";
    if (value.empty() && direction_ == Direction::down && !to.identity) {
        const Table& owner = to_.tables.at(table);
        if (!is_referring(owner, to.name)) value = neutral_value(to.type, to_, is_unique(owner, to.name), from_);
        if (!value.empty()) note = fmt::format("rows that hold NULL in {}.{} get {}", display(table), to.name, value);
    }
    if (!value.empty() && !to.identity)
        update(
            table,
            fmt::format("UPDATE {} SET {} = {} WHERE {} IS NULL", quote(table), quote(to.name), value, quote(to.name)),
            note);
    const bool unfilled = value.empty() && !to.identity;
    add(alter + "SET NOT NULL",
        unfilled ? fmt::format("fails when a row holds NULL in {}.{}", display(table), to.name) : "");
}

/// Only version 18 and later have `not_null`. NOT VALID is a table constraint: a column definition can't contain it.
void Writer::alter_not_null(const ObjectName& table, const Column& from, const Column& to) {
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
        if (!from.nullable) add(alter + "ALTER COLUMN " + quote(to.name) + " DROP NOT NULL");
        add(fmt::format("{}ADD CONSTRAINT {} NOT NULL {}{}{}", alter, quote(name), quote(to.name),
                        after.no_inherit ? " NO INHERIT" : "", after.not_valid ? " NOT VALID" : ""));
        before = after;
        before.comment.clear();
    } else if (name_of(from) != name) {
        add(fmt::format("{}RENAME CONSTRAINT {} TO {}", alter, quote(name_of(from)), quote(name)));
    }
    if (before.not_valid && !after.not_valid) add(alter + "VALIDATE CONSTRAINT " + quote(name));
    if (before.no_inherit != after.no_inherit)
        add(fmt::format("{}ALTER CONSTRAINT {} {}", alter, quote(name), after.no_inherit ? "NO INHERIT" : "INHERIT"));
    comment_on(fmt::format("CONSTRAINT {} ON {}", quote(name), quote(table)), before.comment, after.comment);
}

std::string Writer::identity_sequence(const ObjectName& table, const std::string& column) const {
    const std::string name = quote_literal(quote(table));
    // A sequence that is dropped is dropped before this point, unless it is dropped with its table.
    const auto owned = [&](const Schema& schema) {
        return std::any_of(schema.sequences.begin(), schema.sequences.end(), [&](const auto& each) {
            return each.second.owner_table == table && each.second.owner_column == column &&
                   (to_.sequences.contains(each.first) || !to_.find_table(table));
        });
    };
    if (!owned(from_) && !owned(to_)) return fmt::format("pg_get_serial_sequence({}, {})", name, quote_literal(column));
    return fmt::format(
        "(SELECT objid FROM pg_depend JOIN pg_attribute ON attrelid = refobjid AND attnum = refobjsubid "
        "WHERE classid = 'pg_class'::regclass AND refclassid = 'pg_class'::regclass AND refobjid = {}::regclass AND "
        "attname = {} AND deptype = 'i')",
        name, quote_literal(column));
}

void Writer::alter_identity(const ObjectName& table, const Column& from, const Column& to) {
    if (from.identity == to.identity) return;
    const std::string alter = alter_column_sql(table, to.name);
    if (!to.identity) return add(alter + "DROP IDENTITY");
    if (!from.identity) {
        add(alter + "ADD " + identity_sql(*to.identity));
        const std::string sequence = identity_sequence(table, to.name);
        if (std::string sql = follow_rows_sql(sequence, to.identity->options, table, to.name); !sql.empty())
            add(std::move(sql));
        return;
    }
    std::string sql;
    if (from.identity->always != to.identity->always)
        sql += fmt::format(" SET GENERATED {}", to.identity->always ? "ALWAYS" : "BY DEFAULT");
    const std::string sequence = identity_sequence(table, to.name) + "::regclass";
    for (std::string& each : bring_inside_sql(sequence, from.identity->options, to.identity->options))
        add(std::move(each));
    sql += options_change_sql(from.identity->options, to.identity->options, " SET ");
    if (!sql.empty()) add(alter + sql.substr(1));
}

void Writer::column_settings(const ObjectName& table, const Column& from, const Column& to) {
    const std::string alter = alter_column_sql(table, to.name), only = alter_only_sql(table, to.name);
    if (from.storage != to.storage)
        add(only + "SET STORAGE " + (to.storage.empty() ? own_storage(to.type) : to.storage));
    if (from.compression != to.compression && !from.name.empty())
        add(alter + "SET COMPRESSION " + (to.compression.empty() ? "default" : to.compression));
    if (from.statistics != to.statistics) add(fmt::format("{}SET STATISTICS {}", only, to.statistics.value_or(-1)));
    const StorageChange options = storage_change(from.options, to.options);
    if (!options.set.empty()) add(fmt::format("{}SET ({})", alter, storage_sql(options.set)));
    if (!options.reset.empty()) add(fmt::format("{}RESET ({})", alter, fmt::join(options.reset, ", ")));
    if (from.name.empty() && to.not_null) {
        Column made = to;
        made.not_null->comment.clear();
        if (made.not_null->not_valid) made.nullable = true;
        alter_not_null(table, made, to);
    }
}

}  // namespace retort::emit::postgres
