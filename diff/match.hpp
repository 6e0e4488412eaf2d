#pragma once

#include <algorithm>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "schema/same_state.hpp"

namespace retort::diff {

/// The result of pairing the constraints or indexes of two tables.
template <class T>
struct Matched {
    std::vector<T> dropped;
    std::vector<T> added;
    std::vector<std::pair<T, T>> altered;  ///< the same structure; the name, comment or storage differs
    std::vector<std::pair<T, T>> kept;     ///< equal under two names that are not both explicit
};

/// Pairs two lists of constraints or indexes: the object of `from` for each one of `to`, or null. `same(a, b)` compares
/// only the structure. Objects with equal name and structure are paired first, then an index and the one that it is
/// declared to be renamed from, on either side, then objects with equal structure.
template <class T, class Same>
std::vector<const T*> partners(std::span<const T> from, std::span<const T> to, Same same) {
    std::vector<const T*> partner(to.size(), nullptr);
    std::vector<bool> taken(from.size(), false);
    const auto pair_up = [&](auto agrees) {
        for (std::size_t j = 0; j < to.size(); ++j) {
            if (partner[j]) continue;
            for (std::size_t i = 0; i < from.size(); ++i) {
                if (taken[i] || !agrees(from[i], to[j])) continue;
                partner[j] = &from[i];
                taken[i] = true;
                break;
            }
        }
    };
    pair_up([&](const T& a, const T& b) { return a.name == b.name && same(a, b); });
    if constexpr (requires(const T& each) { each.renamed_from; })
        pair_up([&](const T& a, const T& b) {
            return (*b.renamed_from == a.name || *a.renamed_from == b.name) && same(a, b);
        });
    pair_up([&](const T& a, const T& b) { return same(a, b); });
    return partner;
}

/// Pairs two lists, see partners(). A different name is a change if both names are explicit, or if `renamed`: the names
/// follow a rename of a table or column. Other pairs with two names are `kept`; resolve_names decides on them with the
/// whole target state (diff/constraint_names.hpp).
template <class T, class Same>
Matched<T> match(std::span<const T> from, std::span<const T> to, bool renamed, Same same) {
    Matched<T> result;
    const std::vector<const T*> partner = partners(from, to, same);
    for (const T& each : from)
        if (std::find(partner.begin(), partner.end(), &each) == partner.end()) result.dropped.push_back(each);
    for (std::size_t j = 0; j < to.size(); ++j) {
        if (!partner[j]) {
            result.added.push_back(to[j]);
            continue;
        }
        const T &before = *partner[j], &after = to[j];
        if (same_state(before, after)) continue;
        const bool keeps = before.name != after.name && !renamed && !(*before.named && *after.named);
        (keeps ? result.kept : result.altered).emplace_back(before, after);
    }
    return result;
}

}  // namespace retort::diff
