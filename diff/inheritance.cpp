#include "diff/inheritance.hpp"

#include <algorithm>
#include <vector>

#include "diff/partitions.hpp"
#include "schema/closure.hpp"

namespace retort::diff {

bool is_inherited_column(const Table& before, const Table& after, const std::string& column, const Schema& to) {
    const Column *old_column = before.find_column(column), *new_column = after.find_column(column);
    if (!old_column || !new_column) return false;
    const std::vector<ObjectName> kept = kept_parents(before, after);
    return std::any_of(kept.begin(), kept.end(), [&](const ObjectName& name) {
        const Table* parent = to.find_table(name);
        return parent ? parent->find_column(column) != nullptr : old_column->inherited && new_column->inherited;
    });
}

std::map<ObjectName, std::set<ObjectName>> children_of(const Schema& from, const Schema& to) {
    std::map<ObjectName, std::set<ObjectName>> children;
    for (const Schema* schema : {&from, &to}) {
        const Schema& other = schema == &from ? to : from;
        const auto parents_of = [&](const Table& table) {
            const Table* counterpart = other.find_table(table.name);
            return kept_parents(table, counterpart ? *counterpart : table);
        };
        for (const auto& [name, table] : schema->tables) {
            const std::vector<ObjectName> parents = parents_of(table);
            closure(std::set<ObjectName>(parents.begin(), parents.end()),
                    [&](const ObjectName& parent, const auto& reach) {
                        const Table* found = schema->find_table(parent);
                        if (!found) return;
                        children[parent].insert(name);
                        for (const ObjectName& each : parents_of(*found)) reach(each);
                    });
        }
    }
    return children;
}

}  // namespace retort::diff
