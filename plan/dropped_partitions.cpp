#include "plan/dropped_partitions.hpp"

namespace retort::plan {

Children dropped_partitions(const Steps& steps, const Children& children) {
    std::map<ObjectName, ObjectName> parents;
    for (const Step& step : steps)
        if (const auto* drop = std::get_if<diff::DropTable>(&step); drop && !drop->from.partition_of.empty())
            parents.emplace(drop->from.name, drop->from.partition_of);
    Children dropped;
    for (const auto& [partition, parent] : parents) {
        ObjectName kept = parent;
        for (auto at = parents.find(parent);; at = parents.find(kept)) {
            dropped[kept].insert(partition);
            if (at == parents.end()) break;
            kept = at->second;
        }
        for (const auto& [ancestor, below] : children)
            if (below.contains(kept)) dropped[ancestor].insert(partition);
    }
    return dropped;
}

}  // namespace retort::plan
