#pragma once

#include <map>
#include <vector>

#include "schema/schema.hpp"

/// Lookup of names in maps from old to new; shared by the files that implement renames.hpp.
namespace retort::diff {

template <class Map>
typename Map::mapped_type value_or(const Map& map, const typename Map::key_type& key) {
    const auto found = map.find(key);
    return found == map.end() ? typename Map::mapped_type{} : found->second;
}

inline ObjectName renamed(const std::map<ObjectName, ObjectName>& names, const ObjectName& name) {
    const auto found = names.find(name);
    return found == names.end() ? name : found->second;
}

/// The direct parents of a table, by inheritance or as a partition.
inline std::vector<ObjectName> parents_of(const Table& table) {
    std::vector<ObjectName> parents = table.inherits;
    if (!table.partition_of.empty()) parents.push_back(table.partition_of);
    return parents;
}

}  // namespace retort::diff
