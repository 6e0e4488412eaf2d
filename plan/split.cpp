#include "plan/split.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <type_traits>
#include <utility>

#include "plan/dropped_partitions.hpp"
#include "plan/foreign_key_cycles.hpp"
#include "plan/persistence.hpp"
#include "plan/row_functions.hpp"
#include "schema/parts.hpp"

namespace retort::plan {

namespace {

/// The existing tables that the plan changes.
std::set<ObjectName> touched_tables(const Steps& steps) {
    std::set<ObjectName> touched;
    for (const Step& step : steps)
        std::visit(
            [&](const auto& each) {
                if constexpr (requires { each.table; })
                    touched.insert(each.table);
                else if constexpr (std::is_same_v<std::decay_t<decltype(each)>, diff::AlterTable>)
                    touched.insert(each.to.name);
            },
            step);
    return touched;
}

/// True if a constraint of the table makes these columns a key; a unique index is created only after the table.
bool has_key(const Table& table, const std::vector<std::string>& columns) {
    const std::set<std::string> wanted(columns.begin(), columns.end());
    const auto is = [&](const std::vector<std::string>& list) {
        return std::set<std::string>(list.begin(), list.end()) == wanted;
    };
    return any_part(KeyConstraints{}, table, [&](const auto& each) { return is(each.columns); });
}

/// True if PostgreSQL merges two key constraints of one CREATE TABLE into one (transformIndexConstraints()): neither
/// the name, the storage parameters nor the tablespace matter.
template <class A, class B>
bool merges(const A& a, const B& b) {
    if constexpr (std::is_same_v<A, Exclusion> || std::is_same_v<B, Exclusion>) {
        if constexpr (std::is_same_v<A, B>)
            return a.definition == b.definition;
        else
            return false;
    } else {
        const auto nulls_not_distinct = [](const auto& each) {
            if constexpr (requires { each.nulls_not_distinct; })
                return each.nulls_not_distinct;
            else
                return false;
        };
        return a.columns == b.columns && a.include == b.include && a.deferral == b.deferral &&
               a.without_overlaps == b.without_overlaps && nulls_not_distinct(a) == nulls_not_distinct(b);
    }
}

/// Removes from a new table the constraints that CREATE TABLE would merge with an earlier one, and returns their steps.
Steps take_merged(Table& table) {
    Steps taken;
    const auto take = [&](auto& list) {
        for (auto each = list.begin(); each != list.end();) {
            const bool merged = (table.primary_key && merges(*table.primary_key, *each)) ||
                                std::any_of(list.begin(), each, [&](const auto& one) { return merges(one, *each); });
            if (merged) taken.push_back(diff::AddConstraint{table.name, *each});
            each = merged ? list.erase(each) : each + 1;
        }
    };
    take(table.uniques);
    take(table.exclusions);
    return taken;
}

/// The dropped columns; a dropped table has one entry with an empty column.
std::set<std::pair<ObjectName, std::string>> dropped_columns(const Steps& steps) {
    std::set<std::pair<ObjectName, std::string>> dropped;
    for (const Step& step : steps) {
        if (const auto* column = std::get_if<diff::DropColumn>(&step))
            dropped.emplace(column->table, column->from.name);
        if (const auto* table = std::get_if<diff::DropTable>(&step)) dropped.emplace(table->from.name, "");
    }
    return dropped;
}

/// True if two tables are in one cycle.
bool in_cycle(const std::map<ObjectName, std::size_t>& cycles, const ObjectName& a, const ObjectName& b) {
    const auto first = cycles.find(a), second = cycles.find(b);
    return a != b && first != cycles.end() && second != cycles.end() && first->second == second->second;
}

/// Removes the foreign keys inside a cycle of dropped tables from one of these, and returns the steps that drop them.
/// `partitions`: the dropped ones of each table.
Steps take_cyclic_keys(Table& table, const std::map<ObjectName, std::size_t>& cycles, const Children& partitions) {
    Steps taken;
    std::erase_if(table.foreign_keys, [&](const ForeignKey& key) {
        bool cyclic = in_cycle(cycles, table.name, key.table);
        if (const auto below = partitions.find(key.table); below != partitions.end())
            for (const ObjectName& each : below->second) cyclic = cyclic || in_cycle(cycles, table.name, each);
        if (cyclic) taken.push_back(diff::DropConstraint{table.name, key});
        return cyclic;
    });
    return taken;
}

/// True if a column changes from a serial to an identity column or back: the two sequences may have the
/// same name.
bool changes_sequence(const Column& from, const Column& to) {
    const auto draws = [](const Column& column) {
        return column.default_sql && column.default_sql->find("nextval(") != std::string::npos;
    };
    return (draws(from) && to.identity) || (from.identity && draws(to));
}

}  // namespace

Steps split_tables(Steps steps, const Children& children) {
    std::vector<const Table*> created, dropped;
    for (const Step& step : steps) {
        if (const auto* create = std::get_if<diff::CreateTable>(&step)) created.push_back(&create->to);
        if (const auto* drop = std::get_if<diff::DropTable>(&step)) dropped.push_back(&drop->from);
    }
    const auto created_cycles = cycles_of(created);
    const Children partitions = dropped_partitions(steps, children);
    const auto dropped_cycles = cycles_of(dropped, partitions);
    const std::set<ObjectName> touched = touched_tables(steps);
    const std::set<std::pair<ObjectName, std::string>> dropped_owners = dropped_columns(steps);
    const auto loses_owner = [&](const Sequence& owned) {
        return dropped_owners.contains({owned.owner_table, owned.owner_column}) ||
               dropped_owners.contains({owned.owner_table, {}});
    };

    Steps added;
    for (Step& step : steps) {
        if (auto* create = std::get_if<diff::CreateTable>(&step)) {
            Table& table = create->to;
            std::erase_if(table.foreign_keys, [&](const ForeignKey& key) {
                const bool is_deferred = in_cycle(created_cycles, table.name, key.table) ||
                                         touched.contains(key.table) ||
                                         (key.table == table.name && !has_key(table, key.references)) || key.not_valid;
                if (!is_deferred) return false;
                added.push_back(diff::AddConstraint{table.name, key});
                return true;
            });
            // CREATE TABLE marks every constraint as valid, since there are no rows yet.
            std::erase_if(table.checks, [&](const Check& check) {
                if (!check.not_valid) return false;
                added.push_back(diff::AddConstraint{table.name, check});
                return true;
            });
            for (Step& each : take_merged(table)) added.push_back(std::move(each));
            for (Index& index : table.indexes) added.push_back(diff::CreateIndex{table.name, std::move(index)});
            table.indexes.clear();
        } else if (auto* drop = std::get_if<diff::DropTable>(&step)) {
            for (Step& each : take_cyclic_keys(drop->from, dropped_cycles, partitions))
                added.push_back(std::move(each));
        } else if (auto* alter = std::get_if<diff::AlterColumn>(&step)) {
            if (!changes_sequence(alter->from, alter->to)) continue;
            Column bare = alter->from;
            bare.identity.reset();
            bare.default_sql.reset();
            added.push_back(diff::AlterColumn{alter->table, bare, std::exchange(alter->to, bare)});
        } else if (auto* moved = std::get_if<diff::AlterSequence>(&step)) {
            // The old owner may have to be dropped before the new one can be created.
            if (moved->from.owner_table.empty() || moved->to.owner_table.empty() || !loses_owner(moved->from)) continue;
            Sequence free = without_owner(moved->from);
            const Sequence owned = std::exchange(moved->to, free);
            added.push_back(diff::AlterSequence{std::move(free), owned});
        } else if (auto* sequence = std::get_if<diff::CreateSequence>(&step)) {
            if (sequence->to.owner_table.empty()) continue;
            const Sequence owned = sequence->to;
            sequence->to = without_owner(owned);
            added.push_back(diff::AlterSequence{sequence->to, owned});
        }
    }
    steps.reserve(steps.size() + added.size());
    std::move(added.begin(), added.end(), std::back_inserter(steps));
    return steps;
}

Steps split_backfills(Steps steps, const Children& children) {
    if (std::none_of(steps.begin(), steps.end(), makes_function)) return steps;
    std::map<ObjectName, std::size_t> counts;  // of the columns that a table gets, its descendants' included
    for (const Step& step : steps)
        if (const auto* add = std::get_if<diff::AddColumn>(&step)) {
            ++counts[add->table];
            for (const auto& [parent, below] : children)
                if (below.contains(add->table)) ++counts[parent];
        }
    Steps fills;
    for (Step& step : steps)
        if (auto* add = std::get_if<diff::AddColumn>(&step);
            add && counts.at(add->table) > 1 && !add->to.transition->backfill_sql.empty() && !add->to.generated) {
            add->filled_later = true;
            fills.push_back(FillColumn{add->table, add->to});
        }
    std::move(fills.begin(), fills.end(), std::back_inserter(steps));
    return steps;
}

}  // namespace retort::plan
