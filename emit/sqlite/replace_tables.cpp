#include "emit/sqlite/replace_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "emit/sqlite/foreign_key_checks.hpp"
#include "emit/sqlite/rebuild.hpp"
#include "emit/sqlite/table_sql.hpp"
#include "plan/sqlite/foreign_key_checks.hpp"

namespace retort::emit::sqlite {

namespace {

using plan::sqlite::Plan;
using plan::sqlite::Rebuild;

std::string name_aside(const Plan& plan, const ObjectName& table) { return plan.taken.free_name("old", table.name); }

void drop_indexes(const Plan& plan, const Table& table, std::vector<Statement>& script) {
    for (const Index& index : table.indexes) {
        const bool dropped = std::any_of(plan.dropped_indexes.begin(), plan.dropped_indexes.end(),
                                         [&](const Index* each) { return each->name == index.name; });
        if (!dropped) script.push_back({"DROP INDEX " + quote(index.name), {}});
    }
}

/// `now`: the table's name at this point.
void set_aside(const Plan& plan, const Table& table, const ObjectName& now, std::vector<Statement>& script) {
    drop_indexes(plan, table, script);
    script.push_back(
        {fmt::format("ALTER TABLE {} RENAME TO {}", quote(now.name), quote(name_aside(plan, table.name))), {}});
}

void keep_definitions(std::vector<Statement>& script) {
    script.push_back(
        {"PRAGMA legacy_alter_table = ON", "views stay unchanged while the tables that they reference are replaced"});
}

/// The columns that foreign keys reference, by table.
using ParentKeys = std::map<ObjectName, std::vector<std::vector<std::string>>>;

ParentKeys parent_keys(const Schema& schema) {
    ParentKeys keys;
    for (const auto& [name, table] : schema.tables)
        for (const ForeignKey& key : table.foreign_keys) keys[key.table].push_back(key.references);
    return keys;
}

/// Such an index must exist when rows are copied.
bool is_parent_key(const ParentKeys& keys, const Table& table, const Index& index) {
    const auto found = keys.find(table.name);
    return found != keys.end() && std::any_of(found->second.begin(), found->second.end(), [&](const auto& columns) {
               return plan::sqlite::is_key(index, columns);
           });
}

}  // namespace

void drop_triggers(const Plan& plan, std::vector<Statement>& script) {
    for (const Definition* each : plan.dropped_triggers) script.push_back({"DROP TRIGGER " + quote(each->name), {}});
}

void set_dropped_aside(const Plan& plan, std::vector<Statement>& script) {
    if (plan.dropped_tables.empty()) return;
    keep_definitions(script);
    for (const Table* each : plan.dropped_tables) set_aside(plan, *each, earlier_name(each->name, plan), script);
    script.push_back({"PRAGMA legacy_alter_table = OFF", {}});
}

void create_successors(const Plan& plan, std::vector<Statement>& script) {
    if (plan.rebuilt_tables.empty()) return;
    keep_definitions(script);
    for (const Rebuild& each : plan.rebuilt_tables) set_aside(plan, *each.delta->from, each.delta->from->name, script);
    script.push_back({"PRAGMA legacy_alter_table = OFF", {}});
    const auto keys = parent_keys(plan.to);
    for (const Rebuild& each : plan.rebuilt_tables) {
        const Table table = successor_of(*each.delta);
        script.push_back({create_table_sql(table), reasons_of(each)});
        for (const Index& index : table.indexes)
            if (is_parent_key(keys, table, index)) script.push_back({create_index_sql(table.name, index), {}});
    }
}

void copy_and_drop(const Plan& plan, Direction direction, std::vector<Statement>& script) {
    for (const Rebuild& each : plan.rebuilt_tables)
        copy_table(*each.delta, direction, name_aside(plan, each.delta->to->name), each.delta->to->name.name, script);
    std::set<ObjectName> dropped;
    for (const Table* each : plan.dropped_tables) dropped.insert(each->name);
    for (const Table* each : plan.replaced_tables) {
        const bool rows_go = direction == Direction::up && dropped.contains(each->name);
        script.push_back(
            {"DROP TABLE " + quote(name_aside(plan, each->name)),
             rows_go ? fmt::format("drops table {} with its rows", display(earlier_name(each->name, plan))) : ""});
    }
    const auto keys = parent_keys(plan.to);
    for (const Rebuild& each : plan.rebuilt_tables) {
        const Table table = successor_of(*each.delta);
        for (const Index& index : table.indexes)
            if (!is_parent_key(keys, table, index)) script.push_back({create_index_sql(table.name, index), {}});
    }
}

}  // namespace retort::emit::sqlite
