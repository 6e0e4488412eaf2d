#include "diff/renames.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "diff/free_name.hpp"
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

/// The renames that two states declare, old → new, and which of them are still to be made.
template <class Name>
class DeclaredRenames {
public:
    /// A rename that the second state declares.
    void add(const Name& before, const Name& after) {
        if (before != after && !taken_.contains(after) && renames_.emplace(before, after).second) taken_.insert(after);
    }

    /// The reverse of a rename that the first state declares.
    void add_reverse(const Name& before, const Name& after) {
        if (before == after || taken_.contains(after) || !renames_.emplace(before, after).second) return;
        taken_.insert(after);
        reverse_.insert(before);
    }

    /// A rename has been made if its new name existed before, unless that object is renamed too. Its old name may exist
    /// afterwards: a new object takes it. A reverse rename has been made if its old name exists afterwards, unless
    /// another object is renamed to it. Its new name may exist before: that object is dropped.
    template <class Was, class Is, class Closer>
    std::map<Name, Name> to_be_made(Was was_there, Is is_there, Closer closer) {
        const auto blocked = [&](const Name& before, const Name& after) {
            return reverse_.contains(before) ? is_there(before) && !is_new_name(renames_, before)
                                             : was_there(after) && !renames_.contains(after);
        };
        keep_possible(renames_, blocked, closer);
        return std::move(renames_);
    }

private:
    std::map<Name, Name> renames_;
    std::set<Name> taken_;    ///< the new names
    std::set<Name> reverse_;  ///< the old names of reverse renames
};

/// Pairs objects of two maps by their declared renames. Undecided cycles are excluded, and passed to `open`.
template <class Map, class Open = Ignore>
std::map<ObjectName, ObjectName> pair_renamed(const Map& from, const Map& to, Open open = {}) {
    DeclaredRenames<ObjectName> declared;
    // "other.name" is a move from another schema, unless an object of the same schema has that whole name; a name
    // without a dot is in the same schema.
    const auto old_name = [](const ObjectName& name, const std::string& old, const Map& there) {
        ObjectName found{name.schema, old};
        for (std::size_t dot = old.find('.'); dot != std::string::npos && !there.contains(found);
             dot = old.find('.', dot + 1))
            found = {old.substr(0, dot), old.substr(dot + 1)};
        return found;
    };
    for (const auto& [name, object] : to) {
        if (object.transition->renamed_from.empty()) continue;
        if (const ObjectName before = old_name(name, object.transition->renamed_from, from); from.contains(before))
            declared.add(before, name);
    }
    for (const auto& [name, object] : from) {
        if (object.transition->renamed_from.empty()) continue;
        if (const ObjectName after = old_name(name, object.transition->renamed_from, to); to.contains(after))
            declared.add_reverse(name, after);
    }
    return declared.to_be_made([&](const ObjectName& name) { return from.contains(name); },
                               [&](const ObjectName& name) { return to.contains(name); },
                               [&](const auto& cycle) {
                                   const Swap decision = find_swap(
                                       cycle, [&](const ObjectName& name) -> const auto& { return from.at(name); },
                                       [&](const ObjectName& name) -> const auto& { return to.at(name); });
                                   if (decision == Swap::open) open(cycle);
                                   return decision == Swap::yes;
                               });
}

