#pragma once

#include <cstddef>
#include <vector>

namespace retort::plan {

/// A directed graph of nodes 0 … n-1. An edge says which of two nodes runs first.
class Graph {
public:
    explicit Graph(std::size_t size) : after_(size) {}

    /// Adds an edge: `first` runs before `second`. An edge from a node to itself is ignored.
    void before(std::size_t first, std::size_t second);

    /// A topological order. Among the nodes that are ready to run, the one with the lowest priority
    /// and then the lowest number comes first. If the graph has a cycle, the result is empty, and
    /// `cycle` holds the nodes of one cycle in order.
    std::vector<std::size_t> sort(const std::vector<int>& priority, std::vector<std::size_t>& cycle) const;

    /// The strongly connected components, each sorted, by their lowest node.
    std::vector<std::vector<std::size_t>> components() const;

private:
    std::vector<std::size_t> find_cycle(const std::vector<std::size_t>& open) const;

    std::vector<std::vector<std::size_t>> after_;  ///< successors of each node; an edge may occur twice
};

}  // namespace retort::plan
