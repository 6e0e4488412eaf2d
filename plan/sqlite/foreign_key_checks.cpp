#include "plan/sqlite/foreign_key_checks.hpp"

#include <algorithm>
#include <set>

#include "schema/parts.hpp"

namespace retort::plan::sqlite {

namespace {

bool same_columns(const std::vector<std::string>& one, const std::vector<std::string>& other) {
    return one.size() == other.size() && std::is_permutation(one.begin(), one.end(), other.begin());
}

bool has_key(const Table& table, const std::vector<std::string>& columns) {
    if (any_part(KeyConstraints{}, table, [&](const auto& each) { return same_columns(each.columns, columns); }))
        return true;
    return std::any_of(table.indexes.begin(), table.indexes.end(),
                       [&](const Index& each) { return is_key(each, columns); });
}

/// A missing table is no mismatch: every reference to it dangles.
bool can_check(const Table& table, const Schema& schema) {
    return std::all_of(table.foreign_keys.begin(), table.foreign_keys.end(), [&](const ForeignKey& key) {
        const Table* referenced = schema.find_table(key.table);
        return !referenced || has_key(*referenced, key.references);
    });
}

}  // namespace

bool is_key(const Index& index, const std::vector<std::string>& columns) {
    std::vector<std::string> parts;
    for (const IndexPart& part : index.parts) parts.push_back(part.column);
    return index.unique && index.predicate.empty() && same_columns(parts, columns);
}

std::vector<CheckedTable> tables_to_check(const Plan& plan) {
    std::set<ObjectName> replaced, rebuilt;
    for (const Rebuild& each : plan.rebuilt_tables) rebuilt.insert(each.delta->to->name);
    replaced = rebuilt;
    for (const Table* each : plan.dropped_tables) replaced.insert(each->name);
    std::vector<CheckedTable> checked;
    for (const auto& [name, table] : plan.from.tables) {
        const Table* after = plan.to.find_table(name);
        if (!after || after->foreign_keys.empty() || !can_check(*after, plan.to)) continue;
        const auto references_replaced = [&](const Table& each) {
            return std::any_of(each.foreign_keys.begin(), each.foreign_keys.end(),
                               [&](const ForeignKey& key) { return replaced.contains(key.table); });
        };
        if (!rebuilt.contains(name) && !references_replaced(table)) continue;
        checked.push_back({name, after->without_rowid, !table.foreign_keys.empty() && can_check(table, plan.from)});
    }
    return checked;
}

}  // namespace retort::plan::sqlite
