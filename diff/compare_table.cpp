#include "diff/compare_table.hpp"

#include <algorithm>
#include <utility>

#include "diff/match.hpp"
#include "diff/partitions.hpp"
#include "diff/recreate.hpp"

namespace retort::diff {

namespace {

/// The table without what has changes of its own.
Table shell(const Table& table) {
    Table bare = table;
    bare.columns.clear();
    bare.primary_key.reset();
    bare.uniques.clear();
    bare.checks.clear();
    bare.foreign_keys.clear();
    bare.exclusions.clear();
    bare.indexes.clear();
    bare.from_parent = {};
    return bare;
}

template <class T>
bool same_structure(T a, T b) {
    a.name = b.name = {};
    a.comment = b.comment = {};
    // A constraint that awaits validation is the same one; validating it is an alteration.
    if constexpr (requires { a.not_valid; })
        if (a.not_valid && !b.not_valid) a.not_valid = false;
    // So is one whose index is stored in another way.
    if constexpr (requires { a.tablespace; }) {
        a.storage = b.storage = {};
        a.tablespace = b.tablespace = {};
    }
    return a == b;
}

/// What can be set without building the index again does not count.
bool same_index(Index a, Index b) {
    for (Index* each : {&a, &b})
        for (IndexPart& part : each->parts) part.statistics.reset();
    return same_structure(std::move(a), std::move(b));
}

/// True when both states have parents, and the same: what is inherited then changes with them.
bool keeps_parents(const Table& from, const Table& to) {
    return stays_attached(from, to) ||
           (!to.inherits.empty() && from.inherits == to.inherits);
}

/// What the tables above, which are the same in both states, do to a column's NOT NULL: they set and drop
/// it in the tables below as well (PostgreSQL, ALTER TABLE).
bool nullable_below(const Column& before, const Table& table, const Schema& from, const Schema& to) {
    std::vector<ObjectName> parents = table.inherits;
    if (!table.partition_of.empty()) parents.push_back(table.partition_of);
    bool nullable = before.nullable;
    for (const ObjectName& name : parents) {
        const Table *old_parent = from.find_table(name), *new_parent = to.find_table(name);
        const Column* was = old_parent ? old_parent->find_column(before.name) : nullptr;
        const Column* is = new_parent ? new_parent->find_column(before.name) : nullptr;
        if (!was || !is) continue;
        if (!is->nullable) return false;
        if (!was->nullable) nullable = true;
    }
    return nullable;
}

/// `before`, with all that a child takes over from its parents as it is in `after`.
Column with_parents_facts(const Column& before, const Column& after, bool nullable) {
    Column column = after;
    column.nullable = nullable;
    column.default_sql = before.default_sql;
    column.storage = before.storage;
    column.compression = before.compression;
    column.statistics = before.statistics;
    column.options = before.options;
    column.comment = before.comment;
    return column;
}

void compare_columns(const Table& from, const Table& to, const Schema& from_schema, const Schema& to_schema,
                     std::vector<Change>& changes) {
    const bool child = keeps_parents(from, to);
    for (const Column& column : from.columns)
        if (!to.find_column(column.name) && !(child && column.inherited))
            changes.push_back(DropColumn{to.name, column});
    for (const Column& column : to.columns) {
        const Column* found = from.find_column(column.name);
        if (!found) {
            if (!(child && column.inherited)) changes.push_back(AddColumn{to.name, column});
            continue;
        }
        const Column before =
            comes_with_parent(from, to, column.name, to_schema)
                ? with_parents_facts(*found, column, nullable_below(*found, to, from_schema, to_schema))
                : *found;
        if (!(before == column)) changes.push_back(AlterColumn{to.name, before, column});
    }
}

template <class T>
void compare_constraints(const ObjectName& table, const std::vector<T>& from, const std::vector<T>& to, bool renamed,
                         std::vector<Change>& changes, std::vector<KeptName>& kept) {
    Matched<T> matched = match(from, to, renamed, same_structure<T>);
    for (T& each : matched.dropped) changes.push_back(DropConstraint{table, std::move(each)});
    for (T& each : matched.added) changes.push_back(AddConstraint{table, std::move(each)});
    for (auto& [before, after] : matched.altered)
        changes.push_back(AlterConstraint{table, std::move(before), std::move(after)});
    for (auto& [before, after] : matched.kept)
        kept.push_back({table, Constraint(std::move(before)), Constraint(std::move(after))});
}

/// The checks of the partitioned tables above, which a partition has without telling.
std::vector<Check> parents_checks(const Table& table, const Schema& schema) {
    std::vector<Check> checks;
    for (const Table* parent = schema.find_table(table.partition_of); parent && !table.partition_of.empty();
         parent = schema.find_table(parent->partition_of)) {
        checks.insert(checks.end(), parent->checks.begin(), parent->checks.end());
        if (parent->partition_of.empty()) break;
    }
    return checks;
}

std::vector<Check> without(std::vector<Check> checks, const std::vector<Check>& others) {
    std::erase_if(checks, [&](const Check& each) {
        return std::any_of(others.begin(), others.end(), [&](const Check& other) {
            return other.name == each.name && other.expression == each.expression;
        });
    });
    return checks;
}

template <class T>
std::vector<T> as_list(const std::optional<T>& value) {
    return value ? std::vector<T>{*value} : std::vector<T>{};
}

/// Leaving one parent and joining another are changes of their own, with all that happens to the table in between.
void compare_shells(const Table& from, const Table& to, std::vector<Change>& changes) {
    Table before = shell(from), after = shell(to);
    const auto detached = [](Table table) {
        table.partition_of = {};
        table.partition_bound.clear();
        return table;
    };
    if (stands_alone(from, to)) {
        Table alone = detached(before);
        changes.push_back(AlterTable{std::exchange(before, alone), std::move(alone)});
    }
    if (stands_alone(to, from)) {
        Table alone = detached(after);
        changes.push_back(AlterTable{alone, std::exchange(after, alone)});
    }
    if (before == after) return;
    if (before.unlogged != after.unlogged) after.foreign_keys = to.foreign_keys;  // they say in which order
    changes.push_back(AlterTable{std::move(before), std::move(after)});
}

/// What a partition has from the same parent in both states can have another name, or be stored in another way.
template <class T>
void compare_from_parent(const ObjectName& table, const std::vector<T>& from, const std::vector<T>& to, bool renamed,
                         std::vector<Change>& changes, std::vector<KeptName>& kept) {
    std::vector<Change> found;
    compare_constraints(table, from, to, renamed, found, kept);
    for (Change& each : found)
        if (std::holds_alternative<AlterConstraint>(each)) changes.push_back(std::move(each));
}

/// True when the names that nobody chose move along with a rename in this table.
bool touched_by(const Renames& renames, const ObjectName& table) {
    return renames.columns.contains(table) ||
           std::any_of(renames.tables.begin(), renames.tables.end(),
                       [&](const auto& pair) { return pair.second == table; });
}

}  // namespace

void compare_table(const Table& from, const Table& to, const Renames& renames, std::vector<Change>& changes,
                   std::vector<KeptName>& kept, const Schema& from_schema, const Schema& to_schema) {
    if (from == to && *from.from_parent == *to.from_parent) return;
    compare_shells(from, to, changes);
    compare_columns(from, to, from_schema, to_schema, changes);

    // A table that is detached or attached takes over the names that the other has there.
    const bool renamed = touched_by(renames, to.name) || stands_alone(from, to) || stands_alone(to, from);
    compare_constraints(to.name, as_list(from.primary_key), as_list(to.primary_key), renamed, changes, kept);
    compare_constraints(to.name, from.uniques, to.uniques, renamed, changes, kept);
    // A check that the parent has afterwards too stays and becomes its.
    const bool attached = stays_attached(from, to);
    compare_constraints(to.name, attached ? without(from.checks, parents_checks(to, to_schema)) : from.checks, to.checks,
                        renamed, changes, kept);
    compare_constraints(to.name, from.foreign_keys, to.foreign_keys, renamed, changes, kept);
    compare_constraints(to.name, from.exclusions, to.exclusions, renamed, changes, kept);

    const auto pair_indexes = [&](const std::vector<Index>& before, const std::vector<Index>& after) {
        Matched<Index> indexes = match(before, after, renamed, same_index);
        for (auto& [a, b] : indexes.altered) changes.push_back(AlterIndex{to.name, std::move(a), std::move(b)});
        for (auto& [a, b] : indexes.kept) kept.push_back({to.name, std::move(a), std::move(b)});
        return indexes;
    };
    if (attached) {
        const FromParent &before = *from.from_parent, &after = *to.from_parent;
        compare_from_parent(to.name, as_list(before.primary_key), as_list(after.primary_key), renamed, changes, kept);
        compare_from_parent(to.name, before.uniques, after.uniques, renamed, changes, kept);
        compare_from_parent(to.name, before.foreign_keys, after.foreign_keys, renamed, changes, kept);
        compare_from_parent(to.name, before.exclusions, after.exclusions, renamed, changes, kept);
        pair_indexes(before.indexes, after.indexes);
    }
    Matched<Index> indexes = pair_indexes(from.indexes, to.indexes);
    for (Index& each : indexes.dropped) changes.push_back(DropIndex{to.name, std::move(each)});
    for (Index& each : indexes.added) changes.push_back(CreateIndex{to.name, std::move(each)});
}

}  // namespace retort::diff
