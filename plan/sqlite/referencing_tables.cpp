#include "plan/sqlite/referencing_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "plan/sqlite/definitions.hpp"
#include "schema/action.hpp"
#include "schema/closure.hpp"

namespace retort::plan::sqlite {

namespace {

constexpr const char* way_out =
    "generate this revision with [migrations] foreign_keys = \"off\", and run it where foreign keys can be switched "
    "off";

Diagnostic blocked(std::string message, std::string hint) {
    return {.code = "RT293", .message = std::move(message), .hint = std::move(hint)};
}

/// The tables that reference a table, by that table's name; not itself.
std::map<ObjectName, std::vector<const Table*>> referencing_tables(const Schema& schema) {
    std::map<ObjectName, std::vector<const Table*>> found;
    for (const auto& [name, table] : schema.tables)
        for (const ForeignKey& key : table.foreign_keys)
            if (key.table != name) found[key.table].push_back(&table);
    return found;
}

/// Adds `table`, which references a table that is replaced.
void add_rebuild(Plan& plan, const Table& table, const ObjectName& referenced) {
    const Table* after = plan.to.find_table(table.name);
    TableDelta& delta = plan.deltas.try_emplace(table.name, TableDelta{&table, after, {}}).first->second;
    std::erase(plan.altered_tables, &delta);
    plan.rebuilt_tables.push_back({&delta, {}, referenced});
}

/// True if deleting all rows of the referenced table fails while the table of `key` has rows.
bool blocks_deletes(const Table& table, const ForeignKey& key) {
    if (key.on_delete == Action::restrict_) return true;
    return key.on_delete == Action::set_null &&
           std::any_of(key.columns.begin(), key.columns.end(), [&](const std::string& column) {
               const Column* found = table.find_column(column);
               return found != nullptr && !found->nullable;
           });
}

/// Errors for tables in cycles. The last of `parents_first` is dropped first, so in a cycle a table is dropped while
/// another old table has rows that reference it, or after a table that it references.
void check_cycles(const std::vector<const Table*>& parents_first, std::vector<Diagnostic>& errors) {
    std::map<ObjectName, std::size_t> place;
    for (std::size_t i = 0; i < parents_first.size(); ++i) place[parents_first[i]->name] = i;
    const auto place_of = [&](const ForeignKey& key) {
        const auto found = place.find(key.table);
        return found == place.end() ? std::optional<std::size_t>() : found->second;
    };
    std::set<std::size_t> with_actions;  // of tables that stand when the table at this place is dropped
    for (std::size_t i = 0; i < parents_first.size(); ++i) {
        const Table& table = *parents_first[i];
        for (const ForeignKey& key : table.foreign_keys) {
            const auto parent = place_of(key);
            if (!parent || *parent < i) continue;
            if (key.on_delete != Action::no_action && key.on_delete != Action::restrict_) with_actions.insert(*parent);
            if (!blocks_deletes(table, key)) continue;
            errors.push_back(blocked(
                fmt::format(
                    "table {} must be replaced with foreign keys on, but table {} references it with ON DELETE {}{}",
                    display(key.table), display(table.name), to_sql(key.on_delete),
                    key.on_delete == Action::set_null ? " of a NOT NULL column" : ""),
                way_out));
        }
    }
    // SQLite can't compile the actions if the table references one that is dropped already.
    for (const std::size_t i : with_actions)
        for (const ForeignKey& key : parents_first[i]->foreign_keys)
            if (const auto parent = place_of(key); parent && *parent > i)
                errors.push_back(
                    blocked(fmt::format("tables {0} and {1} reference each other and must be replaced with foreign "
                                        "keys on, but ON DELETE actions of foreign keys to {0} prevent that",
                                        display(parents_first[i]->name), display(key.table)),
                            way_out));
}

/// With foreign keys on, no row can be inserted into a table that references a missing one.
void check_parents(Plan& plan) {
    for (const Rebuild& each : plan.rebuilt_tables)
        for (const ForeignKey& key : each.delta->to->foreign_keys)
            if (!plan.to.find_table(key.table))
                plan.errors.push_back(blocked(
                    fmt::format("table {} must be replaced with foreign keys on, but it references table {}, which "
                                "does not exist",
                                display(each.delta->to->name), display(key.table)),
                    way_out));
}

}  // namespace

void rebuild_referencing_tables(Plan& plan) {
    if (plan.rebuilt_tables.empty() && !plan.needs_keys_off) return;
    const auto referencing = referencing_tables(plan.from);
    std::set<ObjectName> replaced;
    for (const Rebuild& each : plan.rebuilt_tables) replaced.insert(each.delta->to->name);
    for (const Table* each : plan.dropped_tables) replaced.insert(each->name);
    closure(replaced, [&](const ObjectName& name, const auto& reach) {
        const auto found = referencing.find(name);
        if (found == referencing.end()) return;
        for (const Table* table : found->second) {
            if (*table->external)
                plan.errors.push_back(blocked(
                    fmt::format("table {} must be replaced, but table {}, which [filter] excludes, references it, and "
                                "foreign keys are on",
                                display(name), display(table->name)),
                    fmt::format("include {} in [filter]; or {}", display(table->name), way_out)));
            else if (replaced.insert(table->name).second)
                add_rebuild(plan, *table, name);
            reach(table->name);
        }
    });
    std::map<ObjectName, Rebuild> rebuilds;
    std::vector<const Table*> tables, old;
    for (Rebuild& each : plan.rebuilt_tables) {
        tables.push_back(each.delta->to);
        old.push_back(each.delta->from);
        rebuilds.emplace(each.delta->to->name, std::move(each));
    }
    plan.rebuilt_tables.clear();
    for (const Table* table : in_order(tables)) plan.rebuilt_tables.push_back(std::move(rebuilds.at(table->name)));
    old.insert(old.end(), plan.dropped_tables.begin(), plan.dropped_tables.end());
    old = in_order(old);
    check_cycles(old, plan.errors);
    check_parents(plan);
    plan.replaced_tables.assign(old.rbegin(), old.rend());
}

}  // namespace retort::plan::sqlite
