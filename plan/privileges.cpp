#include "plan/privileges.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "diff/inheritance.hpp"
#include "diff/privileges.hpp"
#include "plan/recreated_objects.hpp"

namespace retort::plan {

namespace {

using Grants = std::map<GrantTarget, std::vector<Grant>>;

/// The object as GRANT names it; none for an object without privileges.
std::optional<GrantTarget> target_of(const ObjectId& object) {
    if (object.kind == ObjectKind::column) return GrantTarget{GrantKind::table, object.name, {}, object.sub, {}};
    if (object.kind == ObjectKind::schema) return GrantTarget{GrantKind::schema, {object.name.name, {}}, {}, {}, {}};
    const std::optional<GrantKind> kind = info(object.kind).grants;
    if (!kind) return std::nullopt;
    return GrantTarget{*kind, object.name, info(object.kind).routine ? object.sub : std::string(), {}, {}};
}

/// True if `target` is `whole` or one of its columns.
bool is_part_of(const GrantTarget& target, const GrantTarget& whole) {
    return target.extension == whole.extension && target.kind == whole.kind && target.name == whole.name &&
           target.arguments == whole.arguments && (whole.column.empty() || whole.column == target.column);
}

/// The privileges that ALTER DEFAULT PRIVILEGES grants on a new object of this kind and schema, for all creating roles.
std::vector<Grant> default_grants(const Schema& schema, const GrantTarget& target) {
    const auto kind = [&] {
        switch (target.kind) {
            case GrantKind::sequence: return GrantKind::default_sequences;
            case GrantKind::function:
            case GrantKind::procedure: return GrantKind::default_functions;
            case GrantKind::type: return GrantKind::default_types;
            case GrantKind::schema: return GrantKind::default_schemas;
            default: return GrantKind::default_tables;
        }
    }();
    // ALTER DEFAULT PRIVILEGES has no word for these.
    if (target.kind > GrantKind::schema && target.kind < GrantKind::default_tables) return {};
    const std::string schema_name = target.name.schema.empty() ? "public" : target.name.schema;
    std::vector<Grant> all;
    for (const auto& [each, grants] : schema.privileges->grants)
        if (each.kind == kind && (each.name.schema.empty() || each.name.schema == schema_name))
            all.insert(all.end(), grants.begin(), grants.end());
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

/// The targets that steps create and drop, and the extensions.
struct Recreated {
    explicit Recreated(const RecreatedObjects& objects) {
        const auto add = [](const std::set<ObjectId>& from, std::set<GrantTarget>& targets,
                            std::set<std::string>& extensions) {
            for (const ObjectId& each : from) {
                if (const auto target = target_of(each)) targets.insert(*target);
                if (each.kind == ObjectKind::extension) extensions.insert(each.name.name);
            }
        };
        add(objects.dropped, dropped, dropped_extensions);
        add(objects.made, made, made_extensions);
    }

    /// The columns of descendants, which are dropped and added with their parents'.
    void add_inherited_columns(const Schema& from, const Schema& to) {
        const auto is_column = [](const GrantTarget& each) { return !each.column.empty(); };
        if (std::none_of(dropped.begin(), dropped.end(), is_column)) return;
        const auto children = diff::children_of(from, to);
        for (auto* targets : {&dropped, &made}) {
            const Schema& schema = targets == &dropped ? from : to;
            for (const GrantTarget& each : std::set<GrantTarget>(*targets)) {
                const auto below = children.find(each.name);
                if (!is_column(each) || below == children.end()) continue;
                for (const ObjectName& child : below->second) {
                    const Table* table = schema.find_table(child);
                    const Column* column = table ? table->find_column(each.column) : nullptr;
                    if (column && column->inherited) targets->insert({each.kind, child, {}, each.column, {}});
                }
            }
        }
    }

    /// The sequences of identity columns, which are created and dropped with these.
    void add_identities(const Steps& steps, const Schema& from, const Schema& to) {
        for (auto* targets : {&dropped, &made}) {
            const Schema& schema = targets == &dropped ? from : to;
            for (const GrantTarget& each : std::set<GrantTarget>(*targets)) {
                const Table* table = each.kind == GrantKind::table ? schema.find_table(each.name) : nullptr;
                if (!table) continue;
                for (const Column& column : table->columns)
                    if (column.identity && (each.column.empty() || each.column == column.name))
                        targets->insert(sequence_of(each.name, column));
            }
        }
        for (const Step& step : steps) {
            const auto* alter = std::get_if<diff::AlterColumn>(&step);
            if (!alter || alter->from.identity.has_value() == alter->to.identity.has_value()) continue;
            (alter->to.identity ? made : dropped).insert(sequence_of(alter->table, alter->to));
        }
    }

    std::set<GrantTarget> dropped, made;
    std::set<std::string> dropped_extensions, made_extensions;

private:
    static GrantTarget sequence_of(const ObjectName& table, const Column& column) {
        return {GrantKind::sequence, table, {}, column.name, {}};
    }
};

GrantTarget whole(GrantTarget target) {
    target.column.clear();
    return target;
}

/// The privileges of `from` on the objects as they are after the plan, which also counts as dropping those that others
/// replace. Several old routines are replaced only if they have the same privileges: the new one is then as public as
/// each of them.
Grants inherited_grants(const Schema& from, const std::map<ObjectName, ObjectName>& interim_names,
                        const RecreatedObjects& objects, Recreated& recreated) {
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
    for (const auto& [name, interim] : interim_names) {
        inherit({GrantKind::table, name, {}, {}, {}}, {GrantKind::table, interim, {}, {}, {}});
        for (const auto& [target, list] : from.privileges->grants) {
            if (target.kind != GrantKind::sequence || target.column.empty() || target.name != interim) continue;
            const GrantTarget after{GrantKind::sequence, name, {}, target.column, {}};
            grants[after] = list;
            recreated.dropped.insert(after);
        }
    }
    const auto alike = [&](const ObjectId& a, const ObjectId& b) {
        return diff::grants_of(from, *target_of(a)) == diff::grants_of(from, *target_of(b));
    };
    for (const auto& [after, before] : replaced_routines(objects, alike))
        inherit(*target_of(after), *target_of(before));
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
    const RecreatedObjects objects = recreated_objects(steps);
    Recreated recreated(objects);
    recreated.add_inherited_columns(from, to);
    recreated.add_identities(steps, from, to);
    const Grants wanted = diff::are_compared(from, to) ? to.privileges->grants
                                                       : inherited_grants(from, interim_names, objects, recreated);
    const auto is_recreated = [&](const GrantTarget& target) {
        if (!target.extension.empty())
            return recreated.made_extensions.contains(target.extension) &&
                   recreated.dropped_extensions.contains(target.extension);
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
        const bool is_column = each.kind == GrantKind::table && !each.column.empty();
        if (extra.empty() || is_column || !diff::has_object(to, each)) continue;
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
