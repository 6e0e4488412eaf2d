#include "plan/graph.hpp"

#include <gtest/gtest.h>

namespace retort::diff {
namespace {

using Nodes = std::vector<std::size_t>;

TEST(Graph, PriorityOrdersReadyNodes) {
    plan::Graph graph(4);
    graph.before(3, 0);
    Nodes cycle;
    EXPECT_EQ(graph.sort({0, 5, 1, 9}, cycle), (Nodes{2, 1, 3, 0}));
    EXPECT_TRUE(cycle.empty());
}

TEST(Graph, ReportsCycle) {
    plan::Graph graph(5);
    graph.before(0, 1);
    graph.before(1, 2);
    graph.before(2, 3);
    graph.before(3, 1);
    graph.before(3, 4);
    Nodes cycle;
    EXPECT_TRUE(graph.sort({0, 0, 0, 0, 0}, cycle).empty());
    std::sort(cycle.begin(), cycle.end());
    EXPECT_EQ(cycle, (Nodes{1, 2, 3}));
}

TEST(Graph, ComponentsAreCycles) {
    plan::Graph graph(6);
    graph.before(0, 1);
    graph.before(1, 0);
    graph.before(1, 2);
    graph.before(3, 4);
    graph.before(4, 5);
    graph.before(5, 3);
    EXPECT_EQ(graph.components(), (std::vector<Nodes>{{0, 1}, {2}, {3, 4, 5}}));
}

TEST(Graph, LongChainNeedsNoDeepStack) {
    const std::size_t size = 200'000;
    plan::Graph graph(size);
    for (std::size_t i = 1; i < size; ++i) graph.before(i, i - 1);
    Nodes cycle;
    const Nodes order = graph.sort(std::vector<int>(size, 0), cycle);
    ASSERT_EQ(order.size(), size);
    EXPECT_EQ(order.front(), size - 1);
    EXPECT_EQ(graph.components().size(), size);
}

}  // namespace
}  // namespace retort::diff
