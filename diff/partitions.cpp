#include "diff/partitions.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "diff/structure.hpp"
#include "schema/closure.hpp"
#include "schema/overloaded.hpp"
#include "schema/parts.hpp"

namespace retort::diff {

namespace {

/// The tables and all that they inherit from; names without a table in the schema may be among them.
std::set<ObjectName> with_ancestors(std::set<ObjectName> tables, const Schema& schema) {
    return closure(std::move(tables), [&](const ObjectName& name, const auto& reach) {
        if (const Table* table = schema.find_table(name))
            for (const ObjectName& parent : table->inherits) reach(parent);
    });
}

/// Adds the checks of the ancestors, which a partition inherits.
void add_ancestor_checks(Table& table, const Schema& schema) {
    const Table* parent = schema.find_table(table.partition_of);
    while (parent) {
        for (const Check& each : parent->checks) {
            const bool there = std::any_of(table.checks.begin(), table.checks.end(),
                                           [&](const Check& own) { return own.name == each.name; });
            if (there) continue;
            table.checks.push_back(each);
            const std::vector<std::string>& valid = table.validated_checks;
            if (std::find(valid.begin(), valid.end(), each.name) != valid.end()) table.checks.back().not_valid = false;
        }
        parent = parent->partition_of.empty() ? nullptr : schema.find_table(parent->partition_of);
    }
}

void append(auto& list, auto& more) {
    list.insert(list.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

/// Adds the checks that `parents` and their ancestors pass on to a child.
void add_inherited_checks(std::vector<Check>& checks, const std::vector<ObjectName>& parents, const Schema& schema) {
    for (const ObjectName& name : parents) {
        const Table* parent = schema.find_table(name);
        if (!parent) continue;
        for (const Check& each : parent->checks) {
            const bool there =
                std::any_of(checks.begin(), checks.end(), [&](const Check& own) { return own.name == each.name; });
            if (!there && !each.no_inherit) checks.push_back(each);
        }
        add_inherited_checks(checks, parent->inherits, schema);
    }
}

/// The checks that a table keeps from the parents that it leaves.
std::vector<Check> checks_left_with(const Table& from, const Table& to, const Schema& schema) {
    std::vector<ObjectName> stay, leave;
    for (const ObjectName& each : from.inherits)
        (std::find(to.inherits.begin(), to.inherits.end(), each) == to.inherits.end() ? leave : stay).push_back(each);
    std::vector<Check> all, known = from.checks;
    add_inherited_checks(known, stay, schema);
    all = known;
    add_inherited_checks(all, leave, schema);
    all.erase(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(known.size()));
    for (Check& each : all) each.comment.clear();
    return all;
}

void own_all(Table& table, const Schema& schema) {
    FromParent parts = std::exchange(*table.from_parent, {});
    for_each_part(parts, [&](auto& each) { add_part(table, std::move(each)); });
    add_ancestor_checks(table, schema);
    table.validated_checks.clear();
    for (Column& each : table.columns) each.inherited = false;
}

}  // namespace

namespace {

/// The name of a check after `changes`.
std::string name_afterwards(const Check& check, const ObjectName& table, const Differences& changes) {
    for (const AlterConstraint& alter : only<AlterConstraint>(changes))
        if (alter.table == table && std::holds_alternative<Check>(alter.from) && name_of(alter.from) == check.name)
            return name_of(alter.to);
    return check.name;
}

}  // namespace

std::set<ObjectName> tables_with_changed_children(const Schema& from, const Schema& to) {
    std::set<ObjectName> tables;
    for (const auto& [name, after] : to.tables) {
        const Table* before = from.find_table(name);
        if (!before || before->inherits == after.inherits) continue;
        for (const auto& [table, schema] : {std::pair(before, &from), std::pair(&after, &to)})
            tables.merge(with_ancestors({table->inherits.begin(), table->inherits.end()}, *schema));
    }
    return tables;
}

void recreate_checks_of_new_children(const Schema& from, const Schema& to, Differences& changes) {
    std::set<std::pair<ObjectName, std::string>> dropped;
    Differences recreated;
    for (const DropConstraint& drop : only<DropConstraint>(changes)) dropped.emplace(drop.table, name_of(drop.from));
    for (const auto& [name, table] : to.tables) {
        const Table* before = from.find_table(name);
        if (!before || table.inherits.empty()) continue;
        std::set<ObjectName> parents;
        for (const ObjectName& each : table.inherits)
            if (std::find(before->inherits.begin(), before->inherits.end(), each) == before->inherits.end())
                parents.insert(each);
        for (const ObjectName& above : with_ancestors(std::move(parents), to)) {
            const Table *was = from.find_table(above), *is = to.find_table(above);
            if (!is) continue;
            for (const Check& check : was ? was->checks : std::vector<Check>{}) {
                const std::string later = name_afterwards(check, above, changes);
                const auto same = [&](const Check& each) { return each.name == later; };
                const auto kept = std::find_if(is->checks.begin(), is->checks.end(), same);
                const bool own = std::any_of(table.checks.begin(), table.checks.end(), same);
                if (check.no_inherit || own || kept == is->checks.end() || !dropped.emplace(above, check.name).second)
                    continue;
                recreated.push_back(DropConstraint{above, check});
                recreated.push_back(AddConstraint{above, *kept});
            }
        }
    }
    const auto is_recreated = [&](const AlterConstraint& alter) {
        return std::ranges::any_of(only<DropConstraint>(recreated), [&](const DropConstraint& drop) {
            return drop.table == alter.table && name_of(drop.from) == name_of(alter.from);
        });
    };
    std::erase_if(changes, [&](const Change& change) {  // the recreated check has the new name
        return std::visit(Overloaded{is_recreated, [](const auto&) { return false; }}, change);
    });
    append(changes, recreated);
}

Table as_standalone(Table table, const Schema& schema) {
    own_all(table, schema);
    table.partition_of = {};
    table.partition_bound.clear();
    return table;
}

bool stays_attached(const Table& from, const Table& to) {
    return !to.partition_of.empty() && from.partition_of == to.partition_of &&
           from.partition_bound == to.partition_bound;
}

std::vector<ObjectName> kept_parents(const Table& from, const Table& to) {
    std::vector<ObjectName> kept;
    for (const ObjectName& each : from.inherits)
        if (std::find(to.inherits.begin(), to.inherits.end(), each) != to.inherits.end()) kept.push_back(each);
    if (stays_attached(from, to)) kept.push_back(to.partition_of);
    return kept;
}

bool is_standalone(const Table& state, const Table& other) {
    return !state.partition_of.empty() && !stays_attached(state, other);
}

WithLocalParts::WithLocalParts(const Schema& state, const Schema& other, Side side) : state_(state) {
    for (const auto& [name, table] : state.tables) {
        const Table* counterpart = other.find_table(name);
        if (side == Side::first && counterpart && !table.inherits.empty() && table.inherits != counterpart->inherits) {
            std::vector<Check> kept = checks_left_with(table, *counterpart, state);
            if (!kept.empty()) {
                if (!changed_) changed_ = state;
                append(changed_->tables.at(name).checks, kept);
            }
        }
        if (!counterpart || !is_standalone(table, *counterpart)) continue;
        if (!changed_) changed_ = state;
        own_all(changed_->tables.at(name), state);
    }
    if (changed_) sort(*changed_);
}

}  // namespace retort::diff
