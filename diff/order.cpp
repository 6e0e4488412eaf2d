#include "diff/order.hpp"

#include <algorithm>
#include <iterator>
#include <map>

#include "diff/effects.hpp"
#include "diff/graph.hpp"

namespace retort::diff {

namespace {

/// The changes that have to do with one thing, by their number.
struct Parties {
    std::vector<std::size_t> providers, removers, needers, releasers;
};

void add_edges(Graph& graph, const std::vector<std::size_t>& first, const std::vector<std::size_t>& second) {
    for (const std::size_t a : first)
        for (const std::size_t b : second) graph.before(a, b);
}

/// One thing under one name: the old one goes before the new one comes; what alters it in
/// place (removes one state, provides the next) comes after the new one and, among several,
/// in the order in which comparison found them. Both lists are ascending.
void add_lifetime(Graph& graph, const Parties& parties) {
    std::vector<std::size_t> made, gone, altered;
    std::set_intersection(parties.providers.begin(), parties.providers.end(), parties.removers.begin(),
                          parties.removers.end(), std::back_inserter(altered));
    std::set_difference(parties.providers.begin(), parties.providers.end(), altered.begin(), altered.end(),
                        std::back_inserter(made));
    std::set_difference(parties.removers.begin(), parties.removers.end(), altered.begin(), altered.end(),
                        std::back_inserter(gone));
    add_edges(graph, gone, made);
    add_edges(graph, made, altered);
    if (made.empty()) add_edges(graph, altered, gone);
    for (std::size_t i = 1; i < altered.size(); ++i) graph.before(altered[i - 1], altered[i]);
}

}  // namespace

std::vector<Change> order(std::vector<Change> changes,
                          const std::map<ObjectName, std::vector<std::pair<ObjectName, std::string>>>& moved) {
    std::map<Thing, Parties> things;
    std::vector<int> priority;
    for (std::size_t i = 0; i < changes.size(); ++i) {
        Effects effects = effects_of(changes[i]);
        const auto* enumeration = std::get_if<AlterEnum>(&changes[i]);
        if (const auto found = enumeration ? moved.find(enumeration->to.name) : moved.end(); found != moved.end()) {
            for (const auto& [table, column] : found->second) {
                const Thing thing{Thing::Kind::column, table, column};
                effects.removes.push_back(thing);
                effects.provides.push_back(thing);
            }
        }
        priority.push_back(effects.priority);
        for (const Thing& thing : effects.provides) things[thing].providers.push_back(i);
        for (const Thing& thing : effects.removes) things[thing].removers.push_back(i);
        for (const Thing& thing : effects.needs) things[thing].needers.push_back(i);
        for (const Thing& thing : effects.releases) things[thing].releasers.push_back(i);
    }
    Graph graph(changes.size());
    for (const auto& [thing, parties] : things) {
        add_edges(graph, parties.providers, parties.needers);
        add_edges(graph, parties.releasers, parties.removers);
        add_lifetime(graph, parties);
    }
    std::vector<std::size_t> cycle;
    const std::vector<std::size_t> sorted = graph.sort(priority, cycle);
    if (!cycle.empty()) {
        Diagnostic fault{.code = "RT051", .message = "these changes wait for each other and can't be ordered"};
        for (const std::size_t each : cycle) fault.notes.push_back({.code = {}, .message = describe(changes[each])});
        fault.hint = "make the change in two revisions";
        throw Error(std::move(fault));
    }
    std::vector<Change> ordered;
    ordered.reserve(changes.size());
    for (const std::size_t each : sorted) ordered.push_back(std::move(changes[each]));
    return ordered;
}

}  // namespace retort::diff
