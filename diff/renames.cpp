#include "diff/renames.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include <set>

#include "diff/rename_steps.hpp"
#include "diff/rewrite.hpp"

namespace retort::diff {

namespace {

/// How much differs between two objects that could be the same; for circles of renames only.
std::size_t distance(const Column& a, const Column& b) {
    return (a.type != b.type) + (a.nullable != b.nullable) + (a.default_sql != b.default_sql) +
           (a.identity != b.identity) + (a.comment != b.comment);
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

/// Whether names are to be exchanged.
enum class Exchange { no, open, yes };

/// The names are exchanged when that leaves fewer differences than they do as they are, or when somebody asks for it now.
/// Open where it makes no difference.
template <class Name, class From, class To>
Exchange exchange(const std::map<Name, Name>& circle, From from, To to) {
    std::size_t kept = 0, exchanged = 0;
    bool asked = false;
    for (const auto& [before, after] : circle) {
        kept += distance(from(before), to(before));
        exchanged += distance(from(before), to(after));
        asked = asked || from(before).transition->asked || to(after).transition->asked;
    }
    if (asked || exchanged < kept) return Exchange::yes;
    return exchanged == kept ? Exchange::open : Exchange::no;
}

/// Nothing for who doesn't ask.
struct Ignore {
    template <class Name>
    void operator()(const std::map<Name, Name>&) const {}
};

/// Pairs objects of two maps that are declared to be the same under another name. Circles that are open are
/// left out, and told to `open`.
template <class Map, class Open = Ignore>
std::map<ObjectName, ObjectName> pair_renamed(const Map& from, const Map& to, Open open = {}) {
    std::map<ObjectName, ObjectName> found;
    std::set<ObjectName> taken;
    const auto add = [&](const ObjectName& before, const ObjectName& after) {
        if (before == after || !from.contains(before) || !to.contains(after) || taken.contains(after)) return;
        if (found.emplace(before, after).second) taken.insert(after);
    };
    const auto old_name = [](const ObjectName& name, const std::string& old) {
        // "other.name" moves between schemas; a bare name stays in its own.
        const std::size_t dot = old.find('.');
        if (dot == std::string::npos) return ObjectName{name.schema, old};
        return ObjectName{old.substr(0, dot), old.substr(dot + 1)};
    };
    for (const auto& [name, object] : to)
        if (!object.transition->renamed_from.empty()) add(old_name(name, object.transition->renamed_from), name);
    for (const auto& [name, object] : from)
        if (!object.transition->renamed_from.empty()) add(name, old_name(name, object.transition->renamed_from));
    keep_possible(
        found, [&](const ObjectName& name) { return from.contains(name); },
        [&](const ObjectName& name) { return to.contains(name); },
        [&](const auto& circle) {
            const Exchange found_out = exchange(
                circle, [&](const ObjectName& name) -> const auto& { return from.at(name); },
                [&](const ObjectName& name) -> const auto& { return to.at(name); });
            if (found_out == Exchange::open) open(circle);
            return found_out == Exchange::yes;
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
        [&](const auto& circle) {
            const Exchange found_out = exchange(
                circle, [&](const std::string& name) -> const Column& { return *from.find_column(name); },
                [&](const std::string& name) -> const Column& { return *to.find_column(name); });
            if (found_out == Exchange::open) open(circle);
            return found_out == Exchange::yes;
        });
    return found;
}

bool has(const std::vector<std::string>& list, const std::string& word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

/// The labels of `of` that stand in `other` too, renamed.
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
        [&](const auto& circle) {
            // Made already when the labels stand in their places as they are.
            const std::vector<std::string> wanted = common(to.labels, common(from.labels, to.labels, {}), {});
            return common(from.labels, to.labels, {}) != wanted && common(from.labels, to.labels, circle) == wanted;
        });
    return found;
}

template <class Map>
typename Map::mapped_type value_or(const Map& map, const typename Map::key_type& key) {
    const auto found = map.find(key);
    return found == map.end() ? typename Map::mapped_type{} : found->second;
}

ObjectName renamed(const std::map<ObjectName, ObjectName>& names, const ObjectName& name) {
    const auto found = names.find(name);
    return found == names.end() ? name : found->second;
}

/// nextval('old'::regclass) with the sequence's new name.
std::string with_sequence(const std::string& sql, const std::map<ObjectName, ObjectName>& sequences) {
    for (const auto& [before, after] : sequences) {
        const std::string call = "nextval(" + quote_literal(quote(before)) + "::regclass)";
        const std::size_t at = sql.find(call);
        if (at == std::string::npos) continue;
        return sql.substr(0, at) + "nextval(" + quote_literal(quote(after)) + "::regclass)" + sql.substr(at + call.size());
    }
    return sql;
}

/// Rewrites one table: its own names, and those of what it refers to.
class TableRewriter {
public:
    TableRewriter(const Renames& renames, Table& table)
        : renames_(renames), table_(table), columns_(value_or(renames.columns, table.name)) {
        for (const auto& [before, after] : columns_) identifiers_.columns[before] = after;
        for (const auto& [before, after] : renames.enums) identifiers_.types[before.name] = after.name;
    }

    void rewrite() {
        for (Column& each : table_.columns) column(each);
        for (Check& each : table_.checks) text(each.expression), names(*each.reads);
        parts(table_);
        if (!table_.partition_of.empty()) parts(*table_.from_parent);
        text(table_.partition_by);
        table_.partition_of = renamed(renames_.tables, table_.partition_of);
        for (ObjectName& each : table_.inherits) each = renamed(renames_.tables, each);
    }

private:
    /// Of a Table or a FromParent.
    template <class Owner>
    void parts(Owner& owner) {
        if (owner.primary_key) key(*owner.primary_key);
        for (Unique& each : owner.uniques) key(each);
        for (ForeignKey& each : owner.foreign_keys) foreign_key(each);
        for (Exclusion& each : owner.exclusions) text(each.definition), names(*each.reads);
        for (Index& each : owner.indexes) index(each);
    }

    void column(Column& column) {
        name(column.name);
        column.type.user_type = renamed(renames_.enums, column.type.user_type);
        if (column.default_sql) {
            text(*column.default_sql);
            if (!renames_.sequences.empty()) column.default_sql = with_sequence(*column.default_sql, renames_.sequences);
            labels(column);
        }
        if (column.generated) text(column.generated->expression), names(*column.generated->reads);
    }

    /// A default that is a label follows the label's rename.
    void labels(Column& column) {
        const auto found = renames_.labels.find(column.type.user_type);
        if (found == renames_.labels.end()) return;
        for (const auto& [before, after] : found->second) {
            const std::string old = quote_literal(before) + "::";
            if (column.default_sql->starts_with(old))
                column.default_sql = quote_literal(after) + column.default_sql->substr(old.size() - 2);
        }
    }

    template <class Key>
    void key(Key& each) const {
        names(each.columns);
        names(each.include);
        auto options = std::move(each.column_options);
        each.column_options.clear();
        for (auto& [column, option] : options) {
            std::string renamed_column = column;
            name(renamed_column);
            each.column_options.emplace(renamed_column, option);
        }
    }

    void foreign_key(ForeignKey& key) {
        names(key.columns);
        names(key.set_columns);
        key.table = renamed(renames_.tables, key.table);
        const auto other = value_or(renames_.columns, key.table);
        for (std::string& each : key.references)
            if (const auto found = other.find(each); found != other.end()) each = found->second;
    }

    void index(Index& index) {
        for (IndexPart& part : index.parts) {
            name(part.column);
            text(part.expression);
        }
        names(index.include);
        names(*index.reads);
        text(index.predicate);
    }

    void name(std::string& name) const {
        if (const auto found = columns_.find(name); found != columns_.end()) name = found->second;
    }
    void names(std::vector<std::string>& list) const {
        for (std::string& each : list) name(each);
    }
    void text(std::string& sql) const { sql = replace_identifiers(sql, identifiers_); }

    const Renames& renames_;
    Table& table_;
    std::map<std::string, std::string> columns_;
    Replacements identifiers_;
};

}  // namespace

namespace {

using ColumnName = std::pair<ObjectName, std::string>;

/// The sequences that columns own, where a column owns one.
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

/// A column that is renamed, or whose table is, keeps its sequence, under the name that it has afterwards.
std::map<ObjectName, ObjectName> pair_sequences(const Schema& from, const Schema& to, const Renames& renames) {
    std::map<ObjectName, ObjectName> found;
    if (renames.tables.empty() && renames.columns.empty()) return found;
    const auto after = owned_sequences(to, {});
    for (const auto& [owner, name] : owned_sequences(from, renames))
        if (const auto other = after.find(owner); other != after.end() && other->second != name &&
                                                  other->second.schema == name.schema)
            found.emplace(name, other->second);
    keep_possible(
        found, [&](const ObjectName& name) { return from.sequences.contains(name); },
        [&](const ObjectName& name) { return to.sequences.contains(name); }, [](const auto&) { return true; });
    return found;
}

/// The tables right above.
std::vector<ObjectName> parents_of(const Table& table) {
    std::vector<ObjectName> parents = table.inherits;
    if (!table.partition_of.empty()) parents.push_back(table.partition_of);
    return parents;
}

/// Columns are renamed with those of the tables above.
void spread_to_children(Renames& renames, const Schema& from, const Schema& to) {
    for (bool changed = !renames.columns.empty(); changed;) {
        changed = false;
        for (const auto& [name, table] : from.tables) {
            const ObjectName& after = renamed(renames.tables, name);
            const Table* other = to.find_table(after);
            for (const ObjectName& parent : other ? parents_of(table) : std::vector<ObjectName>{}) {
                const auto above = renames.columns.find(renamed(renames.tables, parent));
                if (above == renames.columns.end()) continue;
                for (const auto& [old_name, new_name] : std::map<std::string, std::string>(above->second))
                    if (table.find_column(old_name) && other->find_column(new_name))
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

std::vector<Renames> open_exchanges(const Schema& from, const Schema& to) {
    std::vector<Renames> open;
    pair_renamed(from.enums, to.enums, [&](const auto& circle) { open.emplace_back().enums = circle; });
    pair_renamed(from.tables, to.tables, [&](const auto& circle) { open.emplace_back().tables = circle; });
    const auto tables = pair_renamed(from.tables, to.tables);
    for (const auto& [name, table] : from.tables) {
        const ObjectName& after = renamed(tables, name);
        if (const Table* other = to.find_table(after))
            pair_columns(table, *other, [&, &later = after](const auto& circle) { open.emplace_back().columns[later] = circle; });
    }
    return open;
}

void ask_for(Schema& to, const Renames& renames) {
    for (const auto& [before, after] : renames.enums) to.enums.at(after).transition->asked = true;
    for (const auto& [before, after] : renames.tables) to.tables.at(after).transition->asked = true;
    for (const auto& [table, columns] : renames.columns)
        for (const auto& [before, after] : columns) to.tables.at(table).find_column(after)->transition->asked = true;
}

Schema once_made(Schema to) {
    const auto made = [](auto& object) {
        if (!std::as_const(object.transition)->asked) return;
        object.transition->asked = false;
        object.transition->renamed_from.clear();
    };
    for (auto& [name, each] : to.enums) made(each);
    for (auto& [name, table] : to.tables) {
        made(table);
        for (Column& column : table.columns) made(column);
    }
    return to;
}

Schema apply(const Renames& renames, const Schema& from) {
    Schema after = from;
    after.tables.clear();
    for (auto [name, table] : from.tables) {
        table.name = renamed(renames.tables, name);
        TableRewriter(renames, table).rewrite();
        after.tables.emplace(table.name, std::move(table));
    }
    after.enums.clear();
    for (auto [name, each] : from.enums) {
        each.name = renamed(renames.enums, name);
        if (const auto labels = renames.labels.find(each.name); labels != renames.labels.end())
            for (std::string& label : each.labels)
                if (const auto found = labels->second.find(label); found != labels->second.end())
                    label = found->second;
        after.enums.emplace(each.name, std::move(each));
    }
    // The text of a definition is the engine's to rewrite; where it stands is told here.
    Replacements types;
    for (const auto& [before, changed] : renames.enums) types.columns[before.name] = changed.name;
    for (const auto& [before, changed] : renames.tables) types.columns[before.name] = changed.name;
    after.definitions.clear();
    for (auto [key, definition] : from.definitions) {
        definition.table = renamed(renames.tables, definition.table);
        if (!types.empty()) definition.arguments = replace_identifiers(definition.arguments, types);
        for (Reference& reference : *definition.reads) {
            reference.object = renamed(renames.tables, reference.object);
            const auto columns = value_or(renames.columns, reference.object);
            if (const auto found = columns.find(reference.column); found != columns.end())
                reference.column = found->second;
        }
        after.definitions.emplace(key_of(definition), std::move(definition));
    }
    after.sequences.clear();
    for (auto [name, sequence] : from.sequences) {
        if (!sequence.owner_table.empty() && sequence.owner_table.schema == name.schema)
            sequence.name.schema = renamed(renames.tables, sequence.owner_table).schema;
        sequence.name = renamed(renames.sequences, sequence.name);
        sequence.owner_table = renamed(renames.tables, sequence.owner_table);
        const auto columns = value_or(renames.columns, sequence.owner_table);
        if (const auto found = columns.find(sequence.owner_column); found != columns.end())
            sequence.owner_column = found->second;
        after.sequences.emplace(sequence.name, std::move(sequence));
    }
    return after;
}

namespace {

/// A name that is held for a moment only, while two others are exchanged.
std::string meanwhile(const std::string& name) { return std::string(clip_utf8(name, 63 - 6)) + "__swap"; }
ObjectName meanwhile(const ObjectName& name) { return {name.schema, meanwhile(name.name)}; }

template <class Name>
auto steps_of(const std::map<Name, Name>& renames) {
    return rename_steps(renames, [](const Name& name) { return meanwhile(name); });
}

/// `object` under the names of each step, one after the other.
template <class Make, class Object, class Map>
void add_steps(std::vector<Change>& changes, const std::map<ObjectName, ObjectName>& renames, const Map& from, Make make) {
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
        // What a table above renames, it renames here as well (ALTER TABLE, RENAME COLUMN).
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

/// The name that an alteration changes, with the table of a constraint that has no index.
using PartName = std::pair<ObjectName, std::string>;

std::optional<std::pair<PartName, PartName>> part_rename(const Change& change) {
    if (const auto* index = std::get_if<AlterIndex>(&change); index && index->from.name != index->to.name)
        return std::pair{PartName{{index->table.schema, index->from.name}, {}},
                         PartName{{index->table.schema, index->to.name}, {}}};
    const auto* constraint = std::get_if<AlterConstraint>(&change);
    if (!constraint || name_of(constraint->from) == name_of(constraint->to)) return std::nullopt;
    const bool bare = std::holds_alternative<Check>(constraint->to) || std::holds_alternative<ForeignKey>(constraint->to);
    const auto place = [&](const Constraint& each) {
        return bare ? PartName{constraint->table, name_of(each)} : PartName{{constraint->table.schema, name_of(each)}, {}};
    };
    return std::pair{place(constraint->from), place(constraint->to)};
}

const std::string& word_of(const PartName& name) { return name.second.empty() ? name.first.name : name.second; }

void set_name(Index& index, const std::string& name) { index.name = name; }
void set_name(Constraint& constraint, const std::string& name) {
    std::visit([&](auto& each) { each.name = name; }, constraint);
}

/// The alteration in two: the name alone, and the rest from there on.
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
        return name.second.empty() ? PartName{meanwhile(name.first), {}} : PartName{name.first, meanwhile(name.second)};
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
