#include "plan/partitioned_indexes.hpp"

#include <algorithm>
#include <type_traits>
#include <utility>

#include "diff/attached_indexes.hpp"
#include "diff/structure.hpp"
#include "schema/parts.hpp"

namespace retort::plan {

namespace {

bool changes(const std::string& column, const Affected& columns) {
    return columns.retyped.contains(column) || columns.resized.contains(column) || columns.recollated.contains(column);
}
bool changes(const std::vector<std::string>& list, const Affected& columns) {
    return std::any_of(list.begin(), list.end(), [&](const std::string& each) { return changes(each, columns); });
}
template <class Key>
bool changes(const Key& key, const Affected& columns) {
    return changes(key.columns, columns) || changes(key.include, columns);
}
bool changes(const Exclusion& exclusion, const Affected& columns) {
    return changes(exclusion.depends_on.columns(), columns);
}
bool changes(const ForeignKey& key, const Affected& columns) { return changes(key.columns, columns); }
bool changes(const Index& index, const Affected& columns) {
    return changes(index.include, columns) || changes(index.depends_on.columns(), columns) ||
           std::any_of(index.parts.begin(), index.parts.end(),
                       [&](const IndexPart& part) { return changes(part.column, columns); });
}

}  // namespace

/// When a column is retyped, the server recreates constraints and indexes, gives the attached ones of partitions
/// generated names, and copies the comment of an index to them (PostgreSQL 15, DefineIndex). True if an attached one
/// would lose an explicit name or settings by that. Also removes the alterations of the attached ones from the recreate
/// set: they have no effect in either case.
template <class T>
bool PartitionedIndexes::is_lost_in_descendant(RecreateSet& recreate_set, const ObjectName& parent,
                                               const T& part) const {
    bool lost = false;
    for (const auto& [table, attached] : descendants_.like(parent, part)) {
        lost |= diff::is_explicit(attached, part) || is_lost_in_descendant(recreate_set, table->name, part);
        std::erase_if(recreate_set.changes, [&, &owner = table->name, &wanted = attached](const Step& step) {
            if (const auto* alter = std::get_if<diff::AlterIndex>(&step))
                return alter->table == owner && alter->to.name == wanted.name;
            const auto* alter = std::get_if<diff::AlterConstraint>(&step);
            return alter && alter->table == owner && diff::name_of(alter->to) == wanted.name;
        });
    }
    return lost;
}

void PartitionedIndexes::recreate(RecreateSet& recreate_set, const ObjectName& name, const Table& table,
                                  const Affected& columns) const {
    if (table.partition_by.empty() || descendants_.empty()) return;
    using ByColumns = PartKinds<PrimaryKey, Unique, Exclusion, ForeignKey, Index>;  // a partition inherits its checks
    for_each_part(ByColumns{}, table, [&]<class T>(const T& each) {
        if (!changes(each, columns)) return;
        const bool copies_comment = std::is_same_v<T, Index> && !each.comment.empty();
        if (is_lost_in_descendant(recreate_set, name, each) || copies_comment) recreate_set.part(name, each);
    });
}

void PartitionedIndexes::split_altered(RecreateSet& recreate_set) const {
    std::vector<std::pair<ObjectName, Index>> altered;
    for (const Step& step : recreate_set.changes) {
        const auto* alter = std::get_if<diff::AlterIndex>(&step);
        const Table* table =
            alter && alter->from.storage != alter->to.storage ? from_.find_table(alter->table) : nullptr;
        if (!table || table->partition_by.empty()) continue;
        const auto [owner, index] = top_index(*table, alter->from, from_);
        altered.emplace_back(owner, *index);
    }
    for (const auto& [table, each] : altered) recreate_set.index(table, each);
}

void PartitionedIndexes::remove_attached_alterations(RecreateSet& recreate_set) const {
    if (descendants_.empty()) return;
    for (const Step& step : recreate_set.added) {
        if (const auto* create = std::get_if<diff::CreateIndex>(&step))
            is_lost_in_descendant(recreate_set, create->table, create->to);
        else if (const auto* add = std::get_if<diff::AddConstraint>(&step))
            std::visit(
                [&]<class T>(const T& each) {
                    if constexpr (!std::is_same_v<T, Check>) is_lost_in_descendant(recreate_set, add->table, each);
                },
                add->to);
    }
}

}  // namespace retort::plan
