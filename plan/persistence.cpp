#include "plan/persistence.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "diff/part_changes.hpp"
#include "diff/structure.hpp"
#include "plan/foreign_key_cycles.hpp"

namespace retort::plan {

namespace {

bool turns(const diff::AlterTable& alter) { return alter.from.unlogged != alter.to.unlogged; }

/// Drops the key and adds it again after both tables have turned. An alteration of the key is part of that.
void recreate(Steps& steps, const ObjectName& table, const ForeignKey& before, const ForeignKey& after) {
    std::erase_if(steps, [&](const Step& step) {
        const auto* alter = std::get_if<diff::AlterConstraint>(&step);
        return alter && alter->table == table && std::holds_alternative<ForeignKey>(alter->from) &&
               diff::name_of(alter->from) == before.name;
    });
    steps.push_back(diff::DropConstraint{table, before});
    steps.push_back(diff::AddConstraint{table, after});
}

}  // namespace

Sequence without_owner(Sequence sequence) {
    sequence.owner_table = {};
    sequence.owner_column.clear();
    return sequence;
}

void release_sequences(Steps& steps, const Schema& from, const Schema& to) {
    std::set<ObjectName> turned;
    for (const Step& step : steps)
        if (const auto* alter = std::get_if<diff::AlterTable>(&step);
            alter && alter->from.unlogged != alter->to.unlogged)
            turned.insert(alter->to.name);
    if (turned.empty()) return;
    for (const auto& [name, after] : to.sequences) {
        const auto before = from.sequences.find(name);
        if (before == from.sequences.end() || !turned.contains(after.owner_table)) continue;
        const Sequence& was = before->second;
        if (was.owner_table != after.owner_table || was.owner_column != after.owner_column) continue;
        if (after.unlogged == to.find_table(after.owner_table)->unlogged) continue;
        std::erase_if(steps, [&, &wanted = name](const Step& step) {
            const auto* alter = std::get_if<diff::AlterSequence>(&step);
            return alter && alter->to.name == wanted && alter->from.name == wanted;
        });
        steps.push_back(diff::AlterSequence{was, without_owner(after)});
        steps.push_back(diff::AlterSequence{without_owner(after), after});
    }
}

void recreate_keys_of_cycles(Steps& steps, const Schema& from) {
    std::vector<const Table*> turned;
    for (const Step& step : steps)
        if (const auto* alter = std::get_if<diff::AlterTable>(&step); alter && turns(*alter))
            turned.push_back(&alter->to);
    if (turned.size() < 2) return;
    const auto cycles = cycles_of(turned);
    std::map<ObjectName, std::vector<ForeignKey>> closing;  // the keys of each table
    for (const Table* table : turned) {
        for (const ForeignKey& key : table->foreign_keys) {
            const auto found = cycles.find(key.table);
            if (found == cycles.end() || found->second != cycles.at(table->name) || key.table == table->name) continue;
            // In the order of their names: a table becomes unlogged after the tables that reference it.
            if (table->unlogged == (key.table < table->name)) closing[table->name].push_back(key);
        }
    }
    for (const auto& [name, keys] : closing) {
        for (Step& step : steps)
            if (auto* alter = std::get_if<diff::AlterTable>(&step); alter && turns(*alter) && alter->to.name == name)
                for (const ForeignKey& key : keys)
                    std::erase_if(alter->to.foreign_keys,
                                  [&](const ForeignKey& each) { return each.name == key.name; });
        for (const ForeignKey& after : keys)
            for (const ForeignKey& before : from.find_table(name)->foreign_keys)
                if (diff::same_structure(before, after)) {
                    recreate(steps, name, before, after);
                    break;
                }
    }
}

}  // namespace retort::plan
