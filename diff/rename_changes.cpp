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

/// The interim name of an object while two names are swapped.
std::string interim_name(const std::string& name) { return std::string(clip_utf8(name, 63 - 6)) + "__swap"; }
ObjectName interim_name(const ObjectName& name) { return {name.schema, interim_name(name.name)}; }

template <class Name>
auto steps_of(const std::map<Name, Name>& renames) {
    return rename_steps(renames, [](const Name& name) { return interim_name(name); });
}

/// Adds one change for each rename step; an object takes the names of its steps one after the other.
template <class Make, class Object, class Map>
void add_steps(std::vector<Change>& changes, const std::map<ObjectName, ObjectName>& renames, const Map& from,
               Make make) {
    std::map<ObjectName, Object> now;
    for (const auto& [before, after] : steps_of(renames)) {
        auto held = now.extract(before);
        Object old = held.empty() ? from.at(before) : std::move(held.mapped());
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

std::vector<Change> changes_of(const Renames& renames, const Schema& from) {
    std::vector<Change> changes;
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
            Column from_column = held.empty() ? *before.find_column(old_name) : std::move(held.mapped());
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

namespace {

/// A name that an alteration changes: of an index or of a constraint with an index, in its schema; of another
/// constraint, on its table.
using PartName = std::pair<ObjectName, std::string>;

std::optional<std::pair<PartName, PartName>> part_rename(const Change& change) {
    if (const auto* index = std::get_if<AlterIndex>(&change); index && index->from.name != index->to.name)
        return std::pair{PartName{{index->table.schema, index->from.name}, {}},
                         PartName{{index->table.schema, index->to.name}, {}}};
    const auto* constraint = std::get_if<AlterConstraint>(&change);
    if (!constraint || name_of(constraint->from) == name_of(constraint->to)) return std::nullopt;
    const bool bare =
        std::holds_alternative<Check>(constraint->to) || std::holds_alternative<ForeignKey>(constraint->to);
    const auto part_name = [&](const Constraint& each) {
        return bare ? PartName{constraint->table, name_of(each)}
                    : PartName{{constraint->table.schema, name_of(each)}, {}};
    };
    return std::pair{part_name(constraint->from), part_name(constraint->to)};
}

const std::string& word_of(const PartName& name) { return name.second.empty() ? name.first.name : name.second; }

void set_name(Index& index, const std::string& name) { index.name = name; }
void set_name(Constraint& constraint, const std::string& name) {
    std::visit([&](auto& each) { each.name = name; }, constraint);
}

/// Splits an alteration in two: the rename to `name`, and the rest.
std::pair<Change, Change> halves(const Change& change, const std::string& name) {
    const auto split = [&](const auto& alter) {
        auto first = alter, second = alter;
        first.to = alter.from;
        set_name(first.to, name);
        second.from = first.to;
        return std::pair<Change, Change>{first, second};
    };
    if (const auto* index = std::get_if<AlterIndex>(&change)) return split(*index);
    return split(std::get<AlterConstraint>(change));
}

}  // namespace

std::vector<Change> in_turn(std::vector<Change> changes) {
    std::set<PartName> freed, taken;
    for (const Change& change : changes)
        if (const auto names = part_rename(change)) freed.insert(names->first), taken.insert(names->second);
    if (std::none_of(taken.begin(), taken.end(), [&](const PartName& name) { return freed.contains(name); }))
        return changes;
    std::map<PartName, PartName> renames;
    std::map<PartName, Change> alterations;
    std::erase_if(changes, [&](const Change& change) {
        const auto names = part_rename(change);
        if (!names || !renames.insert(*names).second) return false;
        alterations.emplace(names->first, change);
        return true;
    });
    const auto steps = rename_steps(renames, [](const PartName& name) {
        return name.second.empty() ? PartName{interim_name(name.first), {}}
                                   : PartName{name.first, interim_name(name.second)};
    });
    for (const auto& [before, after] : steps) {
        const Change whole = alterations.at(before);
        if (renames.contains(before) && renames.at(before) != after) {
            auto [first, second] = halves(whole, word_of(after));
            changes.push_back(std::move(first));
            alterations.insert_or_assign(after, std::move(second));
        } else {
            changes.push_back(whole);
        }
    }
    return changes;
}

}  // namespace retort::diff
