#include "diff/compare_table.hpp"

#include <algorithm>
#include <span>
#include <type_traits>
#include <utility>

#include "diff/attached_pairs.hpp"
#include "diff/inheritance.hpp"
#include "diff/match.hpp"
#include "diff/part_changes.hpp"
#include "diff/partitions.hpp"
#include "diff/structure.hpp"
#include "schema/parts.hpp"
#include "schema/same_state.hpp"

namespace retort::diff {

namespace {

/// The table without its columns, constraints and indexes, which have separate changes.
Table shell(const Table& table) {
    Table bare = table;
    bare.columns.clear();
    clear_parts(bare);
    bare.from_parent = {};
    bare.validated_checks.clear();
    return bare;
}

/// True if one of these tables has the column, or is not in scope: an inherited column then changes with it.
bool any_has(const std::vector<ObjectName>& tables, const Schema& schema, const std::string& column) {
    return std::any_of(tables.begin(), tables.end(), [&](const ObjectName& each) {
        const Table* table = schema.find_table(each);
        return !table || table->find_column(column);
    });
}

/// The nullability of a column after the changes of its `parents`, those of both states: SET NOT NULL and DROP NOT
/// NULL of a parent apply to its descendants too (PostgreSQL, ALTER TABLE).
bool nullable_in_descendant(const Column& before, const std::vector<ObjectName>& parents, const Schema& from,
                            const Schema& to) {
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

/// `before` after the changes of the parents: inherited properties have the values of `after`.
Column with_parents_facts(const Column& before, const Column& after, bool nullable) {
    Column column = after;
    column.nullable = nullable;
    column.default_sql = before.default_sql;
    if (before.type == after.type && before.collation == after.collation) {  // otherwise the new type's default
        column.storage = before.storage;
        column.compression = before.compression;
    } else {
        column.storage.clear();
        column.compression.clear();
    }
    column.statistics = before.statistics;
    column.options = before.options;
    column.comment = before.comment;
    return column;
}

void compare_columns(const Table& from, const Table& to, const Schema& from_schema, const Schema& to_schema,
                     Differences& changes) {
    const std::vector<ObjectName> parents = kept_parents(from, to);
    for (const Column& column : from.columns)
        if (!to.find_column(column.name) && !(column.inherited && any_has(parents, from_schema, column.name)))
            changes.push_back(DropColumn{to.name, column});
    for (const Column& column : to.columns) {
        const Column* found = from.find_column(column.name);
        if (!found) {
            if (!(column.inherited && any_has(parents, to_schema, column.name)))
                changes.push_back(AddColumn{to.name, column});
            else if (const Column made = as_added_by_parent(to, column, to_schema); !same_state(made, column))
                changes.push_back(AlterColumn{to.name, made, column});
            continue;
        }
        const Column before =
            is_inherited_column(from, to, column.name, to_schema)
                ? with_parents_facts(*found, column, nullable_in_descendant(*found, parents, from_schema, to_schema))
                : *found;
        if (!same_state(before, column)) changes.push_back(AlterColumn{to.name, before, column});
    }
}

/// Compares the lists of constraints and indexes of one table.
class PartsComparison {
public:
    PartsComparison(const ObjectName& table, bool renamed, Differences& changes, std::vector<KeptName>& kept,
                    AttachedPairs& attached)
        : table_(table), renamed_(renamed), changes_(changes), kept_(kept), attached_(attached) {}

    /// Compares the table's local parts, and the attached parts of a partition that keeps its parent: these may change
    /// their name or storage. A local part becomes attached if the parent gets an equivalent one, even if the partition
    /// is to have an equivalent local one too.
    template <class T>
    void compare(std::span<const T> from, std::span<const T> to, std::span<const T> parts_before,
                 std::span<const T> parts_after) {
        const Matched<T> parts = matched(parts_before, parts_after);
        std::vector<T> own(from.begin(), from.end());
        for (const T& each : parts.added) {
            const auto taken = one_like(own, each, to);
            if (taken == own.end()) continue;
            if (!same_state(*taken, each)) changes_.push_back(alteration(table_, *taken, each));
            own.erase(taken);
        }
        Matched<T> matches = matched(std::span<const T>(own), to);
        for (T& each : matches.dropped) changes_.push_back(removal(table_, std::move(each)));
        for (T& each : matches.added) changes_.push_back(creation(table_, std::move(each)));
    }

private:
    /// The local part that the server attaches to the parent's; preferably one that does not stay.
    template <class T>
    static auto one_like(const std::vector<T>& own, const T& part, std::span<const T> to) {
        const auto like = [&](const T& each) { return same_structure(each, part); };
        const auto stays = [&](const T& each) {
            return std::any_of(to.begin(), to.end(),
                               [&](const T& other) { return other.name == each.name && same_structure(other, each); });
        };
        const auto free =
            std::find_if(own.begin(), own.end(), [&](const T& each) { return like(each) && !stays(each); });
        return free != own.end() ? free : std::find_if(own.begin(), own.end(), like);
    }

    template <class T>
    Matched<T> matched(std::span<const T> from, std::span<const T> to) {
        Matched<T> matches = match(from, to, renamed_, [&](const T& a, const T& b) {
            if constexpr (std::is_same_v<T, Index>)
                return same_structure(a, b) && attached_.agree(a, b);
            else
                return same_structure(a, b);
        });
        for (auto& [before, after] : matches.altered)
            changes_.push_back(alteration(table_, std::move(before), std::move(after)));
        for (auto& [before, after] : matches.kept) kept_.push_back({table_, std::move(before), std::move(after)});
        return matches;
    }

    const ObjectName& table_;
    bool renamed_;
    Differences& changes_;
    std::vector<KeptName>& kept_;
    AttachedPairs& attached_;
};

/// The checks of the partitioned ancestors, which a partition inherits and does not list.
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

/// Detaching from one parent and attaching to another are separate changes; other changes may come in between.
void compare_shells(const Table& from, const Table& to, Differences& changes) {
    Table before = shell(from), after = shell(to);
    const auto detached = [](Table table) {
        table.partition_of = {};
        table.partition_bound.clear();
        return table;
    };
    if (is_standalone(from, to)) {
        Table alone = detached(before);
        changes.push_back(AlterTable{std::exchange(before, alone), std::move(alone)});
    }
    if (is_standalone(to, from)) {
        Table alone = detached(after);
        changes.push_back(AlterTable{alone, std::exchange(after, alone)});
    }
    std::vector<ObjectName> stay = before.inherits;
    std::erase_if(stay, [&](const ObjectName& each) {
        return std::find(after.inherits.begin(), after.inherits.end(), each) == after.inherits.end();
    });
    const auto descendants_of = [&](Table table) {
        table.inherits = stay;
        return table;
    };
    if (stay.size() < before.inherits.size()) {
        Table alone = descendants_of(before);
        changes.push_back(AlterTable{std::exchange(before, alone), std::move(alone)});
    }
    if (stay.size() < after.inherits.size()) {
        Table alone = descendants_of(after);
        changes.push_back(AlterTable{alone, std::exchange(after, alone)});
    }
    after.inherits = before.inherits;  // the same parents: ALTER TABLE can't reorder them
    if (same_state(before, after)) return;
    if (before.unlogged != after.unlogged)
        for (const ForeignKey& key : to.foreign_keys)  // those that stay determine the order of the tables
            if (std::any_of(from.foreign_keys.begin(), from.foreign_keys.end(),
                            [&](const ForeignKey& each) { return same_structure(each, key); }))
                after.foreign_keys.push_back(key);
    changes.push_back(AlterTable{std::move(before), std::move(after)});
}

/// True if generated names in this table follow a rename of the table or of a column.
bool touched_by(const Renames& renames, const ObjectName& table) {
    return renames.columns.contains(table) || std::any_of(renames.tables.begin(), renames.tables.end(),
                                                          [&](const auto& pair) { return pair.second == table; });
}

}  // namespace

Column as_added_by_parent(const Table& child, const Column& column, const Schema& to) {
    const Column* above = nullptr;
    for (const Table* table = &child; table && (table == &child || (above && above->inherited));) {
        std::vector<ObjectName> parents = table->inherits;
        if (!table->partition_of.empty()) parents.push_back(table->partition_of);
        const Table* next = nullptr;
        for (const ObjectName& name : parents) {
            const Table* parent = to.find_table(name);
            const Column* found = parent ? parent->find_column(column.name) : nullptr;
            if (!found) continue;
            next = parent;
            above = found;
            break;
        }
        table = next;
    }
    if (!above) return column;
    Column made = column;
    made.nullable = above->nullable;
    made.default_sql = above->default_sql;
    made.depends_on = above->depends_on;
    made.compression = above->compression;
    made.storage.clear();
    made.statistics.reset();
    made.options.clear();
    made.comment.clear();
    return made;
}

void compare_table(const Table& from, const Table& to, const Renames& renames, Differences& changes,
                   std::vector<KeptName>& kept, const Schema& from_schema, const Schema& to_schema,
                   bool checks_by_name) {
    if (same_state(from, to) && same_state(*from.from_parent, *to.from_parent)) return;
    compare_shells(from, to, changes);
    compare_columns(from, to, from_schema, to_schema, changes);

    // A table that is detached or attached gets the names of the other state.
    const bool renamed = touched_by(renames, to.name) || is_standalone(from, to) || is_standalone(to, from);
    AttachedPairs pairs(from, to, from_schema, to_schema);
    PartsComparison parts(to.name, renamed, changes, kept, pairs);
    const bool attached = stays_attached(from, to);
    const FromParent none;
    const FromParent &before = attached ? *from.from_parent : none, &after = attached ? *to.from_parent : none;
    PartsComparison checks(to.name, renamed || checks_by_name, changes, kept, pairs);
    for_each_kind(AllParts{}, [&]<class T>() {
        if constexpr (std::is_same_v<T, Check>) {
            // A check that the parent has afterwards too stays, and becomes inherited.
            const std::vector<Check> own = attached ? without(from.checks, parents_checks(to, to_schema)) : from.checks;
            checks.compare<Check>(own, to.checks, {}, {});
        } else {
            parts.compare<T>(parts_of<T>(from), parts_of<T>(to), parts_of<T>(before), parts_of<T>(after));
        }
    });
}

}  // namespace retort::diff
