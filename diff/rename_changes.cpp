#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "diff/rename_steps.hpp"
#include "diff/renamed_names.hpp"
#include "diff/renames.hpp"

namespace retort::diff {

namespace {

template <class Name>
auto steps_of(const std::map<Name, Name>& renames) {
    return rename_steps(renames, [](const Name& name) { return interim_name(name); });
}

/// Adds one change for each rename step; an object takes the names of its steps one after the other.
template <class Make, class Object, class Map>
void add_steps(Differences& changes, const std::map<ObjectName, ObjectName>& renames, const Map& from, Make make) {
    std::map<ObjectName, Object> now;
    for (const auto& [before, after] : steps_of(renames)) {
        auto held = now.extract(before);
        Object old;
        if (held.empty())
            old = from.at(before);
        else
            old = std::move(held.mapped());
        Object renamed = old;
        renamed.name = after;
        now.emplace(after, renamed);
        changes.push_back(make(std::move(old), std::move(renamed)));
    }
}

}  // namespace

std::vector<std::pair<std::string, std::string>> label_steps(const std::map<std::string, std::string>& labels) {
    return steps_of(labels);
}

Differences changes_of(const Renames& renames, const Schema& from) {
    Differences changes;
    const auto alter_enum = [](Enum a, Enum b) { return AlterEnum{std::move(a), std::move(b)}; };
    add_steps<decltype(alter_enum), Enum>(changes, renames.enums, from.enums, alter_enum);
    const auto alter_table = [](Table a, Table b) { return AlterTable{std::move(a), std::move(b)}; };
    add_steps<decltype(alter_table), Table>(changes, renames.tables, from.tables, alter_table);
    for (const auto& [before, after] : renames.collations) {
        const Definition& old = from.definitions.at({ObjectKind::collation, before, {}});
        Definition named = old;
        named.name = after;
        changes.push_back(AlterDefinition{old, std::move(named)});
    }
    for (const auto& [before, after] : steps_of(renames.sequences)) {
        Sequence old, named;
        old.name = before;
        named.name = after;
        changes.push_back(AlterSequence{std::move(old), std::move(named)});
    }
    for (const auto& [table, columns] : renames.columns) {
        const auto old = std::find_if(renames.tables.begin(), renames.tables.end(),
                                      [&, name = table](const auto& pair) { return pair.second == name; });
        const Table& before = from.tables.at(old == renames.tables.end() ? table : old->first);
        // A parent's RENAME COLUMN also renames the column here (ALTER TABLE).
        std::map<std::string, std::string> own = columns;
        for (const ObjectName& parent : parents_of(before)) {
            const auto above = renames.columns.find(renamed(renames.tables, parent));
            if (above == renames.columns.end()) continue;
            std::erase_if(own, [&](const auto& pair) {
                const auto same = above->second.find(pair.first);
                return same != above->second.end() && same->second == pair.second;
            });
        }
        std::map<std::string, Column> now;
        for (const auto& [old_name, new_name] : steps_of(own)) {
            auto held = now.extract(old_name);
            Column from_column;
            if (held.empty())
                from_column = *before.find_column(old_name);
            else
                from_column = std::move(held.mapped());
            Column to = from_column;
            to.name = new_name;
            now.emplace(new_name, to);
            changes.push_back(AlterColumn{table, std::move(from_column), std::move(to)});
        }
    }
    for (const auto& [name, labels] : renames.labels) {
        const auto old = std::find_if(renames.enums.begin(), renames.enums.end(),
                                      [&, wanted = name](const auto& pair) { return pair.second == wanted; });
        Enum before = from.enums.at(old == renames.enums.end() ? name : old->first);
        before.name = name;
        for (const auto& [old_label, new_label] : steps_of(labels)) {
            Enum after = before;
            *std::find(after.labels.begin(), after.labels.end(), old_label) = new_label;
            changes.push_back(AlterEnum{before, after});
            before = std::move(after);
        }
    }
    return changes;
}

}  // namespace retort::diff
