#include "plan/attached_keys.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "diff/part_changes.hpp"
#include "diff/partitions.hpp"
#include "diff/structure.hpp"
#include "plan/attached_indexes.hpp"
#include "schema/overloaded.hpp"
#include "schema/parts.hpp"

namespace retort::plan {

namespace {

using Keys = PartKinds<PrimaryKey, Unique>;
/// A table, and the name of one of its constraints or indexes.
using Place = std::pair<ObjectName, std::string>;

/// The plain unique index of an ancestor to which a local key of the partition is attached: the partition has no index
/// of its own for it.
template <class Key>
std::optional<std::pair<ObjectName, const Index*>> index_above(const Table& partition, const Key& key,
                                                               const Schema& schema) {
    const Table* parent = partition.partition_of.empty() ? nullptr : schema.find_table(partition.partition_of);
    const auto fits = [&](const Index& each) { return !each.only && would_be_attached(key, each); };
    const std::vector<Index>& attached = partition.from_parent->indexes;
    if (!parent || std::any_of(attached.begin(), attached.end(), fits)) return std::nullopt;
    for (const auto* list : {&parent->indexes, &parent->from_parent->indexes})
        for (const Index& each : *list)
            if (fits(each)) return top_index(*parent, each, schema);
    return std::nullopt;
}

/// The constraints and indexes that steps create and drop.
struct Places {
    std::set<Place> dropped, created;

    explicit Places(const Steps& steps) {
        for (const auto& each : diff::only<diff::DropIndex>(steps)) dropped.emplace(each.table, each.from.name);
        for (const auto& each : diff::only<diff::CreateIndex>(steps)) created.emplace(each.table, each.to.name);
        for (const auto& each : diff::only<diff::DropConstraint>(steps))
            dropped.emplace(each.table, diff::name_of(each.from));
        for (const auto& each : diff::only<diff::AddConstraint>(steps))
            created.emplace(each.table, diff::name_of(each.to));
    }
};

class Recreation {
public:
    Recreation(Steps steps, const Schema& from, const Schema& to)
        : steps_(std::move(steps)), places_(steps_), from_(from), to_(to) {}

    Steps run() {
        for_each_partition([&](const Table& before, const Table& after) { find_indexes(before, after); });
        for (const Place& each : indexes_) recreate_index(each);
        for_each_partition([&](const Table& before, const Table& after) { recreate_keys(before, after); });
        return std::move(steps_);
    }

private:
    template <class Work>
    void for_each_partition(Work work) {
        for (const auto& [name, after] : to_.tables)
            if (const Table* before = from_.find_table(name); before && diff::stays_attached(*before, after))
                work(*before, after);
    }

    template <class Key>
    static const Key* same_key(const Table& table, const Key& key) {
        for (const Key& each : parts_of<Key>(table))
            if (each.name == key.name && diff::same_structure(each, key)) return &each;
        return nullptr;
    }

    /// Notes the indexes of ancestors that stay, although the keys attached to them change.
    void find_indexes(const Table& before, const Table& after) {
        for_each_part(Keys{}, before, [&](const auto& key) {
            const auto old = index_above(before, key, from_);
            const bool dropped = places_.dropped.contains({before.name, key.name});
            const auto* kept = same_key(after, key);
            if (old && (dropped || (kept && !index_above(after, *kept, to_))))
                indexes_.emplace(old->first, old->second->name);
            if (!old && kept && !dropped) keep_attached(after, *kept);
        });
        for_each_part(Keys{}, after, [&](const auto& key) {
            if (places_.created.contains({after.name, key.name})) keep_attached(after, key);
        });
    }

    /// A key is attached to an index of an ancestor only when that index is created.
    template <class Key>
    void keep_attached(const Table& after, const Key& key) {
        const auto above = index_above(after, key, to_);
        if (above && !places_.created.contains({above->first, above->second->name}))
            indexes_.emplace(above->first, above->second->name);
    }

    void recreate_index(const Place& place) {
        const auto& [table, name] = place;
        const Table *before = from_.find_table(table), *after = to_.find_table(table);
        if (!before || !after) return;
        const auto named = [&](const Index& each) { return each.name == name; };
        const auto old = std::find_if(before->indexes.begin(), before->indexes.end(), named);
        const auto made = std::find_if(after->indexes.begin(), after->indexes.end(), named);
        if (old != before->indexes.end() && places_.dropped.insert(place).second)
            steps_.push_back(diff::removal(table, *old));
        if (made != after->indexes.end() && places_.created.insert(place).second)
            steps_.push_back(diff::creation(table, *made));
        std::erase_if(steps_, [&](const Step& step) {
            const auto is_it = [&](const diff::AlterIndex& alter) {
                return alter.table == table && alter.to.name == name;
            };
            return std::visit(Overloaded{is_it, [](const auto&) { return false; }}, step);
        });
    }

    /// Recreates the keys that are dropped with an index, and those that a new index would take.
    void recreate_keys(const Table& before, const Table& after) {
        for_each_part(Keys{}, before, [&](const auto& key) {
            const auto* kept = same_key(after, key);
            const auto old = index_above(before, key, from_);
            const bool goes_with_index = old && places_.dropped.contains({old->first, old->second->name});
            if (!goes_with_index && !(kept && !old && would_be_taken(after, *kept))) return;
            if (places_.dropped.emplace(before.name, key.name).second)
                steps_.push_back(diff::removal(before.name, key));
            if (kept && places_.created.emplace(before.name, key.name).second)
                steps_.push_back(diff::creation(before.name, *kept));
        });
    }

    /// True for a key that is not to be attached to a new index which would take it.
    template <class Key>
    bool would_be_taken(const Table& after, const Key& key) const {
        const std::vector<Index>& attached = after.from_parent->indexes;
        return std::any_of(attached.begin(), attached.end(), [&](const Index& each) {
            if (!would_be_attached(key, each)) return false;
            const auto [table, top] = top_index(after, each, to_);
            return places_.created.contains({table, top->name});
        });
    }

    Steps steps_;
    Places places_;
    const Schema &from_, &to_;
    std::set<Place> indexes_;
};

}  // namespace

Steps recreate_indexes_of_attached_keys(Steps steps, const Schema& from, const Schema& to) {
    return Recreation(std::move(steps), from, to).run();
}

Steps fold_attached_keys(Steps steps, const Schema& from) {
    std::map<Place, std::vector<diff::DropConstraint>> taken;
    const Places places(steps);
    const auto fold = [&](const diff::DropConstraint& drop) {
        const Table* table = from.find_table(drop.table);
        if (!table) return false;
        std::optional<std::pair<ObjectName, const Index*>> above;
        std::visit(Overloaded{[&](const PrimaryKey& key) { above = index_above(*table, key, from); },
                              [&](const Unique& key) { above = index_above(*table, key, from); }, [](const auto&) {}},
                   drop.from);
        if (!above || !places.dropped.contains({above->first, above->second->name})) return false;
        taken[{above->first, above->second->name}].push_back(drop);
        return true;
    };
    std::erase_if(
        steps, [&](const Step& step) { return std::visit(Overloaded{fold, [](const auto&) { return false; }}, step); });
    if (taken.empty()) return steps;
    for (Step& step : steps)
        std::visit(Overloaded{[&](diff::DropIndex& drop) {
                                  const auto found = taken.find({drop.table, drop.from.name});
                                  if (found != taken.end()) drop.taken = std::move(found->second);
                              },
                              [](const auto&) {}},
                   step);
    return steps;
}

}  // namespace retort::plan
