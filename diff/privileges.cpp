#include "diff/privileges.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "diff/owners.hpp"

namespace retort::diff {

std::vector<Grant> grants_of(const Schema& schema, const GrantTarget& target) {
    const auto found = schema.privileges->grants.find(target);
    return found == schema.privileges->grants.end() ? std::vector<Grant>{} : found->second;
}

bool are_compared(const Schema& from, const Schema& to) {
    return to.privileges->compared && (from.privileges->compared || is_without_objects(from));
}

bool has_object(const Schema& schema, const GrantTarget& target) {
    const auto has_definition = [&] {
        return std::any_of(definition_kinds.begin(), definition_kinds.end(), [&](const ObjectKindInfo& each) {
            return each.grants == target.kind &&
                   schema.definitions.contains({each.kind, target.name, target.arguments});
        });
    };
    // plpgsql is part of every database and not listed.
    if (!target.extension.empty()) return target.extension == "plpgsql" || schema.extensions.contains(target.extension);
    switch (target.kind) {
        case GrantKind::table: {
            const Table* table = schema.find_table(target.name);
            if (table) return target.column.empty() || table->find_column(target.column);
            return has_definition();
        }
        case GrantKind::sequence: {
            if (target.column.empty()) return schema.sequences.contains(target.name);
            const Table* table = schema.find_table(target.name);
            const Column* column = table ? table->find_column(target.column) : nullptr;
            return column && column->identity;
        }
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

namespace {

/// The object that a target names.
ObjectId object_of(const GrantTarget& target, const Schema& schema) {
    const auto named = [&](ObjectKind kind) { return ObjectId{kind, target.name, target.arguments}; };
    for (const ObjectKindInfo& each : definition_kinds)
        if (each.grants == target.kind && schema.definitions.contains(named(each.kind))) return named(each.kind);
    switch (target.kind) {
        case GrantKind::sequence: return target.column.empty() ? named(ObjectKind::sequence) : table_id(target.name);
        case GrantKind::type: return named(ObjectKind::enum_);
        case GrantKind::schema: return {ObjectKind::schema, {{}, target.name.schema}, {}};
        default: return table_id(target.name);
    }
}

/// The privileges when the owner has changed: those of the old owner are those of the new one then (PostgreSQL, ALTER
/// TABLE, OWNER TO).
std::vector<Grant> after_owner_change(std::vector<Grant> grants, const std::string& old_owner,
                                      const std::string& new_owner) {
    std::set<std::string> held;
    std::erase_if(grants, [&](const Grant& each) {
        return each.role == new_owner && !each.revoked && held.insert(each.privilege).second && !each.grantable;
    });
    std::erase_if(grants, [&](const Grant& each) {
        return each.role == old_owner && each.revoked && held.contains(each.privilege);
    });
    for (Grant& each : grants)
        if (each.role == old_owner) each.role = new_owner;
    std::sort(grants.begin(), grants.end());
    return grants;
}

}  // namespace

void compare_privileges(const Schema& from, const Schema& to, Differences& changes) {
    if (!are_compared(from, to)) return;
    const auto alter = [&](const GrantTarget& target) {
        if (!has_object(to, target)) return;
        std::vector<Grant> before = has_object(from, target) ? grants_of(from, target) : std::vector<Grant>{};
        std::vector<Grant> after = grants_of(to, target);
        if (compares_owners(from, to) && target.extension.empty() && has_object(from, target)) {
            const auto role = [&](const Schema& schema) {
                const std::string owner = owner_of(schema, object_of(target, to));
                return owner.empty() ? schema.owners->reader : owner;
            };
            if (const std::string old_owner = role(from), new_owner = role(to); old_owner != new_owner)
                before = after_owner_change(std::move(before), old_owner, new_owner);
        }
        if (before != after) changes.push_back(AlterPrivileges{target, std::move(before), std::move(after)});
    };
    for (const auto& [target, grants] : to.privileges->grants) alter(target);
    for (const auto& [target, grants] : from.privileges->grants)
        if (!to.privileges->grants.contains(target)) alter(target);
}

}  // namespace retort::diff
