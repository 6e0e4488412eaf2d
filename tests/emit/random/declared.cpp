#include "tests/emit/random/declared.hpp"

#include <algorithm>

#include "emit/plan.hpp"
#include "emit/postgres/conversion.hpp"

namespace retort::test::random {

namespace {

void declare_values(const Schema& from, const TableModel* earlier, Table& table, const TableModel& model) {
    const Table* before = earlier ? from.find_table(earlier->name) : nullptr;
    if (!before) return;
    for (const ColumnModel& each : model.columns) {
        Column* column = table.find_column(each.name);
        if (!column || each.kind.values.empty() || column->nullable || column->default_sql || column->identity ||
            column->generated)
            continue;
        const ColumnModel* was = earlier->find(each.key);
        const Column* old = was ? before->find_column(was->name) : nullptr;
        if (!old || old->nullable)
            column->transition->backfill_sql = quote_literal(each.kind.values[0]) + "::" + to_sql(column->type);
    }
}

bool is_unique(const Table& table, const std::string& column) {
    const auto holds = [&](const std::vector<std::string>& columns) {
        return std::find(columns.begin(), columns.end(), column) != columns.end();
    };
    return std::any_of(table.uniques.begin(), table.uniques.end(),
                       [&](const Unique& each) { return holds(each.columns); }) ||
           std::any_of(table.exclusions.begin(), table.exclusions.end(),
                       [&](const Exclusion& each) { return holds(each.depends_on.columns()); });
}

}  // namespace

int declare(const Schema& from, const World& before, Schema& to, const World& after) {
    int renames = 0;
    for (const TableModel& model : after.tables()) {
        const auto found = to.tables.find(model.name);
        const TableModel* earlier = before.table(model.key);
        if (found == to.tables.end() || !earlier || earlier->name.schema != model.name.schema) continue;
        Table& table = found->second;
        if (earlier->name != model.name) table.transition->renamed_from = earlier->name.name, ++renames;
        for (const ColumnModel& column : model.columns) {
            const ColumnModel* was = earlier->find(column.key);
            if (was && was->name != column.name)
                table.find_column(column.name)->transition->renamed_from = was->name, ++renames;
        }
        declare_values(from, earlier, table, model);
    }
    for (const EnumModel& model : after.enums()) {
        const EnumModel* earlier = before.enumeration(model.key);
        if (!earlier) continue;
        Enum& made = to.enums.at(model.name);
        if (earlier->name != model.name) made.transition->renamed_from = earlier->name.name, ++renames;
        for (const auto& [key, label] : model.labels)
            for (const auto& [old_key, old_label] : earlier->labels)
                if (key == old_key && label != old_label) made.transition->old_labels[old_label] = label, ++renames;
    }
    for (const TableModel& model : after.tables()) {
        const TableModel* earlier = before.table(model.key);
        const Table* old_table = earlier ? from.find_table(earlier->name) : nullptr;
        const auto found = to.tables.find(model.name);
        if (!old_table || found == to.tables.end()) continue;
        for (const ColumnModel& each : model.columns) {
            const ColumnModel* was = earlier->find(each.key);
            const Column* old = was ? old_table->find_column(was->name) : nullptr;
            Column* column = found->second.find_column(each.name);
            if (!old || !column || old->type == column->type) continue;
            // Values of one kind usually convert to another; the other conversions have to be declared.
            const bool refers = each.kind.values.empty() && (each.kind.type == "uuid") != (was->kind.type == "uuid");
            if (refers ||
                (column->nullable && is_unique(found->second, column->name) && each.kind.values != was->kind.values)) {
                column->transition->using_sql = "NULL";
                continue;
            }
            if (each.kind.values != was->kind.values && !each.kind.values.empty() && !each.unique) {
                column->transition->using_sql = "CASE WHEN " + quote(column->name) + " IS NOT NULL THEN " +
                                                quote_literal(each.kind.values[0]) + "::" + to_sql(column->type) +
                                                " END";
                continue;
            }
            try {
                emit::postgres::conversion(model.name, *old, *column, from, to, emit::Direction::up);
            } catch (const Error&) {
                column->transition->using_sql = quote(column->name) + "::text::" + to_sql(column->type);
            }
        }
    }
    return renames;
}

}  // namespace retort::test::random
