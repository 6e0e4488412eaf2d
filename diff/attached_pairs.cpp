#include "diff/attached_pairs.hpp"

#include <algorithm>
#include <span>
#include <vector>

#include "diff/match.hpp"
#include "diff/structure.hpp"

namespace retort::diff {

namespace {

using Pairs = std::map<std::string, std::optional<std::string>>;

void add_pairs(Pairs& pairs, std::span<const Index> from, std::span<const Index> to, auto same) {
    const std::vector<const Index*> partner = partners(from, to, same);
    for (std::size_t i = 0; i < to.size(); ++i)
        pairs[to[i].name] = partner[i] ? std::optional(partner[i]->name) : std::nullopt;
}

/// For each index of a table in `to` that of `from`: its own indexes and, if it is a partition itself, the
/// attached ones.
Pairs pairs_of(const Table& from, const Table& to, const Schema& from_schema, const Schema& to_schema) {
    const auto same = [](const Index& a, const Index& b) { return same_structure(a, b); };
    Pairs pairs;
    add_pairs(pairs, from.indexes, to.indexes, same);
    AttachedPairs above(from, to, from_schema, to_schema);
    add_pairs(pairs, from.from_parent->indexes, to.from_parent->indexes,
              [&](const Index& a, const Index& b) { return same(a, b) && above.agree(a, b); });
    return pairs;
}

}  // namespace

const ObjectName* parent_index(const Index& index) {
    for (const Dependency& each : index.depends_on.list)
        if (each.type == DependencyType::partition && each.object.kind == ObjectKind::index) return &each.object.name;
    return nullptr;
}

bool AttachedPairs::agree(const Index& before, const Index& after) {
    const ObjectName *old_parent = parent_index(before), *new_parent = parent_index(after);
    const Table *above_before = from_schema_.find_table(from_.partition_of),
                *above_after = to_schema_.find_table(to_.partition_of);
    if (!old_parent || !new_parent || !above_before || !above_after) return true;
    if (!pairs_) pairs_ = pairs_of(*above_before, *above_after, from_schema_, to_schema_);
    const auto found = pairs_->find(new_parent->name);
    if (found == pairs_->end()) return true;  // the index has got another name since the catalog was read
    if (found->second) return found->second == old_parent->name;
    return std::none_of(pairs_->begin(), pairs_->end(),
                        [&](const auto& pair) { return pair.second == old_parent->name; });
}

}  // namespace retort::diff
