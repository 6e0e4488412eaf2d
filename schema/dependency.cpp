#include "schema/dependency.hpp"

#include <algorithm>

namespace retort {

void DependsOn::add(ObjectId object, DependencyType type) {
    const auto is_it = [&](const Dependency& each) { return each.object == object; };
    if (std::none_of(list.begin(), list.end(), is_it)) list.push_back({std::move(object), type});
}

void DependsOn::add_columns(const ObjectName& table, const std::vector<std::string>& columns) {
    for (const std::string& each : columns) add(column_id(table, each));
}

std::vector<std::string> DependsOn::columns() const {
    std::vector<std::string> names;
    for (const Dependency& each : list)
        if (each.object.kind == ObjectKind::column) names.push_back(each.object.sub);
    return names;
}

}  // namespace retort
