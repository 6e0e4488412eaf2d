#include "diff/partitions.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "diff/structure.hpp"

namespace retort::diff {

namespace {

/// The checks of the tables above, which are the partition's as well.
void add_checks_above(Table& table, const Schema& schema) {
    const Table* parent = schema.find_table(table.partition_of);
    while (parent) {
        for (const Check& each : parent->checks) {
            const bool there = std::any_of(table.checks.begin(), table.checks.end(),
                                           [&](const Check& own) { return own.name == each.name; });
            if (!there) table.checks.push_back(each);
        }
        parent = parent->partition_of.empty() ? nullptr : schema.find_table(parent->partition_of);
    }
}

void append(auto& list, auto& more) {
    list.insert(list.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

/// The checks that tables have from those that they inherit from, whatever the way.
void add_inherited_checks(std::vector<Check>& checks, const std::vector<ObjectName>& parents, const Schema& schema) {
    for (const ObjectName& name : parents) {
        const Table* parent = schema.find_table(name);
        if (!parent) continue;
        for (const Check& each : parent->checks) {
            const bool there = std::any_of(checks.begin(), checks.end(), [&](const Check& own) { return own.name == each.name; });
            if (!there && !each.no_inherit) checks.push_back(each);
        }
        add_inherited_checks(checks, parent->inherits, schema);
    }
}

/// What a table has of the checks of those that it leaves, and keeps.
std::vector<Check> checks_left_with(const Table& from, const Table& to, const Schema& schema) {
    std::vector<ObjectName> stay, leave;
    for (const ObjectName& each : from.inherits) (std::find(to.inherits.begin(), to.inherits.end(), each) == to.inherits.end() ? leave : stay).push_back(each);
    std::vector<Check> all, known = from.checks;
    add_inherited_checks(known, stay, schema);
    all = known;
    add_inherited_checks(all, leave, schema);
    all.erase(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(known.size()));
    for (Check& each : all) each.comment.clear();
    return all;
}

void own_all(Table& table, const Schema& schema) {
    FromParent parts = std::exchange(*table.from_parent, {});
    if (parts.primary_key) table.primary_key = std::move(parts.primary_key);
    append(table.uniques, parts.uniques);
    append(table.foreign_keys, parts.foreign_keys);
    append(table.exclusions, parts.exclusions);
    append(table.indexes, parts.indexes);
    add_checks_above(table, schema);
    for (Column& each : table.columns) each.inherited = false;
}

}  // namespace

namespace {

/// Calls `work` with every list of keys and indexes of a Table or a FromParent.
template <class Owner, class Work>
void for_each_list(const Owner& owner, Work work) {
    work(owner.primary_key ? std::vector<PrimaryKey>{*owner.primary_key} : std::vector<PrimaryKey>{});
    work(owner.uniques);
    work(owner.foreign_keys);
    work(owner.exclusions);
    work(owner.indexes);
}

template <class T>
const T* find_like(const std::vector<T>& list, const T& wanted) {
    const auto found = std::find_if(list.begin(), list.end(), [&](const T& each) { return same_structure(each, wanted); });
    return found == list.end() ? nullptr : &*found;
}
template <class T, class Other>
const T* find_like(const std::vector<Other>&, const T&) {
    return nullptr;
}

/// The part of a Table or a FromParent that is like `wanted`.
template <class Owner, class T>
std::optional<T> part_like(const Owner& owner, const T& wanted) {
    std::optional<T> part;
    for_each_list(owner, [&](const auto& list) {
        if (const T* found = find_like(list, wanted)) part = *found;
    });
    return part;
}

Change creation(const ObjectName& table, const Index& index) { return CreateIndex{table, index}; }
Change creation(const ObjectName& table, const Constraint& constraint) { return AddConstraint{table, constraint}; }

Change removal(const ObjectName& table, const Index& index) { return DropIndex{table, index}; }
Change removal(const ObjectName& table, const Constraint& constraint) { return DropConstraint{table, constraint}; }

bool is_dropped(const std::vector<Change>& changes, const ObjectName& table, const std::string& name) {
    return std::any_of(changes.begin(), changes.end(), [&](const Change& change) {
        const auto* index = std::get_if<DropIndex>(&change);
        const auto* constraint = std::get_if<DropConstraint>(&change);
        return (index && index->table == table && index->from.name == name) ||
               (constraint && constraint->table == table && name_of(constraint->from) == name);
    });
}

/// Goes through the partitions of a table that gets `part`, the deepest first.
template <class T>
void add_below(const PartsBelow& below, const ObjectName& parent, const T& part, std::vector<Change>& changes) {
    for (const auto& [table, after] : below.like(parent, part)) {
        add_below(below, table->name, part, changes);
        if (is_chosen(after, part)) changes.push_back(creation(table->name, after));
    }
}

}  // namespace

PartsBelow::PartsBelow(const Schema& from, const Schema& to) : from_(from) {
    for (const auto& [name, table] : to.tables) {
        const Table* before = from.find_table(name);
        if (before && stays_attached(*before, table)) below_[table.partition_of].push_back(&table);
    }
}

template <class T>
std::vector<std::pair<const Table*, T>> PartsBelow::like(const ObjectName& parent, const T& part) const {
    std::vector<std::pair<const Table*, T>> parts;
    const auto found = below_.find(parent);
    if (found == below_.end()) return parts;
    for (const Table* table : found->second) {
        std::optional<T> after = part_like(*table->from_parent, part);
        const Table& before = *from_.find_table(table->name);
        const bool is_new = !part_like(*before.from_parent, part);
        if (!after || (is_new && part_like(before, part))) continue;  // its own becomes the parent's
        parts.emplace_back(table, std::move(*after));
    }
    return parts;
}

template std::vector<std::pair<const Table*, PrimaryKey>> PartsBelow::like(const ObjectName&, const PrimaryKey&) const;
template std::vector<std::pair<const Table*, Unique>> PartsBelow::like(const ObjectName&, const Unique&) const;
template std::vector<std::pair<const Table*, Check>> PartsBelow::like(const ObjectName&, const Check&) const;
template std::vector<std::pair<const Table*, ForeignKey>> PartsBelow::like(const ObjectName&, const ForeignKey&) const;
template std::vector<std::pair<const Table*, Exclusion>> PartsBelow::like(const ObjectName&, const Exclusion&) const;
template std::vector<std::pair<const Table*, Index>> PartsBelow::like(const ObjectName&, const Index&) const;

bool is_built_apart(const Table& table) {
    bool chosen = false;
    if (!table.partition_of.empty())
        for_each_list(*table.from_parent, [&](const auto& list) {
            for (const auto& each : list) chosen = chosen || is_chosen(each);
        });
    return chosen;
}

std::vector<Change> chosen_parts(const Table& table) {
    std::vector<Change> changes;
    for_each_list(*table.from_parent, [&](const auto& list) {
        for (const auto& each : list)
            if (is_chosen(each)) changes.push_back(creation(table.name, each));
    });
    return changes;
}

namespace {

/// What a check is called once the changes are made.
std::string name_afterwards(const Check& check, const ObjectName& table, const std::vector<Change>& changes) {
    for (const Change& change : changes)
        if (const auto* alter = std::get_if<AlterConstraint>(&change); alter && alter->table == table && std::holds_alternative<Check>(alter->from) && name_of(alter->from) == check.name)
            return name_of(alter->to);
    return check.name;
}

}  // namespace

std::set<ObjectName> with_other_heirs(const Schema& from, const Schema& to) {
    std::set<ObjectName> tables;
    for (const auto& [name, after] : to.tables) {
        const Table* before = from.find_table(name);
        if (!before || before->inherits == after.inherits) continue;
        for (const auto& [table, schema] : {std::pair(before, &from), std::pair(&after, &to)}) {
            std::vector<ObjectName> open = table->inherits;
            while (!open.empty()) {
                const Table* above = schema->find_table(open.back());
                open.pop_back();
                if (above && tables.insert(above->name).second) open.insert(open.end(), above->inherits.begin(), above->inherits.end());
            }
        }
    }
    return tables;
}

void add_checks_for_heirs(const Schema& from, const Schema& to, std::vector<Change>& changes) {
    std::set<std::pair<ObjectName, std::string>> dropped;
    std::vector<Change> anew;
    for (const Change& change : changes)
        if (const auto* drop = std::get_if<DropConstraint>(&change)) dropped.emplace(drop->table, name_of(drop->from));
    for (const auto& [name, table] : to.tables) {
        const Table* before = from.find_table(name);
        if (!before || table.inherits.empty()) continue;
        std::vector<ObjectName> open;
        for (const ObjectName& each : table.inherits)
            if (std::find(before->inherits.begin(), before->inherits.end(), each) == before->inherits.end()) open.push_back(each);
        while (!open.empty()) {
            const ObjectName above = open.back();
            open.pop_back();
            const Table *was = from.find_table(above), *is = to.find_table(above);
            if (!is) continue;
            open.insert(open.end(), is->inherits.begin(), is->inherits.end());
            for (const Check& check : was ? was->checks : std::vector<Check>{}) {
                const std::string later = name_afterwards(check, above, changes);
                const auto same = [&](const Check& each) { return each.name == later; };
                const auto kept = std::find_if(is->checks.begin(), is->checks.end(), same);
                const bool own = std::any_of(table.checks.begin(), table.checks.end(), same);
                if (check.no_inherit || own || kept == is->checks.end() || !dropped.emplace(above, check.name).second) continue;
                anew.push_back(DropConstraint{above, check});
                anew.push_back(AddConstraint{above, *kept});
            }
        }
    }
    std::erase_if(changes, [&](const Change& change) {  // seen to by the new one
        const auto* alter = std::get_if<AlterConstraint>(&change);
        return alter && std::any_of(anew.begin(), anew.end(), [&](const Change& each) {
                   const auto* drop = std::get_if<DropConstraint>(&each);
                   return drop && drop->table == alter->table && name_of(drop->from) == name_of(alter->from);
               });
    });
    append(changes, anew);
}

Table on_its_own(Table table, const Schema& schema) {
    own_all(table, schema);
    table.partition_of = {};
    table.partition_bound.clear();
    return table;
}

std::vector<Change> add_chosen_parts(std::vector<Change> changes, const Schema& from, const Schema& to) {
    const PartsBelow parts(from, to);
    if (parts.empty()) return changes;
    std::vector<Change> all, aside;
    const auto step_aside = [&](const auto& self, const ObjectName& parent, const auto& part) -> void {
        for (const auto& [table, after] : parts.like(parent, part)) {
            self(self, table->name, part);
            const auto own = part_like(*from.find_table(table->name), part), kept = part_like(*table, part);
            if (!own || !kept || is_dropped(changes, table->name, own->name) || is_dropped(aside, table->name, own->name)) continue;
            aside.push_back(removal(table->name, *own));
            aside.push_back(creation(table->name, *kept));
        }
    };
    for (const Change& change : changes) {
        if (const auto* index = std::get_if<CreateIndex>(&change)) step_aside(step_aside, index->table, index->to);
        else if (const auto* constraint = std::get_if<AddConstraint>(&change))
            std::visit([&](const auto& each) { step_aside(step_aside, constraint->table, each); }, constraint->to);
    }
    append(changes, aside);
    for (Change& change : changes) {
        if (const auto* index = std::get_if<CreateIndex>(&change)) add_below(parts, index->table, index->to, all);
        else if (const auto* constraint = std::get_if<AddConstraint>(&change))
            std::visit([&](const auto& each) { add_below(parts, constraint->table, each, all); }, constraint->to);
        all.push_back(std::move(change));
    }
    // What is made anew with the parent's needs no alteration.
    std::erase_if(all, [&](const Change& change) {
        const auto made = [&](const ObjectName& table, const std::string& name) {
            return std::any_of(all.begin(), all.end(), [&](const Change& other) {
                const auto* index = std::get_if<CreateIndex>(&other);
                const auto* constraint = std::get_if<AddConstraint>(&other);
                return (index && index->table == table && index->to.name == name) ||
                       (constraint && constraint->table == table && name_of(constraint->to) == name);
            });
        };
        if (const auto* index = std::get_if<AlterIndex>(&change)) return made(index->table, index->to.name);
        const auto* constraint = std::get_if<AlterConstraint>(&change);
        return constraint && made(constraint->table, name_of(constraint->to));
    });
    return all;
}

void put_own_parts_last(std::vector<Change>& changes, const Schema& to) {
    const auto mark = [&](auto& add, const auto& part) {
        const Table* table = to.find_table(add.table);
        if (!table || table->partition_of.empty()) return;
        bool like = false, chosen = false;
        for_each_list(*table->from_parent, [&](const auto& list) {
            like = like || find_like(list, part);
            for (const auto& each : list) chosen = chosen || each.name == part.name;
        });
        if (!like || chosen) return;
        for (; table && !table->partition_of.empty(); table = to.find_table(table->partition_of)) add.above.push_back(table->partition_of);
    };
    for (Change& change : changes) {
        if (auto* index = std::get_if<CreateIndex>(&change)) mark(*index, index->to);
        else if (auto* constraint = std::get_if<AddConstraint>(&change))
            std::visit([&](const auto& each) { mark(*constraint, each); }, constraint->to);
    }
}

bool stays_attached(const Table& from, const Table& to) {
    return !to.partition_of.empty() && from.partition_of == to.partition_of && from.partition_bound == to.partition_bound;
}

std::vector<ObjectName> kept_parents(const Table& from, const Table& to) {
    std::vector<ObjectName> kept;
    for (const ObjectName& each : from.inherits)
        if (std::find(to.inherits.begin(), to.inherits.end(), each) != to.inherits.end()) kept.push_back(each);
    if (stays_attached(from, to)) kept.push_back(to.partition_of);
    return kept;
}

bool stands_alone(const Table& state, const Table& other) {
    return !state.partition_of.empty() && !stays_attached(state, other);
}

WithOwnParts::WithOwnParts(const Schema& state, const Schema& other, Side side) : state_(state) {
    for (const auto& [name, table] : state.tables) {
        const Table* counterpart = other.find_table(name);
        if (side == Side::first && counterpart && !table.inherits.empty() && table.inherits != counterpart->inherits) {
            std::vector<Check> kept = checks_left_with(table, *counterpart, state);
            if (!kept.empty()) {
                if (!changed_) changed_ = state;
                append(changed_->tables.at(name).checks, kept);
            }
        }
        if (!counterpart || !stands_alone(table, *counterpart)) continue;
        if (!changed_) changed_ = state;
        own_all(changed_->tables.at(name), state);
    }
    if (changed_) sort(*changed_);
}

}  // namespace retort::diff
