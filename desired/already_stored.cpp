#include "desired/already_stored.hpp"

#include <algorithm>
#include <set>

namespace retort::desired {

namespace {

bool same_to_expressions(const Column& a, const Column& b) {
    return a.type == b.type && a.collation == b.collation && a.generated == b.generated;
}

/// True when `type` has the same labels on both sides, or is not an enum.
bool is_unchanged(const Schema& declared, const Schema& live, const ObjectName& type) {
    const auto enum_type = declared.enums.find(type);
    if (enum_type == declared.enums.end()) return true;
    const auto before = live.enums.find(type);
    return before != live.enums.end() && before->second.labels == enum_type->second.labels;
}

/// True when the database has every column with its declared type, so that equal texts over these columns have the same
/// meaning.
bool is_unchanged(const Schema& declared, const Schema& live, const Table& table) {
    const Table* before = live.find_table(table.name);
    return before != nullptr && std::all_of(table.columns.begin(), table.columns.end(), [&](const Column& column) {
               const Column* same = before->find_column(column.name);
               return same != nullptr && same_to_expressions(column, *same) &&
                      is_unchanged(declared, live, column.type.user_type);
           });
}

template <class T>
const T* find_equal(const std::vector<T>& list, const T& item) {
    const auto found = std::find(list.begin(), list.end(), item);
    return found == list.end() ? nullptr : &*found;
}

template <class T>
void erase_stored(std::vector<T>& remaining, const std::vector<T>& live) {
    std::erase_if(remaining, [&](const T& each) { return find_equal(live, each) != nullptr; });
}

/// Adds the items that `erase_stored` removed, in their live form and in the order of `declared`.
template <class T>
void restore_stored_part(const std::vector<T>& declared, const std::vector<T>& live, std::vector<T>& stored) {
    for (const T& each : declared)
        if (const T* known = find_equal(live, each)) stored.push_back(*known);
}

bool is_stored(const Schema& declared, const Schema& live, const Table& table, const ForeignKey& key) {
    const Table* before = live.find_table(table.name);
    const Table* target = declared.find_table(key.table);
    return find_equal(before->foreign_keys, key) != nullptr && target != nullptr &&
           is_unchanged(declared, live, *target);
}

bool has_stored_default(const Column& column, const Table& live) {
    const Column* before = live.find_column(column.name);
    return column.default_sql && before != nullptr && before->default_sql == column.default_sql;
}

struct Known {
    std::set<ObjectName> unchanged;
    std::set<ObjectName> referenced;  ///< by remaining foreign keys, or by sequences as their owner
};

Known survey(const Schema& declared, const Schema& live) {
    Known known;
    for (const auto& [name, table] : declared.tables)
        if (is_unchanged(declared, live, table)) known.unchanged.insert(name);
    for (const auto& [name, sequence] : declared.sequences) known.referenced.insert(sequence.owner_table);
    for (const auto& [name, table] : declared.tables)
        for (const ForeignKey& key : table.foreign_keys)
            if (!known.unchanged.contains(name) || !is_stored(declared, live, table, key))
                known.referenced.insert(key.table);
    return known;
}

/// Removes the stored parts of an unchanged table.
void reduce(Table& remaining, const Schema& declared, const Schema& live, bool referenced) {
    const Table& before = *live.find_table(remaining.name);
    if (!referenced) {
        erase_stored(remaining.uniques, before.uniques);
        if (remaining.primary_key == before.primary_key) remaining.primary_key.reset();
    }
    erase_stored(remaining.checks, before.checks);
    erase_stored(remaining.exclusions, before.exclusions);
    erase_stored(remaining.indexes, before.indexes);
    const Table whole = remaining;
    std::erase_if(remaining.foreign_keys, [&](const ForeignKey& key) { return is_stored(declared, live, whole, key); });
    for (Column& column : remaining.columns)
        if (has_stored_default(column, before)) column.default_sql.reset();
}

/// True when only columns remain, which the database stores unchanged.
bool is_exhausted(const Table& remaining, const Table& live) {
    return remaining.uniques.empty() && !remaining.primary_key && remaining.checks.empty() &&
           remaining.exclusions.empty() && remaining.indexes.empty() && remaining.foreign_keys.empty() &&
           remaining.storage.empty() &&
           std::none_of(remaining.columns.begin(), remaining.columns.end(), [&](const Column& column) {
               return column.default_sql || column.identity != live.find_column(column.name)->identity;
           });
}

}  // namespace

Schema without_stored(const Schema& declared, const Schema& live) {
    const Known known = survey(declared, live);
    Schema remaining = declared;
    for (const ObjectName& name : known.unchanged) {
        const bool referenced = known.referenced.contains(name);
        Table& table = remaining.tables.at(name);
        reduce(table, declared, live, referenced);
        if (!referenced && is_exhausted(table, *live.find_table(name))) remaining.tables.erase(name);
    }
    return remaining;
}

void restore_stored(const Schema& declared, const Schema& live, Schema& stored) {
    const Known known = survey(declared, live);
    for (const ObjectName& name : known.unchanged) {
        const Table& from = *declared.find_table(name);
        const Table& before = *live.find_table(name);
        const auto [entry, inserted] = stored.tables.emplace(name, from);
        Table& table = entry->second;
        if (inserted) {
            table.uniques.clear();
            table.primary_key.reset();
            table.checks.clear();
            table.exclusions.clear();
            table.indexes.clear();
            table.foreign_keys.clear();
        }
        if (!known.referenced.contains(name)) {
            restore_stored_part(from.uniques, before.uniques, table.uniques);
            if (from.primary_key == before.primary_key) table.primary_key = before.primary_key;
        }
        restore_stored_part(from.checks, before.checks, table.checks);
        restore_stored_part(from.exclusions, before.exclusions, table.exclusions);
        restore_stored_part(from.indexes, before.indexes, table.indexes);
        for (const ForeignKey& key : from.foreign_keys)
            if (is_stored(declared, live, from, key))
                table.foreign_keys.push_back(*find_equal(before.foreign_keys, key));
        for (Column& column : table.columns) {
            const Column* declared_column = from.find_column(column.name);
            if (declared_column != nullptr && has_stored_default(*declared_column, before))
                column.default_sql = declared_column->default_sql;
        }
    }
    sort(stored);
}

}  // namespace retort::desired
