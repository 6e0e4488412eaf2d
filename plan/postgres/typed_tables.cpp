#include "plan/postgres/typed_tables.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "diff/type_parts.hpp"
#include "schema/error.hpp"
#include "schema/same_state.hpp"

namespace retort::plan::postgres {

namespace {

using Names = std::set<ObjectName>;

Table without_type(Table table) {
    table.of_type = {};
    return table;
}

/// The types that a step alters, renames to an interim name or drops.
Names changed_types(const Steps& steps) {
    Names types;
    for (const Step& step : steps) {
        if (const auto* alter = std::get_if<diff::AlterDefinition>(&step); alter && alter->from.sql != alter->to.sql)
            types.insert(alter->to.name);
        if (const auto* rebuilt = std::get_if<RebuildType>(&step)) types.insert(name_of(rebuilt->to));
        if (const auto* drop = std::get_if<diff::DropDefinition>(&step)) types.insert(drop->from.name);
    }
    return types;
}

/// The tables with a column that is added, dropped or altered to another type.
Names changed_tables(const Steps& steps) {
    Names tables;
    for (const Step& step : steps) {
        if (const auto* add = std::get_if<diff::AddColumn>(&step)) tables.insert(add->table);
        if (const auto* drop = std::get_if<diff::DropColumn>(&step)) tables.insert(drop->table);
        const auto* alter = std::get_if<diff::AlterColumn>(&step);
        if (alter && (alter->from.name != alter->to.name || alter->from.type != alter->to.type ||
                      alter->from.collation != alter->to.collation))
            tables.insert(alter->table);
    }
    return tables;
}

std::vector<std::string> names_of(const Table& table) {
    std::vector<std::string> names;
    for (const Column& each : table.columns) names.push_back(each.name);
    return names;
}

/// A model does not say OF, so that the table's type is the live database's.
void check_columns(const Table& table, const Schema& schema) {
    const Definition* type = diff::find_type(schema, table.of_type);
    if (!type) return;
    const std::vector<diff::Attribute> attributes = diff::attributes_of(*type);
    const auto is_same = [](const Column& column, const diff::Attribute& attribute) {
        return column.name == attribute.name;
    };
    if (std::equal(table.columns.begin(), table.columns.end(), attributes.begin(), attributes.end(), is_same)) return;
    throw Error("RT281",
                fmt::format("table {} is a table OF {}, but would not have the columns of that type",
                            display(table.name), display(table.of_type)),
                fmt::format("declare the type with the attributes {} in an SQL file, or release the table from it in a "
                            "revision before: ALTER TABLE {} NOT OF",
                            fmt::join(names_of(table), ", "), quote(table.name)));
}

}  // namespace

bool loses_attribute_order(const Table& from, const Table& to) {
    if (to.of_type.empty()) return false;
    std::vector<std::string> order;
    for (const Column& each : from.columns) {
        const bool is_recreated = each.generated && !each.generated->stored;  // a typed table has no such column
        if (!is_recreated && to.find_column(each.name)) order.push_back(each.name);
    }
    return !std::equal(order.begin(), order.end(), to.columns.begin(),
                       to.columns.begin() + static_cast<std::ptrdiff_t>(order.size()),
                       [](const std::string& name, const Column& column) { return column.name == name; });
}

void release_typed_tables(Steps& steps, const Schema& from, const Schema& to) {
    const auto is_typed = [](const auto& each) { return !each.second.of_type.empty(); };
    if (std::none_of(from.tables.begin(), from.tables.end(), is_typed) &&
        std::none_of(to.tables.begin(), to.tables.end(), is_typed))
        return;
    const Names types = changed_types(steps), tables = changed_tables(steps);
    Names released;
    for (const auto& [name, table] : from.tables) {
        const Table* after = to.find_table(name);
        if (!after || (table.of_type.empty() && after->of_type.empty())) continue;
        const bool type_changes = table.of_type == after->of_type && types.contains(table.of_type);
        if (type_changes || tables.contains(name)) released.insert(name);
    }
    for (Step& step : steps)
        if (auto* alter = std::get_if<diff::AlterTable>(&step);
            alter && alter->from.name == alter->to.name && released.contains(alter->to.name)) {
            alter->from = without_type(std::move(alter->from));
            alter->to = without_type(std::move(alter->to));
        }
    std::erase_if(steps, [](const Step& step) {
        const auto* alter = std::get_if<diff::AlterTable>(&step);
        return alter && same_state(alter->from, alter->to);
    });
    for (const ObjectName& name : released) {
        const Table &before = from.tables.at(name), &after = to.tables.at(name);
        if (!before.of_type.empty()) steps.push_back(diff::AlterTable{before, without_type(before)});
        if (after.of_type.empty()) continue;
        check_columns(after, to);
        steps.push_back(diff::AlterTable{without_type(after), after});
    }
}

}  // namespace retort::plan::postgres
