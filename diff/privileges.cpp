#include "diff/privileges.hpp"

#include <algorithm>
#include <set>

namespace retort::diff {

std::vector<Grant> grants_of(const Schema& schema, const GrantTarget& target) {
    const auto found = schema.privileges->grants.find(target);
    return found == schema.privileges->grants.end() ? std::vector<Grant>{} : found->second;
}

bool are_compared(const Schema& from, const Schema& to) {
    const auto silent = [](const Schema& schema) {
        return schema.tables.empty() && schema.definitions.empty() && schema.sequences.empty();
    };
    // An empty schema has no privileges to read, so it does not prevent the comparison.
    return to.privileges->compared && (from.privileges->compared || silent(from));
}

bool has_object(const Schema& schema, const GrantTarget& target) {
    const auto has_definition = [&] {
        return std::any_of(definition_kinds.begin(), definition_kinds.end(), [&](const ObjectKindInfo& each) {
            return each.grants == target.kind &&
                   schema.definitions.contains({each.kind, target.name, target.arguments});
        });
    };
    switch (target.kind) {
        case GrantKind::table: {
            const Table* table = schema.find_table(target.name);
            if (table) return target.column.empty() || table->find_column(target.column);
            return has_definition();
        }
        case GrantKind::sequence: return schema.sequences.contains(target.name);
        case GrantKind::function:
        case GrantKind::procedure: return has_definition();
        case GrantKind::foreign_data_wrapper:
        case GrantKind::foreign_server:
        case GrantKind::language: return has_definition();
        case GrantKind::type: return schema.enums.contains(target.name) || has_definition();
        case GrantKind::schema: return target.name.schema.empty() || schema.schemas.contains(target.name.schema);
        default: return true;
    }
}

void compare_privileges(const Schema& from, const Schema& to, Differences& changes) {
    if (!are_compared(from, to)) return;
    const auto alter = [&](const GrantTarget& target) {
        if (!has_object(to, target)) return;
        std::vector<Grant> before = has_object(from, target) ? grants_of(from, target) : std::vector<Grant>{};
        std::vector<Grant> after = grants_of(to, target);
        if (before != after) changes.push_back(AlterPrivileges{target, std::move(before), std::move(after)});
    };
    for (const auto& [target, grants] : to.privileges->grants) alter(target);
    for (const auto& [target, grants] : from.privileges->grants)
        if (!to.privileges->grants.contains(target)) alter(target);
}

}  // namespace retort::diff
