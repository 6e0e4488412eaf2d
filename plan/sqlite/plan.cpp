#include "plan/sqlite/plan.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "diff/compare.hpp"
#include "diff/summary.hpp"
#include "plan/sqlite/arrange.hpp"
#include "plan/sqlite/definitions.hpp"
#include "plan/sqlite/foreign_key_checks.hpp"
#include "plan/sqlite/implicit_keys.hpp"
#include "plan/sqlite/referencing_tables.hpp"
#include "plan/sqlite/storable.hpp"
#include "plan/sqlite/used_objects.hpp"
#include "schema/same_state.hpp"

namespace retort::plan::sqlite {

namespace {

/// Finds the renames and the changes between the two schemas.
void compare(Plan& plan) {
    plan.by_case = case_renames(plan.start, plan.to);
    const diff::RenamedSchema cased(plan.by_case, plan.start);
    plan.declared = diff::find_renames(cased.get(), plan.to);
    diff::Differences changes = diff::changes_of(plan.by_case, plan.start);
    diff::Differences more = diff::compare(cased.get(), plan.to, plan.declared);
    std::move(more.begin(), more.end(), std::back_inserter(changes));
    plan.changes = arrange(std::move(changes));
    if (!plan.changes.empty()) plan.from = diff::apply(plan.declared, cased.get());
}

/// Decides which tables are altered in place and which are rebuilt.
void decide_tables(Plan& plan, const std::set<ObjectId>& dropped, Direction direction) {
    Surroundings around{plan.from, plan.to, direction, {}};
    for (const auto& [key, definition] : plan.start.definitions)
        if (!dropped.contains(key)) around.standing.push_back(&definition);
    plan.deltas = by_table(plan.changes, plan.from, plan.to);
    std::vector<const Table*> tables;
    std::map<ObjectName, Rebuild> rebuilds;
    for (const auto& [name, delta] : plan.deltas) {
        std::vector<const diff::Change*> reasons = blockers(delta, around);
        if (reasons.empty()) {
            plan.altered_tables.push_back(&delta);
        } else {
            tables.push_back(delta.to);
            rebuilds.emplace(name, Rebuild{&delta, std::move(reasons), {}});
        }
    }
    for (const Table* table : in_order(tables)) plan.rebuilt_tables.push_back(std::move(rebuilds.at(table->name)));
}

void order_tables(Plan& plan) {
    std::vector<const Table*> dropped, created;
    for (const diff::Change& change : plan.changes) {
        if (const auto* drop = std::get_if<diff::DropTable>(&change)) dropped.push_back(&drop->from);
        if (const auto* create = std::get_if<diff::CreateTable>(&change)) created.push_back(&create->to);
        if (const auto* drop = std::get_if<diff::DropIndex>(&change)) plan.dropped_indexes.push_back(&drop->from);
        if (const auto* alter = std::get_if<diff::AlterIndex>(&change)) plan.dropped_indexes.push_back(&alter->from);
    }
    plan.dropped_tables = in_order(dropped);
    std::reverse(plan.dropped_tables.begin(), plan.dropped_tables.end());
    plan.created_tables = in_order(created);
}

/// With foreign keys on, DROP TABLE deletes the rows first (foreignkeys.html, section 5). That must not affect a table
/// that stays or is dropped later, nor violate a RESTRICT.
bool drops_need_keys_off(const Plan& plan) {
    std::map<ObjectName, std::size_t> turn;
    for (std::size_t i = 0; i < plan.dropped_tables.size(); ++i) turn[plan.dropped_tables[i]->name] = i;
    for (const auto& [name, table] : plan.from.tables) {
        const auto own = turn.find(name);
        for (const ForeignKey& key : table.foreign_keys) {
            const auto parent = turn.find(key.table);
            if (parent == turn.end()) continue;
            if (own == turn.end() || own->second > parent->second) return true;
            if (own == parent && key.on_delete == Action::restrict_) return true;
        }
    }
    return false;
}

/// True if the plan renames, or drops columns.
bool resolves_definitions(const Plan& plan) {
    return !plan.by_case.empty() || !plan.declared.empty() ||
           std::any_of(plan.changes.begin(), plan.changes.end(),
                       [](const diff::Change& each) { return std::holds_alternative<diff::DropColumn>(each); });
}

/// Triggers are dropped with their table, by DROP TABLE or by a rebuild.
void order_definitions(Plan& plan, const std::set<ObjectId>& dropped) {
    std::set<ObjectName> dropped_tables, rebuilt_tables;
    for (const Table* table : plan.dropped_tables) dropped_tables.insert(table->name);
    for (const Rebuild& each : plan.rebuilt_tables) rebuilt_tables.insert(each.delta->to->name);
    std::vector<const Definition*> definitions;
    for (const ObjectId& key : dropped) definitions.push_back(&plan.start.definitions.at(key));
    definitions = in_order(definitions);
    std::reverse(definitions.begin(), definitions.end());
    std::copy_if(definitions.begin(), definitions.end(), std::back_inserter(plan.dropped_definitions),
                 [&](const Definition* each) {
                     return each->kind != ObjectKind::trigger || !dropped_tables.contains(each->table);
                 });
    definitions.clear();
    for (const auto& [key, definition] : plan.to.definitions) {
        const bool dropped_with_table =
            definition.kind == ObjectKind::trigger && rebuilt_tables.contains(definition.table);
        if (!plan.start.definitions.contains(key) || dropped.contains(key) || dropped_with_table)
            definitions.push_back(&definition);
    }
    plan.created_definitions = in_order(definitions);
    if (plan.replaced_tables.empty()) return;
    // A referential action of the old rows would fire them, and ALTER TABLE compiles those of tables that are set
    // aside.
    std::set<std::string> dropped_before;
    for (const Definition* each : plan.dropped_definitions) dropped_before.insert(each->name.name);
    for (const auto& [key, definition] : plan.from.definitions)
        if (definition.kind == ObjectKind::trigger &&
            (rebuilt_tables.contains(definition.table) || dropped_tables.contains(definition.table)) &&
            !dropped_before.contains(definition.name.name))
            plan.dropped_triggers.push_back(&definition);
}

}  // namespace

Plan plan(const Schema& from, const Schema& to, Direction direction, ForeignKeys foreign_keys) {
    Plan plan;
    plan.foreign_keys = foreign_keys;
    if (same_state(from, to) && diff::find_renames(from, to).empty()) return plan;
    plan.start = storable(from);
    plan.to = storable(to);
    compare(plan);
    if (plan.changes.empty()) return plan;
    plan.differences = diff::summary(plan.changes);
    for (diff::Change& each : written_out_keys(plan.from, plan.to)) plan.changes.push_back(std::move(each));
    plan.changes = arrange(std::move(plan.changes));
    for (const Schema* each : {&plan.start, &plan.from, &plan.to}) plan.taken.add(*each);
    // Which definitions are dropped decides whether ALTER TABLE can drop a column.
    const std::set<ObjectId> dropped =
        definitions_to_drop(plan.start, plan.to, {&plan.by_case, &plan.declared}, resolves_definitions(plan));
    decide_tables(plan, dropped, direction);
    order_tables(plan);
    plan.errors = find_used(plan);
    plan.needs_keys_off = drops_need_keys_off(plan);
    if (foreign_keys == ForeignKeys::deferred) rebuild_referencing_tables(plan);
    // Last: triggers are dropped with their tables.
    order_definitions(plan, dropped);
    plan.checked_tables = tables_to_check(plan);  // last: of the rebuilt tables
    return plan;
}

}  // namespace retort::plan::sqlite
