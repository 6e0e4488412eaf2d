#include "plan/order.hpp"

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <map>

#include "plan/effects.hpp"
#include "plan/graph.hpp"
#include "plan/order_descendants.hpp"
#include "plan/roles.hpp"

namespace retort::plan {

namespace {

/// Soft dependencies: edges that are ignored if they would close a cycle.
using SoftEdges = std::vector<std::pair<std::size_t, std::size_t>>;

void add_edges(Graph& graph, const std::vector<std::size_t>& first, const std::vector<std::size_t>& second) {
    for (const std::size_t a : first)
        for (const std::size_t b : second) graph.before(a, b);
}

bool among(const std::vector<std::size_t>& list, std::size_t step) {
    return std::binary_search(list.begin(), list.end(), step);
}

/// True if `remover` removes the object whose name `provider` then takes.
bool makes_room(const Participants& participants, const std::vector<bool>& in_turn, std::size_t remover,
                std::size_t provider) {
    return !among(participants.needers, remover) && !(in_turn[remover] && in_turn[provider] && provider < remover);
}

/// Dependents are released before an object is removed. If the object is altered in place, or another one takes over
/// its name, a change that depends on it before and after is ordered only after the new state. A rename waits for no
/// releases: all other changes use the new names. For an in-place alteration that keeps its dependents the edge is
/// soft.
void add_releases(Graph& graph, SoftEdges& soft_releases, const Participants& participants,
                  const std::vector<bool>& in_turn, const std::vector<bool>& keeps_uses) {
    for (const std::size_t remover : participants.removers) {
        if (in_turn[remover]) continue;
        const bool new_state =
            among(participants.providers, remover) ||
            std::any_of(participants.providers.begin(), participants.providers.end(), [&](std::size_t provider) {
                return !among(participants.removers, provider) && makes_room(participants, in_turn, remover, provider);
            });
        for (const std::size_t releaser : participants.releasers)
            if (new_state && among(participants.needers, releaser))
                continue;
            else if (keeps_uses[remover])
                soft_releases.emplace_back(releaser, remover);
            else
                graph.before(releaser, remover);
    }
}

/// Orders the changes of one resource. The old object is removed before the new one is created. In-place alterations
/// (they remove one state and provide the next) follow the creation, in the order in which comparison found them.
/// Renames keep that order too: they may form a chain or use an interim name. A change that needs and removes the
/// object runs last. A column of a parent and its descendants is added to the descendants first, so that it is local
/// there too, and altered and dropped in the parent first; `depth` is the number of ancestors of each change's table.
void add_lifetime(Graph& graph, const Participants& participants, const std::vector<bool>& in_turn,
                  const std::vector<int>& depth) {
    std::vector<std::size_t> made, removed, altered;
    std::set_intersection(participants.providers.begin(), participants.providers.end(), participants.removers.begin(),
                          participants.removers.end(), std::back_inserter(altered));
    std::set_difference(participants.providers.begin(), participants.providers.end(), altered.begin(), altered.end(),
                        std::back_inserter(made));
    std::set_difference(participants.removers.begin(), participants.removers.end(), altered.begin(), altered.end(),
                        std::back_inserter(removed));
    for (const std::size_t before : removed)
        for (const std::size_t after : made) {
            const bool room = makes_room(participants, in_turn, before, after);
            graph.before(room ? before : after, room ? after : before);
        }
    std::stable_sort(altered.begin(), altered.end(), [&](std::size_t a, std::size_t b) { return depth[a] < depth[b]; });
    for (const auto* list : {&made, &removed})
        for (std::size_t i = 0; participants.column && i < list->size(); ++i)
            for (std::size_t j = 0; j < list->size(); ++j)
                if (const std::size_t one = (*list)[i], other = (*list)[j];
                    depth[one] > depth[other] && !(in_turn[one] && in_turn[other]))
                    graph.before(list == &made ? one : other, list == &made ? other : one);
    add_edges(graph, made, altered);
    if (made.empty()) add_edges(graph, altered, removed);
    for (std::size_t i = 1; i < altered.size(); ++i) graph.before(altered[i - 1], altered[i]);
}

/// Adds for each resource of these kinds the same resource of all descendants: a change of a parent's column includes
/// theirs.
void spread(std::vector<Resource>& resources, const Children& children, std::initializer_list<Resource::Kind> kinds) {
    for (std::size_t i = 0, own = resources.size(); i < own; ++i) {
        if (std::find(kinds.begin(), kinds.end(), resources[i].kind) == kinds.end()) continue;
        const auto found = children.find(resources[i].object);
        if (found == children.end()) continue;
        for (const ObjectName& child : found->second)
            resources.push_back({resources[i].kind, child, resources[i].part});
    }
}

/// The graph with the soft edges that are in no cycle.
Graph with_soft_edges(Graph graph, const SoftEdges& soft_edges) {
    if (soft_edges.empty()) return graph;
    Graph all = graph;
    for (const auto& [first, second] : soft_edges) all.before(first, second);
    std::map<std::size_t, std::size_t> component;
    for (const std::vector<std::size_t>& each : all.components())
        for (const std::size_t node : each) component.emplace(node, each.front());
    for (const auto& [first, second] : soft_edges)
        if (component.at(first) != component.at(second)) graph.before(first, second);
    return graph;
}

/// The number of ancestors of the table whose column changes.
int depth_of(const Step& step, const std::map<ObjectName, int>& depths) {
    if (only_drops_default(step)) return -1;
    const auto found = depths.find(std::visit(
        [](const auto& each) -> ObjectName {
            if constexpr (requires { each.table; })
                return each.table;
            else
                return {};
        },
        step));
    return found == depths.end() ? 0 : found->second;
}

}  // namespace

std::vector<std::size_t> execution_order(const Steps& steps, const Children& children,
                                         std::vector<std::vector<Resource>> wanted,
                                         std::vector<std::vector<Resource>> released,
                                         const std::vector<int>& priorities) {
    Roles roles(steps.size());
    std::vector<int> priority;
    std::vector<bool> in_turn, keeps_uses;
    std::vector<int> depth;
    std::map<ObjectName, int> depths;
    for (const auto& [parent, all] : children)
        for (const ObjectName& child : all) ++depths[child];
    for (std::size_t i = 0; i < steps.size(); ++i) {
        Effects effects = effects_of(steps[i]);
        in_turn.push_back(effects.in_turn);
        keeps_uses.push_back(effects.keeps_uses);
        const bool of_column =
            std::holds_alternative<diff::AddColumn>(steps[i]) || std::holds_alternative<diff::DropColumn>(steps[i]) ||
            std::holds_alternative<diff::AlterColumn>(steps[i]) || std::holds_alternative<FillColumn>(steps[i]);
        if (of_column && !children.empty()) {
            using enum Resource::Kind;
            spread(effects.provides, children, {column, toast, generated, added});
            spread(effects.removes, children, {column, toast});
            spread(effects.needs, children, {generated});
            spread(effects.soft_references, children, {added});
            if (const auto* drop = std::get_if<diff::DropColumn>(&steps[i]); drop && drop->interim)
                spread(effects.needs, children, {column});
        }
        depth.push_back(of_column ? depth_of(steps[i], depths) : 0);
        const bool replaced = i < priorities.size() && priorities[i] != 0;
        priority.push_back(replaced ? priorities[i] : effects.priority);
        roles.add(i, &Participants::providers, std::move(effects.provides));
        roles.add(i, &Participants::removers, std::move(effects.removes));
        roles.add(i, &Participants::needers, std::move(effects.needs));
        roles.add(i, &Participants::soft_dependents, std::move(effects.soft_references));
        if (i < wanted.size()) roles.add(i, &Participants::soft_dependents, std::move(wanted[i]));
        roles.add(i, &Participants::releasers, std::move(effects.releases));
        if (i < released.size()) roles.add(i, &Participants::releasers, std::move(released[i]));
        roles.add(i, &Participants::interim_providers, std::move(effects.interim_provides));
    }
    add_descendants(roles, steps, children);
    Graph graph(steps.size());
    SoftEdges soft_references, soft_releases;
    roles.for_each([&](const Participants& participants) {
        add_edges(graph, participants.providers, participants.needers);
        add_releases(graph, soft_releases, participants, in_turn, keeps_uses);
        for (const auto* users : {&participants.needers, &participants.releasers, &participants.removers})
            add_edges(graph, participants.interim_providers, *users);
        add_lifetime(graph, participants, in_turn, depth);
        for (const std::size_t provider : participants.providers)
            for (const std::size_t soft_dependent : participants.soft_dependents)
                soft_references.emplace_back(provider, soft_dependent);
    });
    // References first: an object that does not exist yet fails the change, one that is still used seldom does.
    graph = with_soft_edges(std::move(graph), soft_references);
    graph = with_soft_edges(std::move(graph), soft_releases);
    std::vector<std::size_t> cycle;
    std::vector<std::size_t> sorted = graph.sort(priority, cycle);
    if (!cycle.empty()) {
        Diagnostic diagnostic{.code = "RT051", .message = "cyclic dependency between changes"};
        for (const std::size_t each : cycle) diagnostic.notes.push_back({.code = {}, .message = describe(steps[each])});
        diagnostic.hint = "split the changes into two revisions";
        throw Error(std::move(diagnostic));
    }
    return sorted;
}

Steps in_order(Steps steps, std::vector<std::size_t> order) {
    // In place, without a second list: changes are large.
    for (std::size_t start = 0; start < order.size(); ++start) {
        if (order[start] == start) continue;
        Step first = std::move(steps[start]);
        std::size_t at = start;
        for (std::size_t from = order[at]; from != start; from = order[at]) {
            steps[at] = std::move(steps[from]);
            order[at] = at;
            at = from;
        }
        steps[at] = std::move(first);
        order[at] = at;
    }
    return steps;
}

Steps order(Steps steps, const Children& children, std::vector<std::vector<Resource>> wanted,
            std::vector<std::vector<Resource>> released) {
    std::vector<std::size_t> sorted = execution_order(steps, children, std::move(wanted), std::move(released), {});
    return in_order(std::move(steps), std::move(sorted));
}

}  // namespace retort::plan
