#include "plan/attached_indexes.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <span>
#include <type_traits>

#include "diff/attached_indexes.hpp"
#include "diff/attached_pairs.hpp"
#include "diff/part_changes.hpp"
#include "diff/partitions.hpp"
#include "diff/structure.hpp"
#include "schema/parts.hpp"

namespace retort::plan {

namespace {

/// The part of a Table or a FromParent that has the structure of `wanted`.
template <class Owner, class T>
std::optional<T> part_like(const Owner& owner, const T& wanted) {
    for (const T& each : parts_of<T>(owner))
        if (diff::same_structure(each, wanted)) return each;
    return std::nullopt;
}

/// The attached part of a partition that belongs to `wanted` of its parent. Of two with its structure, the one that the
/// catalog knows as attached to it.
template <class T>
std::optional<T> attached_part_like(const FromParent& parts, const T& wanted) {
    if constexpr (std::is_same_v<T, Index>)
        for (const Index& each : parts.indexes)
            if (const ObjectName* above = diff::parent_index(each);
                above && above->name == wanted.name && diff::same_structure(each, wanted))
                return each;
    return part_like(parts, wanted);
}

template <class T>
constexpr bool is_key = std::is_same_v<T, PrimaryKey> || std::is_same_v<T, Unique>;

template <class T>
bool nulls_not_distinct(const T& part) {
    if constexpr (requires { part.nulls_not_distinct; })
        return part.nulls_not_distinct;
    else
        return false;
}

std::vector<std::string> columns_of(const Index& index) {
    std::vector<std::string> columns;
    for (const IndexPart& each : index.parts) columns.push_back(each.column);
    return columns;
}

/// True if PostgreSQL would attach the partition's `own` index to the parent's index of the structure `part`: it
/// compares neither sort order, nor operator classes of one family, nor storage (CREATE INDEX). The index of a key can
/// be attached to that of any other key, and to a unique index.
template <class T, class Other>
bool fits_attached(const T& own, const Other& part) {
    if constexpr (is_key<T> && is_key<Other>)
        return own.columns == part.columns && own.include == part.include &&
               nulls_not_distinct(own) == nulls_not_distinct(part);
    else if constexpr (is_key<T> && std::is_same_v<Other, Index>)
        return part.unique && part.predicate.empty() && part.method == "btree" && own.columns == columns_of(part) &&
               own.include == part.include && nulls_not_distinct(own) == part.nulls_not_distinct;
    else if constexpr (!std::is_same_v<T, Other>)
        return false;
    else if constexpr (std::is_same_v<T, Index>) {
        Index a = own, b = part;
        for (Index* index : {&a, &b})
            for (IndexPart& each : index->parts) {
                each.descending = false;
                each.nulls = Nulls::standard;
                each.opclass.clear();
            }
        return diff::same_structure(std::move(a), std::move(b));
    } else
        return diff::same_structure(own, part);
}

/// True for a local part that PostgreSQL would attach instead of one of `parts`.
template <class T>
bool is_local_twin(const T& part, const FromParent& parts) {
    return any_part(parts, [&](const auto& each) { return fits_attached(part, each); }) &&
           !any_part(parts, [&](const auto& each) { return each.name == part.name; });
}

bool is_dropped(const Steps& steps, const ObjectName& table, const std::string& name) {
    return std::any_of(steps.begin(), steps.end(), [&](const Step& step) {
        const auto* index = std::get_if<diff::DropIndex>(&step);
        const auto* constraint = std::get_if<diff::DropConstraint>(&step);
        return (index && index->table == table && index->from.name == name) ||
               (constraint && constraint->table == table && diff::name_of(constraint->from) == name);
    });
}

/// Adds the attached parts with an explicit name or settings in all partitions of a table that gets `part`, the
/// deepest first.
template <class T>
void add_in_descendants(const AttachedParts& descendants, const ObjectName& parent, const T& part, Steps& steps) {
    for (const auto& [table, after] : descendants.like(parent, part)) {
        add_in_descendants(descendants, table->name, part, steps);
        if (diff::is_explicit(after, part)) steps.push_back(diff::creation(table->name, after));
    }
}

/// Recreates the local indexes and constraints that the server would attach to `part` when that is created on the
/// parent: each is dropped, and created again later. Not recreated: the one that is to be attached to `part`.
template <class T>
void recreate_local_parts(const AttachedParts& parts, const Schema& from, const ObjectName& parent, const T& part,
                          const Steps& steps, Steps& recreated) {
    for (const auto& [table, after] : parts.like(parent, part, true)) {
        recreate_local_parts(parts, from, table->name, part, steps, recreated);
        const Table& before = *from.find_table(table->name);
        const std::span<const T> own = parts_of<T>(before), later = parts_of<T>(*table);
        const auto kept = [&](const T& each) {
            return std::find_if(later.begin(), later.end(), [&](const T& other) {
                return other.name == each.name && diff::same_structure(other, each);
            });
        };
        const auto becomes_part = [&] {
            if (part_like(*before.from_parent, part)) return own.end();
            const auto like = [&](const T& each) { return diff::same_structure(each, part); };
            const auto free = std::find_if(own.begin(), own.end(),
                                           [&](const T& each) { return like(each) && kept(each) == later.end(); });
            return free != own.end() ? free : std::find_if(own.begin(), own.end(), like);
        }();
        for (auto each = own.begin(); each != own.end(); ++each) {
            const auto again = kept(*each);
            if (each == becomes_part || again == later.end() || !fits_attached(*each, part)) continue;
            if (is_dropped(steps, table->name, each->name) || is_dropped(recreated, table->name, each->name)) continue;
            recreated.push_back(diff::removal(table->name, *each));
            recreated.push_back(diff::creation(table->name, *again));
        }
    }
}

}  // namespace

std::pair<ObjectName, const Index*> top_index(const Table& table, const Index& index, const Schema& schema) {
    const bool own = std::any_of(table.indexes.begin(), table.indexes.end(),
                                 [&](const Index& each) { return each.name == index.name; });
    const Table* parent = own ? nullptr : schema.find_table(table.partition_of);
    const ObjectName* above = diff::parent_index(index);
    if (parent)
        for (const auto* list : {&parent->indexes, &parent->from_parent->indexes})
            for (const Index& each : *list)
                if (above ? each.name == above->name : diff::same_index(each, index))
                    return top_index(*parent, each, schema);
    return {table.name, &index};
}

bool would_be_attached(const PrimaryKey& key, const Index& index) { return fits_attached(key, index); }
bool would_be_attached(const Unique& key, const Index& index) { return fits_attached(key, index); }

AttachedParts::AttachedParts(const Schema& from, const Schema& to) : from_(from) {
    for (const auto& [name, table] : to.tables) {
        const Table* before = from.find_table(name);
        if (before && diff::stays_attached(*before, table)) descendants_[table.partition_of].push_back(&table);
    }
}

template <class T>
std::vector<std::pair<const Table*, T>> AttachedParts::like(const ObjectName& parent, const T& part,
                                                            bool taken_too) const {
    std::vector<std::pair<const Table*, T>> parts;
    const auto found = descendants_.find(parent);
    if (found == descendants_.end()) return parts;
    for (const Table* table : found->second) {
        std::optional<T> after = attached_part_like(*table->from_parent, part);
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

Steps add_explicit_parts(Steps steps, const Schema& from, const Schema& to) {
    const AttachedParts parts(from, to);
    if (parts.empty()) return steps;
    Steps all, recreated;
    for (const Step& step : steps) {
        if (const auto* index = std::get_if<diff::CreateIndex>(&step))
            recreate_local_parts(parts, from, index->table, index->to, steps, recreated);
        else if (const auto* constraint = std::get_if<diff::AddConstraint>(&step))
            std::visit(
                [&](const auto& each) { recreate_local_parts(parts, from, constraint->table, each, steps, recreated); },
                constraint->to);
    }
    std::move(recreated.begin(), recreated.end(), std::back_inserter(steps));
    for (Step& step : steps) {
        if (const auto* index = std::get_if<diff::CreateIndex>(&step))
            add_in_descendants(parts, index->table, index->to, all);
        else if (const auto* constraint = std::get_if<diff::AddConstraint>(&step))
            std::visit([&](const auto& each) { add_in_descendants(parts, constraint->table, each, all); },
                       constraint->to);
        all.push_back(std::move(step));
    }
    // A part that is created here needs no alteration.
    std::erase_if(all, [&](const Step& step) {
        const auto made = [&](const ObjectName& table, const std::string& name) {
            return std::any_of(all.begin(), all.end(), [&](const Step& other) {
                const auto* index = std::get_if<diff::CreateIndex>(&other);
                const auto* constraint = std::get_if<diff::AddConstraint>(&other);
                return (index && index->table == table && index->to.name == name) ||
                       (constraint && constraint->table == table && diff::name_of(constraint->to) == name);
            });
        };
        if (const auto* index = std::get_if<diff::AlterIndex>(&step)) return made(index->table, index->to.name);
        const auto* constraint = std::get_if<diff::AlterConstraint>(&step);
        return constraint && made(constraint->table, diff::name_of(constraint->to));
    });
    return all;
}

Steps recreate_local_twins(Steps steps, const Schema& from, const Schema& declared) {
    Steps recreated;
    for (const Step& step : steps) {
        const auto* attach = std::get_if<diff::AlterTable>(&step);
        if (!attach || attach->from.name != attach->to.name || attach->to.partition_of.empty()) continue;
        const Table *before = from.find_table(attach->to.name), *after = declared.find_table(attach->to.name);
        if (!before || !after || !before->partition_of.empty()) continue;
        for_each_part(*after, [&]<class T>(const T& each) {
            const std::span<const T> own = parts_of<T>(*before);
            const auto kept = std::find_if(own.begin(), own.end(), [&](const T& one) {
                return one.name == each.name && diff::same_structure(one, each);
            });
            if (kept == own.end() || !is_local_twin(each, *after->from_parent)) return;
            recreated.push_back(diff::removal(after->name, *kept));
            recreated.push_back(diff::creation(after->name, each));
        });
    }
    std::move(recreated.begin(), recreated.end(), std::back_inserter(steps));
    return steps;
}

void put_local_parts_last(Steps& steps, const Schema& to) {
    Steps added;
    // CREATE TABLE would create the twin before the table is attached.
    for (Step& step : steps) {
        auto* create = std::get_if<diff::CreateTable>(&step);
        const Table* table = create ? to.find_table(create->to.name) : nullptr;
        if (!table || table->partition_of.empty()) continue;
        const auto is_twin = [&](const auto& each) { return is_local_twin(each, *table->from_parent); };
        const auto take = [&](auto& list) {
            for (const auto& each : list)
                if (is_twin(each)) added.push_back(diff::AddConstraint{table->name, each});
            std::erase_if(list, is_twin);
        };
        if (create->to.primary_key && is_twin(*create->to.primary_key)) {
            added.push_back(diff::AddConstraint{table->name, *create->to.primary_key});
            create->to.primary_key.reset();
        }
        take(create->to.uniques);
        take(create->to.exclusions);
    }
    std::move(added.begin(), added.end(), std::back_inserter(steps));
    const auto mark = [&](auto& add, const auto& part) {
        const Table* table = to.find_table(add.table);
        if (!table || table->partition_of.empty() || !is_local_twin(part, *table->from_parent)) return;
        for (; table && !table->partition_of.empty(); table = to.find_table(table->partition_of))
            add.ancestors.push_back(table->partition_of);
    };
    for (Step& step : steps) {
        if (auto* index = std::get_if<diff::CreateIndex>(&step))
            mark(*index, index->to);
        else if (auto* constraint = std::get_if<diff::AddConstraint>(&step))
            std::visit([&](const auto& each) { mark(*constraint, each); }, constraint->to);
    }
}

}  // namespace retort::plan
