#include "plan/foreign_key_cycles.hpp"

#include "plan/graph.hpp"

namespace retort::plan {

std::map<ObjectName, std::size_t> cycles_of(const std::vector<const Table*>& tables) {
    std::map<ObjectName, std::size_t> number;
    for (std::size_t i = 0; i < tables.size(); ++i) number.emplace(tables[i]->name, i);
    Graph graph(tables.size());
    for (std::size_t i = 0; i < tables.size(); ++i)
        for (const ForeignKey& key : tables[i]->foreign_keys)
            if (const auto found = number.find(key.table); found != number.end()) graph.before(found->second, i);
    std::map<ObjectName, std::size_t> cycle;
    for (const std::vector<std::size_t>& component : graph.components())
        for (const std::size_t each : component) cycle.emplace(tables[each]->name, component.front());
    return cycle;
}

}  // namespace retort::plan
