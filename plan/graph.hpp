#pragma once

#include <cstddef>
#include <vector>

namespace retort::plan {

/// What must run before what, among nodes 0 … n-1.
class Graph {
public:
    explicit Graph(std::size_t size) : after_(size) {}

    /// `first` runs before `second`. A node does not run before itself.
    void before(std::size_t first, std::size_t second);

    /// An order that keeps every edge; among the nodes that are free to run, the one with
    /// the lowest priority and then the lowest number comes first. When there is a cycle the
    /// nodes of one are left in `cycle`, in their order, and the result is empty.
    std::vector<std::size_t> sort(const std::vector<int>& priority, std::vector<std::size_t>& cycle) const;

    /// The strongly connected components, each sorted, by their lowest node.
    std::vector<std::vector<std::size_t>> components() const;

private:
    std::vector<std::size_t> find_cycle(const std::vector<std::size_t>& open) const;

    std::vector<std::vector<std::size_t>> after_;  ///< an edge may be there twice
};

}  // namespace retort::plan
