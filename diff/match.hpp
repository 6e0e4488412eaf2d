#pragma once

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace retort::diff {

/// What became of the named parts of two tables.
template <class T>
struct Matched {
    std::vector<T> dropped;
    std::vector<T> added;
    std::vector<std::pair<T, T>> altered;  ///< the same structure, but for name or comment
    std::vector<std::pair<T, T>> kept;     ///< the same under two names that were not both chosen
};

/// Pairs two lists of constraints or indexes. `same(a, b)` compares structure alone. What
/// has the same name and structure is the same; then what has the same structure is the same
/// under another name, which counts as a change where both names were chosen, or where
/// `renamed` says that the names follow a table or column that is renamed now; the others are
/// `kept`, for whoever sees the whole target (diff/constraint_names.hpp).
template <class T, class Same>
Matched<T> match(const std::vector<T>& from, const std::vector<T>& to, bool renamed, Same same) {
    Matched<T> result;
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
    pair_up([&](const T& a, const T& b) { return same(a, b); });
    for (std::size_t i = 0; i < from.size(); ++i)
        if (!taken[i]) result.dropped.push_back(from[i]);
    for (std::size_t j = 0; j < to.size(); ++j) {
        if (!partner[j]) {
            result.added.push_back(to[j]);
            continue;
        }
        const T &before = *partner[j], &after = to[j];
        if (before == after) continue;
        const bool keeps = before.name != after.name && !renamed && !(*before.named && *after.named);
        (keeps ? result.kept : result.altered).emplace_back(before, after);
    }
    return result;
}

}  // namespace retort::diff
