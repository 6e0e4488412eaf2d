#include "diff/partitions.hpp"

#include <algorithm>
#include <utility>

namespace retort::diff {

namespace {

/// The checks of the tables above, which are the partition's as well.
void add_checks_above(Table& table, const Schema& schema) {
    const Table* parent = schema.find_table(table.partition_of);
    while (parent) {
        for (const Check& each : parent->checks) {
            const bool there = std::any_of(table.checks.begin(), table.checks.end(),
                                           [&](const Check& own) { return own.name == each.name; });
            if (!there) table.checks.push_back(each);
        }
        parent = parent->partition_of.empty() ? nullptr : schema.find_table(parent->partition_of);
    }
}

void append(auto& list, auto& more) {
    list.insert(list.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

void own_all(Table& table, const Schema& schema) {
    FromParent parts = std::exchange(*table.from_parent, {});
    if (parts.primary_key) table.primary_key = std::move(parts.primary_key);
    append(table.uniques, parts.uniques);
    append(table.foreign_keys, parts.foreign_keys);
    append(table.exclusions, parts.exclusions);
    append(table.indexes, parts.indexes);
    add_checks_above(table, schema);
    for (Column& each : table.columns) each.inherited = false;
}

}  // namespace

bool stays_attached(const Table& from, const Table& to) {
    return !to.partition_of.empty() && from.partition_of == to.partition_of && from.partition_bound == to.partition_bound;
}

bool stands_alone(const Table& state, const Table& other) {
    return !state.partition_of.empty() && !stays_attached(state, other);
}

WithOwnParts::WithOwnParts(const Schema& state, const Schema& other) : state_(state) {
    for (const auto& [name, table] : state.tables) {
        const Table* counterpart = other.find_table(name);
        if (!counterpart || !stands_alone(table, *counterpart)) continue;
        if (!changed_) changed_ = state;
        own_all(changed_->tables.at(name), state);
    }
    if (changed_) sort(*changed_);
}

}  // namespace retort::diff
