#include "diff/validated_checks.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "diff/part_changes.hpp"
#include "diff/partitions.hpp"
#include "schema/overloaded.hpp"

namespace retort::diff {

namespace {

bool contains(const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// The table from which `child` inherits the check, and the check.
struct Inherited {
    const Table* owner = nullptr;
    const Check* check = nullptr;
};

Inherited inherited_check(const Table& child, const std::string& name, const Schema& schema) {
    std::vector<ObjectName> parents = child.inherits;
    if (!child.partition_of.empty()) parents.push_back(child.partition_of);
    for (const ObjectName& each : parents) {
        const Table* parent = schema.find_table(each);
        if (!parent) continue;
        for (const Check& check : parent->checks)
            if (check.name == name && !check.no_inherit) return {parent, &check};
        if (const Inherited above = inherited_check(*parent, name, schema); above.owner) return above;
    }
    return {};
}

/// The name of a check of `table` before the changes.
std::string name_before(const ObjectName& table, const std::string& name, const Differences& changes) {
    for (const AlterConstraint& alter : only<AlterConstraint>(changes))
        if (alter.table == table && std::holds_alternative<Check>(alter.to) && name_of(alter.to) == name)
            return name_of(alter.from);
    return name;
}

bool is_added(const ObjectName& table, const std::string& name, const Differences& changes) {
    return std::ranges::any_of(only<AddConstraint>(changes),
                               [&](const AddConstraint& add) { return add.table == table && name_of(add.to) == name; });
}

}  // namespace

std::optional<AlterConstraint> validation_of_copy(const Table& child, const std::string& name, const Schema& schema) {
    const Inherited above = inherited_check(child, name, schema);
    if (!above.owner || !above.check->not_valid) return std::nullopt;
    Check before = *above.check;
    before.comment.clear();
    Check after = before;
    after.not_valid = false;
    return AlterConstraint{child.name, std::move(before), std::move(after), above.owner->name};
}

void compare_validated_checks(const Schema& from, const Schema& to, Differences& changes) {
    Differences more;
    std::set<std::pair<ObjectName, std::string>> recreated;
    for (const auto& [name, table] : to.tables) {
        const Table* before = from.find_table(name);
        if (!before || (before->validated_checks.empty() && table.validated_checks.empty())) continue;
        for (const std::string& check : table.validated_checks) {
            const Inherited above = inherited_check(table, check, to);
            if (!above.owner || contains(before->validated_checks, name_before(above.owner->name, check, changes)))
                continue;
            if (auto validation = validation_of_copy(table, check, to)) more.push_back(std::move(*validation));
        }
        if (!stays_attached(*before, table)) continue;
        for (const std::string& check : before->validated_checks) {
            const Inherited old = inherited_check(*before, check, from);
            const Table* owner = old.owner ? to.find_table(old.owner->name) : nullptr;
            if (!owner) continue;
            for (const Check& each : owner->checks) {
                if (!each.not_valid || name_before(owner->name, each.name, changes) != check) continue;
                if (contains(table.validated_checks, each.name) || is_added(owner->name, each.name, changes) ||
                    inherited_check(table, each.name, to).owner != owner ||
                    !recreated.emplace(owner->name, each.name).second)
                    continue;
                more.push_back(removal(owner->name, *old.check));
                more.push_back(creation(owner->name, each));
            }
        }
    }
    // The recreated check has its new name and comment.
    const auto is_recreated = [&](const AlterConstraint& alter) {
        return recreated.contains({alter.table, name_of(alter.to)});
    };
    std::erase_if(changes, [&](const Change& change) {
        return std::visit(Overloaded{is_recreated, [](const auto&) { return false; }}, change);
    });
    changes.insert(changes.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

}  // namespace retort::diff
