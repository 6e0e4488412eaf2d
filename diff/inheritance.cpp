#include "diff/inheritance.hpp"

#include <algorithm>
#include <vector>

#include "diff/partitions.hpp"

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
        const auto add_parents = [&](const Table& table, std::vector<ObjectName>& open) {
            const Table* counterpart = other.find_table(table.name);
            const std::vector<ObjectName> parents = kept_parents(table, counterpart ? *counterpart : table);
            open.insert(open.end(), parents.begin(), parents.end());
        };
        for (const auto& [name, table] : schema->tables) {
            std::set<ObjectName> seen;
            std::vector<ObjectName> open;
            add_parents(table, open);
            while (!open.empty()) {
                const ObjectName parent = open.back();
                open.pop_back();
                const Table* found = schema->find_table(parent);
                if (!found || !seen.insert(parent).second) continue;
                children[parent].insert(name);
                add_parents(*found, open);
            }
        }
    }
    return children;
}

}  // namespace retort::diff
