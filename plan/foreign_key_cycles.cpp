#include "plan/foreign_key_cycles.hpp"

#include "plan/graph.hpp"

namespace retort::plan {

std::map<ObjectName, std::size_t> cycles_of(const std::vector<const Table*>& tables,
                                            const std::map<ObjectName, std::set<ObjectName>>& partitions) {
    std::map<ObjectName, std::size_t> number;
    for (std::size_t i = 0; i < tables.size(); ++i) number.emplace(tables[i]->name, i);
    Graph graph(tables.size());
    const auto references = [&](std::size_t table, const ObjectName& name) {
        if (const auto found = number.find(name); found != number.end()) graph.before(found->second, table);
    };
    for (std::size_t i = 0; i < tables.size(); ++i) {
        for (const ForeignKey& key : tables[i]->foreign_keys) {
            references(i, key.table);
            if (const auto below = partitions.find(key.table); below != partitions.end())
                for (const ObjectName& each : below->second) references(i, each);
        }
        if (!partitions.empty()) references(i, tables[i]->partition_of);
    }
    std::map<ObjectName, std::size_t> cycle;
    for (const std::vector<std::size_t>& component : graph.components())
        for (const std::size_t each : component) cycle.emplace(tables[each]->name, component.front());
    return cycle;
}

}  // namespace retort::plan
