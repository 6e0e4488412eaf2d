#include "diff/local_rows.hpp"

#include <algorithm>
#include <set>

#include "diff/foreign_partitions.hpp"
#include "schema/closure.hpp"

namespace retort::diff {

namespace {

/// The table and its descendants that are tables.
std::set<ObjectName> with_descendants(const ObjectName& root, const Schema& schema) {
    return closure(std::set<ObjectName>{root}, [&](const ObjectName& visited, const auto& reach) {
        for (const auto& [name, table] : schema.tables)
            if (table.partition_of == visited ||
                std::find(table.inherits.begin(), table.inherits.end(), visited) != table.inherits.end())
                reach(name);
    });
}

}  // namespace

bool has_foreign_descendant(const ObjectName& table, const Schema& schema) {
    const auto first = schema.definitions.lower_bound({ObjectKind::foreign_table, {}, {}});
    if (first == schema.definitions.end() || first->first.kind != ObjectKind::foreign_table) return false;
    const std::set<ObjectName> parents = with_descendants(table, schema);
    for (auto each = first; each != schema.definitions.end() && each->first.kind == ObjectKind::foreign_table; ++each)
        if (std::any_of(parents.begin(), parents.end(),
                        [&](const ObjectName& parent) { return is_foreign_child(each->second, parent); }))
            return true;
    return false;
}

std::vector<ObjectName> tables_with_rows(const ObjectName& table, const Schema& schema) {
    std::vector<ObjectName> tables;
    for (const ObjectName& each : with_descendants(table, schema))
        if (const Table* found = schema.find_table(each); found && found->partition_by.empty()) tables.push_back(each);
    return tables;
}

}  // namespace retort::diff
