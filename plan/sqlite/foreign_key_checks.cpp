#include "plan/sqlite/foreign_key_checks.hpp"

#include <algorithm>
#include <set>

#include "schema/parts.hpp"

namespace retort::plan::sqlite {

namespace {

bool is_key(const Table& table, const std::vector<std::string>& columns) {
    const auto same = [&](const std::vector<std::string>& other) {
        return other.size() == columns.size() && std::is_permutation(other.begin(), other.end(), columns.begin());
    };
    if (any_part(KeyConstraints{}, table, [&](const auto& each) { return same(each.columns); })) return true;
    return std::any_of(table.indexes.begin(), table.indexes.end(), [&](const Index& each) {
        std::vector<std::string> parts;
        for (const IndexPart& part : each.parts) parts.push_back(part.column);
        return each.unique && each.predicate.empty() && same(parts);
    });
}

/// A missing table is no mismatch: every reference to it dangles.
bool can_check(const Table& table, const Schema& schema) {
    return std::all_of(table.foreign_keys.begin(), table.foreign_keys.end(), [&](const ForeignKey& key) {
        const Table* referenced = schema.find_table(key.table);
        return !referenced || is_key(*referenced, key.references);
    });
}

}  // namespace

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