template <class Open = Ignore>
std::map<std::string, std::string> pair_columns(const Table& from, const Table& to, Open open = {}) {
    DeclaredRenames<std::string> declared;
    for (const Column& column : to.columns)
        if (const std::string& before = column.transition->renamed_from; !before.empty() && from.find_column(before))
            declared.add(before, column.name);
    for (const Column& column : from.columns)
        if (const std::string& after = column.transition->renamed_from; !after.empty() && to.find_column(after))
            declared.add_reverse(column.name, after);
    return declared.to_be_made(
        [&](const std::string& name) { return from.find_column(name) != nullptr; },
        [&](const std::string& name) { return to.find_column(name) != nullptr; },
        [&](const auto& cycle) {
            const Swap decision = find_swap(
                cycle, [&](const std::string& name) -> const Column& { return *from.find_column(name); },
                [&](const std::string& name) -> const Column& { return *to.find_column(name); });
            if (decision == Swap::open) open(cycle);
            return decision == Swap::yes;
        });
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
    DeclaredRenames<std::string> declared;
    for (const auto& [before, after] : to.transition->old_labels)
        if (has(from.labels, before) && has(to.labels, after)) declared.add(before, after);
    for (const auto& [before, after] : from.transition->old_labels)
        if (has(from.labels, after) && has(to.labels, before)) declared.add_reverse(after, before);
    return declared.to_be_made(
        [&](const std::string& label) { return has(from.labels, label); },
        [&](const std::string& label) { return has(to.labels, label); },
        [&](const auto& cycle) {
            // The cycle has already been made if the labels are in the wanted order without it.
            const std::vector<std::string> wanted = common(to.labels, common(from.labels, to.labels, {}), {});
            return common(from.labels, to.labels, {}) != wanted && common(from.labels, to.labels, cycle) == wanted;
        });
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

/// The columns of all tables, by the names after the renames.
std::set<ColumnName> columns_after(const Schema& from, const Renames& renames) {
    std::set<ColumnName> found;
    for (const auto& [name, table] : from.tables) {
        const ObjectName& after = renamed(renames.tables, name);
        const auto columns = value_or(renames.columns, after);
        for (const Column& column : table.columns) {
            const auto other = columns.find(column.name);
            found.emplace(after, other == columns.end() ? column.name : other->second);
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
    const auto before = owned_sequences(from, renames), after = owned_sequences(to, {});
    for (const auto& [owner, name] : before)
        if (const auto other = after.find(owner);
            other != after.end() && other->second != name && other->second.schema == name.schema)
            found.emplace(name, other->second);
    // The sequence of a dropped column gives its name away, and that of a new column may take one.
    std::set<ObjectName> dropped, created;
    const std::set<ColumnName> columns = columns_after(from, renames);
    for (const auto& [owner, name] : before)
        if (const Table* table = to.find_table(owner.first); !table || !table->find_column(owner.second))
            dropped.insert(name);
    for (const auto& [owner, name] : after)
        if (!columns.contains(owner)) created.insert(name);
    const auto is_blocked = [&](const ObjectName& old, const ObjectName& made) {
        const bool was_there = from.sequences.contains(made) || before_there.contains(made);
        const bool is_there = to.sequences.contains(old) || after_there.contains(old);
        return (was_there && !found.contains(made) && !dropped.contains(made)) ||
               (is_there && !is_new_name(found, old) && !created.contains(old));
    };
    keep_possible(found, is_blocked, [](const auto&) { return true; });
    return found;
}

/// Adds the renames of inherited columns: a parent's rename applies to its children, also to a table that is dropped.
/// The interim name of a dropped column exists in no table afterwards.
void spread_to_children(Renames& renames, const Schema& from, const Schema& to) {
    for (bool changed = !renames.columns.empty(); changed;) {
        changed = false;
        for (const auto& [name, table] : from.tables) {
            const ObjectName& after = renamed(renames.tables, name);
            const Table* other = to.find_table(after);
            for (const ObjectName& parent : parents_of(table)) {
                const auto above = renames.columns.find(renamed(renames.tables, parent));
                if (above == renames.columns.end()) continue;
                const Table* other_parent = to.find_table(above->first);
                const auto is_there = [&](const std::string& name) {
                    return !other || other->find_column(name) || (other_parent && !other_parent->find_column(name));
                };
                for (const auto& [old_name, new_name] : std::map<std::string, std::string>(above->second))
                    if (table.find_column(old_name) && is_there(new_name))
                        changed |= renames.columns[after].emplace(old_name, new_name).second;
            }
        }
    }
}

/// Gives an interim name to each object that is dropped and whose name another object is renamed to.
template <class Name, class Was, class InterimName>
void free_new_names(std::map<Name, Name>& renames, Was was_there, InterimName interim_name) {
    for (const auto& [before, after] : std::map<Name, Name>(renames))
        if (was_there(after) && !renames.contains(after)) renames.emplace(after, interim_name(after));
}

/// The sequences of a schema, those of identity columns too.
std::set<ObjectName> all_sequences(const Schema& schema) {
    std::set<ObjectName> found;
    for (const auto& [name, sequence] : schema.sequences) found.insert(name);
    for (const auto& [name, table] : schema.tables)
        for (const Column& column : table.columns)
            if (column.identity && !column.identity->sequence->empty())
                found.insert({name.schema, *column.identity->sequence});
    return found;
}

}  // namespace

Renames find_renames(const Schema& from, const Schema& to) {
    Renames renames;
    renames.tables = pair_renamed(from.tables, to.tables);
    renames.enums = pair_renamed(from.enums, to.enums);
    const auto interim_object = [&](const ObjectName& name) { return free_name(name, from, to); };
    const auto has_table = [&](const ObjectName& name) { return from.tables.contains(name); };
    const auto has_enum = [&](const ObjectName& name) { return from.enums.contains(name); };
    free_new_names(renames.tables, has_table, interim_object);
    free_new_names(renames.enums, has_enum, interim_object);
    for (const auto& [name, table] : from.tables) {
        const ObjectName& after = renamed(renames.tables, name);
        const Table* other = to.find_table(after);
        auto columns = other ? pair_columns(table, *other) : std::map<std::string, std::string>();
        if (columns.empty()) continue;
        const auto has_column = [&](const std::string& column) { return table.find_column(column) != nullptr; };
        free_new_names(columns, has_column, [&](const std::string& column) {
            return free_name(column,
                             [&](const std::string& each) { return has_column(each) || other->find_column(each); });
        });
        renames.columns[after] = std::move(columns);
    }
    for (const auto& [name, each] : from.enums) {
        const ObjectName& after = renamed(renames.enums, name);
        const auto other = to.enums.find(after);
        auto labels = other != to.enums.end() ? pair_labels(each, other->second) : std::map<std::string, std::string>();
        if (labels.empty()) continue;
        const auto has_label = [&](const std::string& label) { return has(each.labels, label); };
        free_new_names(labels, has_label, [&](const std::string& label) {
            return free_name(label,
                             [&](const std::string& one) { return has_label(one) || has(other->second.labels, one); });
        });
        renames.labels[after] = std::move(labels);
    }
    spread_to_children(renames, from, to);
    renames.sequences = pair_sequences(from, to, renames);
    const std::set<ObjectName> sequences = all_sequences(from);
    const auto has_sequence = [&](const ObjectName& name) { return sequences.contains(name); };
    free_new_names(renames.sequences, has_sequence, interim_object);
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
