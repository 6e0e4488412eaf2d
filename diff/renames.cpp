#include "diff/renames.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "diff/rename_steps.hpp"
#include "diff/renamed_names.hpp"
#include "schema/same_state.hpp"

namespace retort::diff {

namespace {

/// The number of differences between two objects; used only for cycles of renames.
std::size_t distance(const Column& a, const Column& b) {
    return (a.type != b.type) + (a.nullable != b.nullable) + (a.default_sql != b.default_sql) +
           !same_state(a.identity, b.identity) + (a.comment != b.comment);
}

std::size_t distance(const Table& a, const Table& b) {
    std::size_t count = 0;
    for (const Column& each : a.columns) {
        const Column* other = b.find_column(each.name);
        count += other ? each.type != other->type : 1;
    }
    for (const Column& each : b.columns) count += !a.find_column(each.name);
    return count;
}

std::size_t distance(const Enum& a, const Enum& b) { return a.labels != b.labels; }

/// Whether a cycle of renames is to be made.
enum class Swap { no, open, yes };

/// The cycle is made if that leaves fewer differences than keeping the names, or if the user requests it. `open` if the
/// number of differences is equal.
template <class Name, class From, class To>
Swap find_swap(const std::map<Name, Name>& cycle, From from, To to) {
    std::size_t kept = 0, swapped = 0;
    bool requested = false;
    for (const auto& [before, after] : cycle) {
        kept += distance(from(before), to(before));
        swapped += distance(from(before), to(after));
        requested = requested || from(before).transition->requested || to(after).transition->requested;
    }
    if (requested || swapped < kept) return Swap::yes;
    return swapped == kept ? Swap::open : Swap::no;
}

/// Ignores undecided cycles.
struct Ignore {
    template <class Name>
    void operator()(const std::map<Name, Name>&) const {}
};

/// Pairs objects of two maps by their declared renames. Undecided cycles are excluded, and passed to `open`.
template <class Map, class Open = Ignore>
std::map<ObjectName, ObjectName> pair_renamed(const Map& from, const Map& to, Open open = {}) {
    std::map<ObjectName, ObjectName> found;
    std::set<ObjectName> taken;
    const auto add = [&](const ObjectName& before, const ObjectName& after) {
        if (before == after || !from.contains(before) || !to.contains(after) || taken.contains(after)) return;
        if (found.emplace(before, after).second) taken.insert(after);
    };
    // "other.name" is a move from another schema, unless an object of the same schema has that whole name; a name
    // without a dot is in the same schema.
    const auto old_name = [](const ObjectName& name, const std::string& old, const Map& there) {
        ObjectName found{name.schema, old};
        for (std::size_t dot = old.find('.'); dot != std::string::npos && !there.contains(found);
             dot = old.find('.', dot + 1))
            found = {old.substr(0, dot), old.substr(dot + 1)};
        return found;
    };
    for (const auto& [name, object] : to)
        if (!object.transition->renamed_from.empty()) add(old_name(name, object.transition->renamed_from, from), name);
    for (const auto& [name, object] : from)
        if (!object.transition->renamed_from.empty()) add(name, old_name(name, object.transition->renamed_from, to));
    keep_possible(
        found, [&](const ObjectName& name) { return from.contains(name); },
        [&](const ObjectName& name) { return to.contains(name); },
        [&](const auto& cycle) {
            const Swap decision = find_swap(
                cycle, [&](const ObjectName& name) -> const auto& { return from.at(name); },
                [&](const ObjectName& name) -> const auto& { return to.at(name); });
            if (decision == Swap::open) open(cycle);
            return decision == Swap::yes;
        });
    return found;
}

template <class Open = Ignore>
std::map<std::string, std::string> pair_columns(const Table& from, const Table& to, Open open = {}) {
    std::map<std::string, std::string> found;
    std::set<std::string> taken;
    const auto add = [&](const std::string& before, const std::string& after) {
        if (before == after || !from.find_column(before) || !to.find_column(after) || taken.contains(after)) return;
        if (found.emplace(before, after).second) taken.insert(after);
    };
    for (const Column& column : to.columns)
        if (!column.transition->renamed_from.empty()) add(column.transition->renamed_from, column.name);
    for (const Column& column : from.columns)
        if (!column.transition->renamed_from.empty()) add(column.name, column.transition->renamed_from);
    if (found.empty()) return found;
    keep_possible(
        found, [&](const std::string& name) { return from.find_column(name) != nullptr; },
        [&](const std::string& name) { return to.find_column(name) != nullptr; },
        [&](const auto& cycle) {
            const Swap decision = find_swap(
                cycle, [&](const std::string& name) -> const Column& { return *from.find_column(name); },
                [&](const std::string& name) -> const Column& { return *to.find_column(name); });
            if (decision == Swap::open) open(cycle);
            return decision == Swap::yes;
        });
    return found;
}

bool has(const std::vector<std::string>& list, const std::string& word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

/// The labels of `of`, renamed, that are also in `other`.
std::vector<std::string> common(const std::vector<std::string>& of, const std::vector<std::string>& other,
                                const std::map<std::string, std::string>& renames) {
    std::vector<std::string> list;
    for (const std::string& label : of) {
        const auto found = renames.find(label);
        const std::string& name = found == renames.end() ? label : found->second;
        if (has(other, name)) list.push_back(name);
    }
    return list;
}

std::map<std::string, std::string> pair_labels(const Enum& from, const Enum& to) {
    std::map<std::string, std::string> found;
    std::set<std::string> taken;
    const auto add = [&](const std::string& before, const std::string& after) {
        if (before == after || !has(from.labels, before) || !has(to.labels, after) || taken.contains(after)) return;
        if (found.emplace(before, after).second) taken.insert(after);
    };
    for (const auto& [before, after] : to.transition->old_labels) add(before, after);
    for (const auto& [before, after] : from.transition->old_labels) add(after, before);
    keep_possible(
        found, [&](const std::string& label) { return has(from.labels, label); },
        [&](const std::string& label) { return has(to.labels, label); },
        [&](const auto& cycle) {
            // The cycle has already been made if the labels are in the wanted order without it.
            const std::vector<std::string> wanted = common(to.labels, common(from.labels, to.labels, {}), {});
            return common(from.labels, to.labels, {}) != wanted && common(from.labels, to.labels, cycle) == wanted;
        });
    return found;
}

using ColumnName = std::pair<ObjectName, std::string>;

/// The sequences that columns own, for each column that owns exactly one.
std::map<ColumnName, ObjectName> owned_sequences(const Schema& schema, const Renames& renames) {
    std::map<ColumnName, ObjectName> owned;
    std::set<ColumnName> several;
    for (const auto& [name, sequence] : schema.sequences) {
        if (sequence.owner_table.empty()) continue;
        const ObjectName& table = renamed(renames.tables, sequence.owner_table);
        const auto columns = value_or(renames.columns, table);
        const auto column = columns.find(sequence.owner_column);
        const ColumnName owner{table, column == columns.end() ? sequence.owner_column : column->second};
        // A sequence moves with its table from schema to schema (ALTER TABLE, SET SCHEMA).
        const ObjectName moved{sequence.owner_table.schema == name.schema ? table.schema : name.schema, name.name};
        if (!owned.emplace(owner, moved).second) several.insert(owner);
    }
    for (const ColumnName& each : several) owned.erase(each);
    return owned;
}

/// The identity sequences of tables that exist on both sides: old and new name, in the table's new schema. A generated
/// name follows a rename of its column or table.
std::vector<std::pair<ObjectName, ObjectName>> identity_sequences(const Schema& from, const Schema& to,
                                                                  const Renames& renames) {
    std::vector<std::pair<ObjectName, ObjectName>> found;
    for (const auto& [name, table] : from.tables) {
        const Table* after = nullptr;
        std::map<std::string, std::string> columns;
        for (const Column& column : table.columns) {
            if (!column.identity || column.identity->sequence->empty()) continue;
            if (!after) {
                after = to.find_table(renamed(renames.tables, name));
                if (!after) break;
                columns = value_or(renames.columns, after->name);
            }
            const auto other_name = columns.find(column.name);
            const Column* other = after->find_column(other_name == columns.end() ? column.name : other_name->second);
            if (!other || !other->identity || other->identity->sequence->empty()) continue;
            const bool follows = (after->name != name || other->name != column.name) && !*column.identity->named;
            if (!follows && !*other->identity->named && !*other->identity->compared) continue;
            found.push_back(
                {{after->name.schema, *column.identity->sequence}, {after->name.schema, *other->identity->sequence}});
        }
    }
    return found;
}

/// The renames of the sequences of columns that are renamed or whose table is renamed.
std::map<ObjectName, ObjectName> pair_sequences(const Schema& from, const Schema& to, const Renames& renames) {
    std::map<ObjectName, ObjectName> found;
    const auto identities = identity_sequences(from, to, renames);
    std::set<ObjectName> before_there, after_there;
    for (const auto& [before, after] : identities) {
        before_there.insert(before), after_there.insert(after);
        if (before != after) found.emplace(before, after);
    }
    if (renames.tables.empty() && renames.columns.empty() && found.empty()) return found;
    const auto after = owned_sequences(to, {});
    for (const auto& [owner, name] : owned_sequences(from, renames))
        if (const auto other = after.find(owner);
            other != after.end() && other->second != name && other->second.schema == name.schema)
            found.emplace(name, other->second);
    keep_possible(
        found, [&](const ObjectName& name) { return from.sequences.contains(name) || before_there.contains(name); },
        [&](const ObjectName& name) { return to.sequences.contains(name) || after_there.contains(name); },
        [](const auto&) { return true; });
    return found;
}

/// Adds the renames of inherited columns: a parent's rename applies to its children, also to a table that is dropped.
void spread_to_children(Renames& renames, const Schema& from, const Schema& to) {
    for (bool changed = !renames.columns.empty(); changed;) {
        changed = false;
        for (const auto& [name, table] : from.tables) {
            const ObjectName& after = renamed(renames.tables, name);
            const Table* other = to.find_table(after);
            for (const ObjectName& parent : parents_of(table)) {
                const auto above = renames.columns.find(renamed(renames.tables, parent));
                if (above == renames.columns.end()) continue;
                for (const auto& [old_name, new_name] : std::map<std::string, std::string>(above->second))
                    if (table.find_column(old_name) && (!other || other->find_column(new_name)))
                        changed |= renames.columns[after].emplace(old_name, new_name).second;
            }
        }
    }
}

}  // namespace

Renames find_renames(const Schema& from, const Schema& to) {
    Renames renames;
    renames.tables = pair_renamed(from.tables, to.tables);
    renames.enums = pair_renamed(from.enums, to.enums);
    for (const auto& [name, table] : from.tables) {
        const ObjectName& after = renamed(renames.tables, name);
        if (const Table* other = to.find_table(after))
            if (auto columns = pair_columns(table, *other); !columns.empty()) renames.columns[after] = columns;
    }
    for (const auto& [name, each] : from.enums) {
        const ObjectName& after = renamed(renames.enums, name);
        if (const auto other = to.enums.find(after); other != to.enums.end())
            if (auto labels = pair_labels(each, other->second); !labels.empty()) renames.labels[after] = labels;
    }
    spread_to_children(renames, from, to);
    renames.sequences = pair_sequences(from, to, renames);
    return renames;
}

std::vector<Renames> undecided_swaps(const Schema& from, const Schema& to) {
    std::vector<Renames> open;
    pair_renamed(from.enums, to.enums, [&](const auto& cycle) { open.emplace_back().enums = cycle; });
    pair_renamed(from.tables, to.tables, [&](const auto& cycle) { open.emplace_back().tables = cycle; });
    const auto tables = pair_renamed(from.tables, to.tables);
    for (const auto& [name, table] : from.tables) {
        const ObjectName& after = renamed(tables, name);
        if (const Table* other = to.find_table(after))
            pair_columns(table, *other,
                         [&, &later = after](const auto& cycle) { open.emplace_back().columns[later] = cycle; });
    }
    return open;
}

void request(Schema& to, const Renames& renames) {
    for (const auto& [before, after] : renames.enums) to.enums.at(after).transition->requested = true;
    for (const auto& [before, after] : renames.tables) to.tables.at(after).transition->requested = true;
    for (const auto& [table, columns] : renames.columns)
        for (const auto& [before, after] : columns)
            to.tables.at(table).find_column(after)->transition->requested = true;
}

Schema after_renames(Schema to) {
    const auto made = [](auto& object) {
        if (!std::as_const(object.transition)->requested) return;
        object.transition->requested = false;
        object.transition->renamed_from.clear();
    };
    for (auto& [name, each] : to.enums) made(each);
    for (auto& [name, table] : to.tables) {
        made(table);
        for (Column& column : table.columns) made(column);
    }
    return to;
}

}  // namespace retort::diff
