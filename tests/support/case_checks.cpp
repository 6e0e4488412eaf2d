#include "tests/support/case_checks.hpp"

#include <algorithm>
#include <stdexcept>

#include "schema/json.hpp"
#include "sql/sqlite/tokens.hpp"

namespace retort::test {

namespace {

const Column* earlier_column(const Table& table, const Column& after) {
    const std::string& old_name = after.transition->renamed_from;
    if (const Column* renamed = old_name.empty() ? nullptr : table.find_column(old_name)) return renamed;
    return table.find_column(after.name);
}

const Table* earlier_table(const Schema& from, const Table& after) {
    const std::string& old_name = after.transition->renamed_from;
    if (const Table* renamed = old_name.empty() ? nullptr : from.find_table({after.name.schema, old_name}))
        return renamed;
    return from.find_table(after.name);
}

/// True if a label of the column's enum is renamed.
bool relabelled(const Type& type, const Schema& to) {
    const auto found = to.enums.find(type.user_type);
    return found != to.enums.end() && !found->second.transition->old_labels.empty();
}

}  // namespace

Schema through_snapshot(const Schema& schema) {
    Schema read = from_json(to_json(schema), "snapshot");
    read.casts = schema.casts;
    read.privileges = schema.privileges;
    read.owners = schema.owners;
    for (auto& [name, type] : read.enums) type.transition = schema.enums.at(name).transition;
    for (auto& [name, table] : read.tables) {
        const Table& original = schema.tables.at(name);
        table.transition = original.transition;
        for (std::size_t i = 0; i < table.columns.size(); ++i)
            table.columns[i].transition = original.columns[i].transition;
        for (std::size_t i = 0; i < table.indexes.size(); ++i)
            table.indexes[i].renamed_from = original.indexes[i].renamed_from;
    }
    return read;
}

void run_script(introspect::Database& db, const emit::Script& script) {
    if (script.transactional) db.execute("BEGIN");
    for (const emit::Statement& statement : script.statements) {
        try {
            db.execute(statement.sql);
        } catch (const introspect::StatementError& error) {
            if (script.transactional) db.execute("ROLLBACK");
            throw std::runtime_error(statement.sql + "\n" + error.what() + "\nin\n" + to_text(script));
        }
    }
    if (script.transactional) db.execute("COMMIT");
}

std::string differences(const Schema& from, const Schema& to) {
    std::string text;
    const emit::Plan plan = emit::plan(from, to);
    for (const plan::Step& step : plan.steps) text += plan::describe(step) + "\n";
    return text + to_text(plan.script);
}

std::string text_of(const Error& error) {
    std::string text = error.what();
    for (const Diagnostic& each : error.diagnostics())
        for (const Diagnostic& note : each.notes) text += "\n" + note.message;
    return text;
}

namespace {

/// The INTEGER PRIMARY KEY; empty: none.
std::string rowid_column(const Table& table) {
    const bool is_one = table.primary_key && table.primary_key->columns.size() == 1 &&
                        table.primary_key->column_options.empty() &&
                        table.find_column(table.primary_key->columns[0])->type.sql == "INTEGER";
    return is_one ? table.primary_key->columns[0] : "";
}

/// True if the rows keep their rowids. A column that becomes the INTEGER PRIMARY KEY determines them.
bool keeps_rowids(const Table& before, const Table& after) {
    for (const Table* table : {&before, &after})
        if (table->without_rowid || std::any_of(table->columns.begin(), table->columns.end(), [](const Column& each) {
                return sql::sqlite::same_name(each.name, "rowid");
            }))
            return false;
    const std::string column = rowid_column(after);
    if (column.empty()) return true;
    const Column* old = earlier_column(before, *after.find_column(column));
    return !old || old->name == rowid_column(before);
}

}  // namespace

std::vector<HeldTable> held_by_both(const Schema& from, const Schema& to, const std::set<std::string>& lossy) {
    std::vector<HeldTable> held;
    for (const auto& [name, table] : to.tables) {
        const Table* before = earlier_table(from, table);
        if (!before) continue;
        if (lossy.contains(before->name.name)) continue;
        HeldTable& both = held.emplace_back(HeldTable{before->name, name, {}});
        both.rowids = !info(to.dialect).server && keeps_rowids(*before, table);
        both.with_partitions = before->partition_by.empty() != table.partition_by.empty();
        for (const Column& column : table.columns) {
            const Column* old = earlier_column(*before, column);
            if (!old || (column.generated && old->generated != column.generated)) continue;
            if (lossy.contains(before->name.name + "." + old->name)) continue;
            const bool as_is =
                old->type == column.type && old->generated == column.generated && !relabelled(column.type, to);
            both.columns.push_back({old->name, column.name, as_is});
        }
    }
    return held;
}

std::string rows_of(introspect::Database& db, const std::vector<HeldTable>& tables, Side side, bool all) {
    std::string rows;
    for (const HeldTable& table : tables) {
        std::string columns;
        for (const HeldTable::Held& column : table.columns)
            if (all || column.as_is)
                columns += (columns.empty() ? "" : ", ") + quote(side == Side::before ? column.before : column.after);
        const std::string row = columns.empty() ? "NULL"
                                                : "string_agg(row(" + columns + ")::text, ';' ORDER BY row(" + columns +
                                                      ")::text COLLATE \"C\")";
        const auto result =
            db.query("SELECT count(*)::text, " + row + (table.with_partitions ? " FROM " : " FROM ONLY ") +
                     quote(side == Side::before ? table.before : table.after));
        rows += quote(table.after) + ": " + result[0][0].value_or("") + " " + result[0][1].value_or("") + "\n";
    }
    return rows;
}

std::string column_order_of_new(const Schema& from, const Schema& to, const Schema& shown) {
    std::string text;
    for (const auto& [name, table] : to.tables) {
        const Table* made = shown.find_table(name);
        if (earlier_table(from, table) || !made) continue;
        text += quote(name) + ":";
        for (const Column& column : made->columns) text += " " + quote(column.name);
        text += "\n";
    }
    return text;
}

}  // namespace retort::test
