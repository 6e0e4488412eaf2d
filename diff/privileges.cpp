#include "diff/privileges.hpp"

#include <algorithm>
#include <set>

namespace retort::diff {

namespace {

using Grants = std::map<GrantTarget, std::vector<Grant>>;

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

std::optional<GrantTarget> target_of(const Definition& definition) {
    const std::optional<GrantKind> kind = info(definition.kind).grants;
    if (!kind) return std::nullopt;
    return GrantTarget{*kind, definition.name, definition.arguments, {}};
}

/// True if `target` is `whole` or one of its columns.
bool is_part_of(const GrantTarget& target, const GrantTarget& whole) {
    return target.kind == whole.kind && target.name == whole.name && target.arguments == whole.arguments &&
           (whole.column.empty() || whole.column == target.column);
}

/// True if `schema` has the object.
bool has(const Schema& schema, const GrantTarget& target) {
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
        case GrantKind::type: return schema.enums.contains(target.name) || has_definition();
        case GrantKind::schema: return target.name.schema.empty() || schema.schemas.contains(target.name.schema);
        default: return true;
    }
}

/// The privileges that ALTER DEFAULT PRIVILEGES grants on a new object of this kind and schema, for all creating roles.
std::vector<Grant> default_grants(const Schema& schema, const GrantTarget& target) {
    const auto kind = [&] {
        switch (target.kind) {
            case GrantKind::sequence: return GrantKind::default_sequences;
            case GrantKind::function:
            case GrantKind::procedure: return GrantKind::default_functions;
            case GrantKind::type: return GrantKind::default_types;
            default: return GrantKind::default_tables;
        }
    }();
    const std::string schema_name = target.name.schema.empty() ? "public" : target.name.schema;
    std::vector<Grant> all;
    for (const auto& [each, grants] : schema.privileges->grants)
        if (each.kind == kind && (each.name.schema.empty() || each.name.schema == schema_name))
            all.insert(all.end(), grants.begin(), grants.end());
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

struct Recreated {
    std::set<GrantTarget> dropped, made;

    void operator()(const DropTable& c) { dropped.insert({GrantKind::table, c.from.name, {}, {}}); }
    void operator()(const CreateTable& c) { made.insert({GrantKind::table, c.to.name, {}, {}}); }
    void operator()(const DropColumn& c) { dropped.insert({GrantKind::table, c.table, {}, c.from.name}); }
    void operator()(const AddColumn& c) { made.insert({GrantKind::table, c.table, {}, c.to.name}); }
    void operator()(const DropSequence& c) { dropped.insert({GrantKind::sequence, c.from.name, {}, {}}); }
    void operator()(const CreateSequence& c) { made.insert({GrantKind::sequence, c.to.name, {}, {}}); }
    void operator()(const DropEnum& c) { dropped.insert({GrantKind::type, c.from.name, {}, {}}); }
    void operator()(const CreateEnum& c) { made.insert({GrantKind::type, c.to.name, {}, {}}); }
    void operator()(const DropDefinition& c) {
        if (const auto target = target_of(c.from)) dropped.insert(*target);
    }
    void operator()(const CreateDefinition& c) {
        if (const auto target = target_of(c.to)) made.insert(*target);
    }
    void operator()(const RebuildType& c) {
        dropped.insert({GrantKind::type, name_of(c.from), {}, {}});
        made.insert({GrantKind::type, name_of(c.to), {}, {}});
    }
    void operator()(const MoveRows& c) {
        for (const ObjectName& each : c.filled) {
            dropped.insert({GrantKind::table, each, {}, {}});
            made.insert({GrantKind::table, each, {}, {}});
        }
    }
    template <class Change>
    void operator()(const Change&) {}
};

}  // namespace

void compare_privileges(const Schema& from, const Schema& to, std::vector<Change>& changes) {
    if (!are_compared(from, to)) return;
    const auto alter = [&](const GrantTarget& target) {
        if (!has(to, target)) return;
        std::vector<Grant> before = has(from, target) ? grants_of(from, target) : std::vector<Grant>{};
        std::vector<Grant> after = grants_of(to, target);
        if (before != after) changes.push_back(AlterPrivileges{target, std::move(before), std::move(after)});
    };
    for (const auto& [target, grants] : to.privileges->grants) alter(target);
    for (const auto& [target, grants] : from.privileges->grants)
        if (!to.privileges->grants.contains(target)) alter(target);
}

void keep_privileges(const Schema& from, const Schema& to, std::vector<Change>& changes) {
    if (from.privileges->grants.empty() && to.privileges->grants.empty()) return;
    Recreated recreated;
    for (const Change& change : changes) std::visit(recreated, change);
    const Grants& wanted = are_compared(from, to) ? to.privileges->grants : from.privileges->grants;
    const auto is_recreated = [&](const GrantTarget& target) {
        return std::any_of(recreated.made.begin(), recreated.made.end(), [&](const GrantTarget& whole) {
            return is_part_of(target, whole) && recreated.dropped.contains(whole);
        });
    };
    std::erase_if(changes, [&](const Change& change) {
        const auto* alter = std::get_if<AlterPrivileges>(&change);
        return alter && is_recreated(alter->target);
    });
    for (const auto& [target, grants] : wanted)
        if (is_recreated(target) && has(to, target)) changes.push_back(AlterPrivileges{target, {}, grants});
    if (!are_compared(from, to)) return;
    // A created object starts with the old default privileges: those change last.
    for (const GrantTarget& each : recreated.made) {
        const std::vector<Grant> after = grants_of(to, each);
        std::vector<Grant> extra;
        for (const Grant& grant : default_grants(from, each))
            if (std::find(after.begin(), after.end(), grant) == after.end()) extra.push_back(grant);
        if (extra.empty() || !each.column.empty() || !has(to, each)) continue;
        const auto found = std::find_if(changes.begin(), changes.end(), [&](const Change& change) {
            const auto* alter = std::get_if<AlterPrivileges>(&change);
            return alter && alter->target == each;
        });
        if (found == changes.end())
            changes.push_back(AlterPrivileges{each, std::move(extra), after});
        else
            std::get<AlterPrivileges>(*found).from = std::move(extra);
    }
}

}  // namespace retort::diff
