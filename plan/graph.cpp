#include "plan/graph.hpp"

#include <algorithm>
#include <functional>
#include <queue>
#include <utility>

namespace retort::plan {

void Graph::before(std::size_t first, std::size_t second) {
    if (first != second) after_[first].push_back(second);
}

std::vector<std::size_t> Graph::sort(const std::vector<int>& priority, std::vector<std::size_t>& cycle) const {
    std::vector<std::size_t> open(after_.size(), 0);
    for (const auto& successors : after_)
        for (const std::size_t each : successors) ++open[each];

    using Ready = std::pair<int, std::size_t>;
    std::priority_queue<Ready, std::vector<Ready>, std::greater<>> ready;
    for (std::size_t i = 0; i < after_.size(); ++i)
        if (open[i] == 0) ready.emplace(priority[i], i);

    std::vector<std::size_t> order;
    order.reserve(after_.size());
    while (!ready.empty()) {
        const std::size_t node = ready.top().second;
        ready.pop();
        order.push_back(node);
        for (const std::size_t each : after_[node])
            if (--open[each] == 0) ready.emplace(priority[each], each);
    }
    if (order.size() == after_.size()) return order;
    cycle = find_cycle(open);
    return {};
}

std::vector<std::size_t> Graph::find_cycle(const std::vector<std::size_t>& open) const {
    // Every remaining node has a remaining predecessor, so walking back repeats a node.
    std::vector<std::size_t> before(after_.size(), after_.size());
    for (std::size_t i = 0; i < after_.size(); ++i)
        if (open[i] > 0)
            for (const std::size_t each : after_[i])
                if (open[each] > 0 && before[each] == after_.size()) before[each] = i;
    std::size_t node = 0;
    while (open[node] == 0) ++node;
    std::vector<std::size_t> walk;
    while (std::find(walk.begin(), walk.end(), node) == walk.end()) {
        walk.push_back(node);
        node = before[node];
    }
    walk.erase(walk.begin(), std::find(walk.begin(), walk.end(), node));
    std::reverse(walk.begin(), walk.end());
    return walk;
}

std::vector<std::vector<std::size_t>> Graph::components() const {
    // Tarjan's algorithm with an explicit stack, so that a long chain can't overflow the thread's stack.
    const std::size_t none = after_.size();
    std::vector<std::size_t> index(after_.size(), none), low(after_.size(), 0);
    std::vector<bool> on_stack(after_.size(), false);
    std::vector<std::size_t> stack;
    std::vector<std::vector<std::size_t>> found;
    std::size_t next = 0;
    struct Frame {
        std::size_t node;
        std::vector<std::size_t>::const_iterator at;
    };
    for (std::size_t root = 0; root < after_.size(); ++root) {
        if (index[root] != none) continue;
        std::vector<Frame> frames;
        const auto enter = [&](std::size_t node) {
            index[node] = low[node] = next++;
            stack.push_back(node);
            on_stack[node] = true;
            frames.push_back({node, after_[node].begin()});
        };
        enter(root);
        while (!frames.empty()) {
            Frame& frame = frames.back();
            if (frame.at != after_[frame.node].end()) {
                const std::size_t child = *frame.at++;
                if (index[child] == none)
                    enter(child);
                else if (on_stack[child])
                    low[frame.node] = std::min(low[frame.node], index[child]);
                continue;
            }
            const std::size_t node = frame.node;
            frames.pop_back();
            if (!frames.empty()) low[frames.back().node] = std::min(low[frames.back().node], low[node]);
            if (low[node] != index[node]) continue;
            std::vector<std::size_t> component;
            std::size_t each = none;
            do {
                each = stack.back();
                stack.pop_back();
                on_stack[each] = false;
                component.push_back(each);
            } while (each != node);
            std::sort(component.begin(), component.end());
            found.push_back(std::move(component));
        }
    }
    std::sort(found.begin(), found.end());
    return found;
}

}  // namespace retort::plan
