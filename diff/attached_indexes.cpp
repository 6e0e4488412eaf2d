#include "diff/attached_indexes.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <span>
#include <type_traits>

#include "diff/part_changes.hpp"
#include "diff/partitions.hpp"
#include "diff/structure.hpp"
#include "schema/parts.hpp"

namespace retort::diff {

namespace {

/// The part of a Table or a FromParent that has the structure of `wanted`.
template <class Owner, class T>
std::optional<T> part_like(const Owner& owner, const T& wanted) {
    for (const T& each : parts_of<T>(owner))
        if (same_structure(each, wanted)) return each;
    return std::nullopt;
}

/// True if PostgreSQL would attach the partition's `own` index to the parent's index of the structure `part`: it
/// compares neither sort order, nor operator classes of one family, nor storage (CREATE INDEX).
template <class T, class Other>
bool would_be_attached(const T& own, const Other& part) {
    if constexpr (!std::is_same_v<T, Other>)
        return false;
    else if constexpr (std::is_same_v<T, Index>) {
        Index a = own, b = part;
        for (Index* index : {&a, &b})
            for (IndexPart& each : index->parts) {
                each.descending = false;
                each.nulls = Nulls::standard;
                each.opclass.clear();
            }
        return same_structure(std::move(a), std::move(b));
    } else
        return same_structure(own, part);
}

bool is_dropped(const std::vector<Change>& changes, const ObjectName& table, const std::string& name) {
    return std::any_of(changes.begin(), changes.end(), [&](const Change& change) {
        const auto* index = std::get_if<DropIndex>(&change);
        const auto* constraint = std::get_if<DropConstraint>(&change);
        return (index && index->table == table && index->from.name == name) ||
               (constraint && constraint->table == table && name_of(constraint->from) == name);
    });
}

/// Adds the attached parts with an explicit name or settings in all partitions of a table that gets `part`, the
/// deepest first.
template <class T>
void add_in_descendants(const AttachedParts& descendants, const ObjectName& parent, const T& part,
                        std::vector<Change>& changes) {
    for (const auto& [table, after] : descendants.like(parent, part)) {
        add_in_descendants(descendants, table->name, part, changes);
        if (is_explicit(after, part)) changes.push_back(creation(table->name, after));
    }
}

/// Recreates the local indexes and constraints that the server would attach to `part` when that is created on the
/// parent: each is dropped, and created again later. Not recreated: the one that is to be attached to `part`.
template <class T>
void recreate_local_parts(const AttachedParts& parts, const Schema& from, const ObjectName& parent, const T& part,
                          const std::vector<Change>& changes, std::vector<Change>& recreated) {
    for (const auto& [table, after] : parts.like(parent, part, true)) {
        recreate_local_parts(parts, from, table->name, part, changes, recreated);
        const Table& before = *from.find_table(table->name);
        const std::span<const T> own = parts_of<T>(before), later = parts_of<T>(*table);
        const auto kept = [&](const T& each) {
            return std::find_if(later.begin(), later.end(),
                                [&](const T& other) { return other.name == each.name && same_structure(other, each); });
        };
        const auto becomes_part = [&] {
            if (part_like(*before.from_parent, part)) return own.end();
            const auto like = [&](const T& each) { return same_structure(each, part); };
            const auto free = std::find_if(own.begin(), own.end(),
                                           [&](const T& each) { return like(each) && kept(each) == later.end(); });
            return free != own.end() ? free : std::find_if(own.begin(), own.end(), like);
        }();
        for (auto each = own.begin(); each != own.end(); ++each) {
            const auto again = kept(*each);
            if (each == becomes_part || again == later.end() || !would_be_attached(*each, part)) continue;
            if (is_dropped(changes, table->name, each->name) || is_dropped(recreated, table->name, each->name))
                continue;
            recreated.push_back(removal(table->name, *each));
            recreated.push_back(creation(table->name, *again));
        }
    }
}

}  // namespace

AttachedParts::AttachedParts(const Schema& from, const Schema& to) : from_(from) {
    for (const auto& [name, table] : to.tables) {
        const Table* before = from.find_table(name);
        if (before && stays_attached(*before, table)) descendants_[table.partition_of].push_back(&table);
    }
}

template <class T>
std::vector<std::pair<const Table*, T>> AttachedParts::like(const ObjectName& parent, const T& part,
                                                            bool taken_too) const {
    std::vector<std::pair<const Table*, T>> parts;
    const auto found = descendants_.find(parent);
    if (found == descendants_.end()) return parts;
    for (const Table* table : found->second) {
        std::optional<T> after = part_like(*table->from_parent, part);
        const Table& before = *from_.find_table(table->name);
        const bool is_new = !part_like(*before.from_parent, part);
        if (!after || (!taken_too && is_new && part_like(before, part))) continue;  // the local one is attached
        parts.emplace_back(table, std::move(*after));
    }
    return parts;
}

template std::vector<std::pair<const Table*, PrimaryKey>> AttachedParts::like(const ObjectName&, const PrimaryKey&,
                                                                              bool) const;
template std::vector<std::pair<const Table*, Unique>> AttachedParts::like(const ObjectName&, const Unique&, bool) const;
template std::vector<std::pair<const Table*, Check>> AttachedParts::like(const ObjectName&, const Check&, bool) const;
template std::vector<std::pair<const Table*, ForeignKey>> AttachedParts::like(const ObjectName&, const ForeignKey&,
                                                                              bool) const;
template std::vector<std::pair<const Table*, Exclusion>> AttachedParts::like(const ObjectName&, const Exclusion&,
                                                                             bool) const;
template std::vector<std::pair<const Table*, Index>> AttachedParts::like(const ObjectName&, const Index&, bool) const;

namespace {

/// is_explicit() for an attached part of `table`: a part that its parent in `schema` has with the same settings is not
/// explicit.
template <class T>
bool is_explicit_in_descendant(const T& part, const Table& table, const Schema& schema) {
    const Table* above = schema.find_table(table.partition_of);
    bool as_above = false;
    if constexpr (requires { part.tablespace; })
        if (above && !*part.named && part.comment.empty())
            for (const auto list : {parts_of<T>(*above), parts_of<T>(*above->from_parent)})
                for (const T& each : list)
                    as_above = as_above || (same_structure(each, part) && each.storage == part.storage &&
                                            each.tablespace == part.tablespace);
    return !as_above && is_explicit(part);
}

}  // namespace

bool is_built_separately(const Table& table, const Schema& schema) {
    return !table.partition_of.empty() && any_part(*table.from_parent, [&](const auto& each) {
        return is_explicit_in_descendant(each, table, schema);
    });
}

std::vector<Change> explicit_parts(const Table& table, const Schema& schema) {
    std::vector<Change> changes;
    for_each_part(*table.from_parent, [&](const auto& each) {
        if (is_explicit_in_descendant(each, table, schema)) changes.push_back(creation(table.name, each));
    });
    return changes;
}

std::vector<Change> add_explicit_parts(std::vector<Change> changes, const Schema& from, const Schema& to) {
    const AttachedParts parts(from, to);
    if (parts.empty()) return changes;
    std::vector<Change> all, recreated;
    for (const Change& change : changes) {
        if (const auto* index = std::get_if<CreateIndex>(&change))
            recreate_local_parts(parts, from, index->table, index->to, changes, recreated);
        else if (const auto* constraint = std::get_if<AddConstraint>(&change))
            std::visit(
                [&](const auto& each) {
                    recreate_local_parts(parts, from, constraint->table, each, changes, recreated);
                },
                constraint->to);
    }
    std::move(recreated.begin(), recreated.end(), std::back_inserter(changes));
    for (Change& change : changes) {
        if (const auto* index = std::get_if<CreateIndex>(&change))
            add_in_descendants(parts, index->table, index->to, all);
        else if (const auto* constraint = std::get_if<AddConstraint>(&change))
            std::visit([&](const auto& each) { add_in_descendants(parts, constraint->table, each, all); },
                       constraint->to);
        all.push_back(std::move(change));
    }
    // A part that is created here needs no alteration.
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

void put_local_parts_last(std::vector<Change>& changes, const Schema& to) {
    const auto mark = [&](auto& add, const auto& part) {
        const Table* table = to.find_table(add.table);
        if (!table || table->partition_of.empty()) return;
        const FromParent& parts = *table->from_parent;
        const bool like = any_part(parts, [&](const auto& each) { return would_be_attached(part, each); });
        const bool is_explicit = any_part(parts, [&](const auto& each) { return each.name == part.name; });
        if (!like || is_explicit) return;
        for (; table && !table->partition_of.empty(); table = to.find_table(table->partition_of))
            add.ancestors.push_back(table->partition_of);
    };
    for (Change& change : changes) {
        if (auto* index = std::get_if<CreateIndex>(&change))
            mark(*index, index->to);
        else if (auto* constraint = std::get_if<AddConstraint>(&change))
            std::visit([&](const auto& each) { mark(*constraint, each); }, constraint->to);
    }
}

}  // namespace retort::diff
