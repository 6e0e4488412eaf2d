#pragma once

#include <set>
#include <utility>
#include <vector>

namespace retort {

/// The nodes that can be reached from the seeds, which are among them. `visit(node, reach)` is called once for each
/// node and calls `reach(other)` for each node next to it. The result does not depend on the order of the visits.
template <class Node, class Visit>
std::set<Node> closure(std::set<Node> seeds, Visit&& visit) {
    std::vector<Node> open(seeds.begin(), seeds.end());
    const auto reach = [&](const Node& node) {
        if (seeds.insert(node).second) open.push_back(node);
    };
    while (!open.empty()) {
        const Node node = std::move(open.back());
        open.pop_back();
        visit(node, reach);
    }
    return seeds;
}

}  // namespace retort
