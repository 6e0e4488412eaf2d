#include "desired/already_stored.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <type_traits>
#include <vector>

#include "emit/plan.hpp"
#include "schema/parts.hpp"
#include "schema/same_state.hpp"
#include "sql/statement.hpp"

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
const T* find_equal(const Table& table, const T& part) {
    const auto list = parts_of<T>(table);
    const auto found = find_same_state(list, part);
    return found == list.end() ? nullptr : &*found;
}

/// The live form of a part of an unchanged table, if the database stores it already.
template <class T>
const T* find_stored(const Schema& declared, const Schema& live, const ObjectName& table, const T& part) {
    if constexpr (std::is_same_v<T, ForeignKey>) {
        const Table* target = declared.find_table(part.table);
        if (target == nullptr || !is_unchanged(declared, live, *target)) return nullptr;
    }
    return find_equal(*live.find_table(table), part);
}

/// A key that a remaining object may reference is declared again, stored or not.
template <class T>
constexpr bool is_key = std::is_same_v<T, PrimaryKey> || std::is_same_v<T, Unique>;

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
            if (!known.unchanged.contains(name) || !find_stored(declared, live, name, key))
                known.referenced.insert(key.table);
    return known;
}

/// Removes the stored parts of an unchanged table.
void reduce(Table& remaining, const Schema& declared, const Schema& live, bool referenced) {
    const Table& before = *live.find_table(remaining.name);
    erase_parts_if(remaining, [&]<class T>(const T& part) {
        return !(referenced && is_key<T>) && find_stored(declared, live, remaining.name, part) != nullptr;
    });
    for (Column& column : remaining.columns)
        if (has_stored_default(column, before)) column.default_sql.reset();
}

/// True when only columns remain, which the database stores unchanged.
bool is_exhausted(const Table& remaining, const Table& live) {
    return !has_parts(remaining) && remaining.storage.empty() &&
           std::none_of(remaining.columns.begin(), remaining.columns.end(), [&](const Column& column) {
               return column.default_sql || !same_state(column.identity, live.find_column(column.name)->identity);
           });
}

/// The statements that create each of the tables and its indexes.
std::map<ObjectName, std::vector<std::string>> statements_by_table(const Schema& schema,
                                                                   const std::set<ObjectName>& names) {
    Schema some;
    some.dialect = schema.dialect;
    some.enums = schema.enums;
    for (const ObjectName& each : names)
        if (const Table* table = schema.find_table(each)) some.tables.emplace(each, *table);
    std::map<ObjectName, std::vector<std::string>> found;
    std::vector<std::string>* current = nullptr;
    for (emit::Statement& each : emit::create_script(some).statements) {
        const sql::Made made = sql::read_statement(schema.dialect, each.sql);
        if (made.kind == "table") current = &found[made.name];
        if (current != nullptr) current->push_back(std::move(each.sql));
    }
    return found;
}

/// A table as the statements that create it tell: without generated names of constraints, and without comments if the
/// engine has none.
Table as_written(const Table& table, const DialectInfo& dialect) {
    Table written = table;
    if (!dialect.comments) written.comment.clear();
    for (Column& column : written.columns)
        if (!dialect.comments) column.comment.clear();
    for_each_part(written, [&]<class T>(T& part) {
        if (!dialect.comments) part.comment.clear();
        if (!std::is_same_v<T, Index> && !*part.named) part.name.clear();
    });
    return written;
}

}  // namespace

std::set<ObjectName> tables_as_stored(const Schema& declared, const Schema& live) {
    std::set<ObjectName> found, others;
    for (const auto& [name, table] : declared.tables) {
        const Table* before = live.find_table(name);
        if (before == nullptr) continue;
        const DialectInfo& dialect = info(live.dialect);
        (same_state(as_written(table, dialect), as_written(*before, dialect)) ? found : others).insert(name);
    }
    const auto stored = statements_by_table(live, others);
    for (const auto& [name, statements] : statements_by_table(declared, others))
        if (const auto same = stored.find(name); same != stored.end() && same->second == statements) found.insert(name);
    return found;
}

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
        if (inserted) clear_parts(table);
        const bool referenced = known.referenced.contains(name);
        for_each_part(from, [&, &name = name]<class T>(const T& part) {
            if (referenced && is_key<T>) return;
            if (const T* found = find_stored(declared, live, name, part)) add_part(table, *found);
        });
        for (Column& column : table.columns) {
            const Column* declared_column = from.find_column(column.name);
            if (declared_column != nullptr && has_stored_default(*declared_column, before))
                column.default_sql = declared_column->default_sql;
        }
    }
    sort(stored);
}

}  // namespace retort::desired
