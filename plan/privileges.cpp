#include "plan/privileges.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "diff/privileges.hpp"

namespace retort::plan {

namespace {

using Grants = std::map<GrantTarget, std::vector<Grant>>;

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
    // ALTER DEFAULT PRIVILEGES has no word for these.
    if (target.kind > GrantKind::type && target.kind < GrantKind::default_tables) return {};
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

    void operator()(const diff::DropTable& c) { dropped.insert({GrantKind::table, c.from.name, {}, {}}); }
    void operator()(const diff::CreateTable& c) { made.insert({GrantKind::table, c.to.name, {}, {}}); }
    void operator()(const diff::DropColumn& c) { dropped.insert({GrantKind::table, c.table, {}, c.from.name}); }
    void operator()(const diff::AddColumn& c) { made.insert({GrantKind::table, c.table, {}, c.to.name}); }
    void operator()(const diff::DropSequence& c) { dropped.insert({GrantKind::sequence, c.from.name, {}, {}}); }
    void operator()(const diff::CreateSequence& c) { made.insert({GrantKind::sequence, c.to.name, {}, {}}); }
    void operator()(const diff::DropEnum& c) { dropped.insert({GrantKind::type, c.from.name, {}, {}}); }
    void operator()(const diff::CreateEnum& c) { made.insert({GrantKind::type, c.to.name, {}, {}}); }
    void operator()(const diff::DropDefinition& c) {
        if (const auto target = target_of(c.from)) dropped.insert(*target);
    }
    void operator()(const diff::CreateDefinition& c) {
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
    template <class Step>
    void operator()(const Step&) {}
};

bool is_routine(const GrantTarget& target) {
    return target.kind == GrantKind::function || target.kind == GrantKind::procedure;
}

GrantTarget whole(GrantTarget target) {
    target.column.clear();
    return target;
}

/// The routines that replace one of their name with other arguments, in the place of the old ones. Several old ones are
/// replaced only if they have the same privileges: the new one is then as public as each of them.
std::map<GrantTarget, GrantTarget> replaced_routines(const Recreated& recreated, const Schema& from) {
    std::map<ObjectName, std::vector<GrantTarget>> old, made;
    for (const GrantTarget& each : recreated.dropped)
        if (is_routine(each) && !recreated.made.contains(each)) old[each.name].push_back(each);
    for (const GrantTarget& each : recreated.made)
        if (is_routine(each) && !recreated.dropped.contains(each)) made[each.name].push_back(each);
    std::map<GrantTarget, GrantTarget> replaced;
    for (const auto& [name, targets] : old) {
        const auto found = made.find(name);
        if (found == made.end()) continue;
        const std::vector<Grant> grants = diff::grants_of(from, targets.front());
        const bool alike = std::all_of(targets.begin(), targets.end(),
                                       [&](const GrantTarget& each) { return diff::grants_of(from, each) == grants; });
        if (!alike) continue;
        for (const GrantTarget& each : found->second) replaced.emplace(each, targets.front());
    }
    return replaced;
}

/// The privileges of `from` on the objects as they are after the plan, which also counts as dropping those that others
/// replace.
Grants inherited_grants(const Schema& from, const std::map<ObjectName, ObjectName>& interim_names,
                        Recreated& recreated) {
    Grants grants = from.privileges->grants;
    const auto inherit = [&](const GrantTarget& after, const GrantTarget& before) {
        for (const auto& [target, list] : from.privileges->grants) {
            if (whole(target) != before) continue;
            GrantTarget own = after;
            own.column = target.column;
            grants[own] = list;
        }
        recreated.dropped.insert(after);
    };
    for (const auto& [name, interim] : interim_names)
        inherit({GrantKind::table, name, {}, {}}, {GrantKind::table, interim, {}, {}});
    for (const auto& [after, before] : replaced_routines(recreated, from)) inherit(after, before);
    return grants;
}

/// The privileges on a column after the change of those on its whole table. A REVOKE on the table, also of a grant
/// option alone, applies to the columns too (PostgreSQL, REVOKE, Notes).
std::vector<Grant> after_table_change(std::vector<Grant> grants, const diff::AlterPrivileges& table) {
    const auto has = [](const std::vector<Grant>& list, const Grant& grant, bool grantable, bool revoked) {
        return std::find(list.begin(), list.end(), Grant{grant.role, grant.privilege, grantable, revoked}) !=
               list.end();
    };
    const auto is_lost = [&](const Grant& each, bool grantable) {
        return has(table.from, each, grantable, false) && !has(table.to, each, grantable, false);
    };
    std::erase_if(grants, [&](const Grant& each) {
        const bool kept = has(table.to, each, false, false) || has(table.to, each, true, false);
        const bool revoked = !has(table.from, each, false, true) && has(table.to, each, false, true);
        return revoked || (!kept && (is_lost(each, false) || is_lost(each, true)));
    });
    for (Grant& each : grants)
        if (each.grantable && is_lost(each, true)) each.grantable = false;
    return grants;
}

/// Restores the privileges on columns that a change of the privileges on the whole table revokes.
void keep_column_privileges(const Grants& wanted, const Schema& to, Steps& steps) {
    std::vector<diff::AlterPrivileges> tables;
    for (const Step& step : steps)
        if (const auto* alter = std::get_if<diff::AlterPrivileges>(&step);
            alter && alter->target.kind == GrantKind::table && alter->target.column.empty())
            tables.push_back(*alter);
    for (const diff::AlterPrivileges& table : tables) {
        for (auto each = wanted.upper_bound(table.target);
             each != wanted.end() && is_part_of(each->first, table.target); ++each) {
            const auto step = std::find_if(steps.begin(), steps.end(), [&](const Step& one) {
                const auto* alter = std::get_if<diff::AlterPrivileges>(&one);
                return alter && alter->target == each->first;
            });
            auto* alter = step == steps.end() ? nullptr : &std::get<diff::AlterPrivileges>(*step);
            std::vector<Grant> left = after_table_change(alter ? alter->from : each->second, table);
            if (alter)
                alter->from = std::move(left);
            else if (left != each->second && diff::has_object(to, each->first))
                steps.push_back(diff::AlterPrivileges{each->first, std::move(left), each->second});
        }
    }
}

}  // namespace

void keep_privileges(const Schema& from, const Schema& to, Steps& steps,
                     const std::map<ObjectName, ObjectName>& interim_names) {
    if (from.privileges->grants.empty() && to.privileges->grants.empty()) return;
    Recreated recreated;
    for (const Step& step : steps) std::visit(recreated, step);
    const Grants wanted =
        diff::are_compared(from, to) ? to.privileges->grants : inherited_grants(from, interim_names, recreated);
    const auto is_recreated = [&](const GrantTarget& target) {
        return std::any_of(recreated.made.begin(), recreated.made.end(), [&](const GrantTarget& whole) {
            return is_part_of(target, whole) && recreated.dropped.contains(whole);
        });
    };
    std::erase_if(steps, [&](const Step& step) {
        const auto* alter = std::get_if<diff::AlterPrivileges>(&step);
        return alter && is_recreated(alter->target);
    });
    for (const auto& [target, grants] : wanted)
        if (is_recreated(target) && diff::has_object(to, target))
            steps.push_back(diff::AlterPrivileges{target, {}, grants});
    keep_column_privileges(wanted, to, steps);
    if (!diff::are_compared(from, to)) return;
    // A created object starts with the old default privileges: those change last.
    for (const GrantTarget& each : recreated.made) {
        const std::vector<Grant> after = diff::grants_of(to, each);
        std::vector<Grant> extra;
        for (const Grant& grant : default_grants(from, each))
            if (std::find(after.begin(), after.end(), grant) == after.end()) extra.push_back(grant);
        if (extra.empty() || !each.column.empty() || !diff::has_object(to, each)) continue;
        const auto found = std::find_if(steps.begin(), steps.end(), [&](const Step& step) {
            const auto* alter = std::get_if<diff::AlterPrivileges>(&step);
            return alter && alter->target == each;
        });
        if (found == steps.end())
            steps.push_back(diff::AlterPrivileges{each, std::move(extra), after});
        else
            std::get<diff::AlterPrivileges>(*found).from = std::move(extra);
    }
}

}  // namespace retort::plan
