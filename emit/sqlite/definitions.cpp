#include "emit/sqlite/definitions.hpp"

#include <algorithm>

#include "emit/sqlite/storable.hpp"

namespace retort::emit::sqlite {

namespace {

/// Depth first over what each needs; what is on the way already is not waited for.
template <class T, class Needs>
std::vector<const T*> sorted_by_need(const std::vector<const T*>& items, Needs needs) {
    std::vector<const T*> order;
    std::set<const T*> seen;
    const auto visit = [&](const T* item, const auto& again) -> void {
        if (!seen.insert(item).second) return;
        for (const T* other : items)
            if (other != item && needs(*item, *other)) again(other, again);
        order.push_back(item);
    };
    for (const T* item : items) visit(item, visit);
    return order;
}

bool mentions_renamed(const Definition& definition, const diff::Renames& renames) {
    for (const auto& [before, after] : renames.tables)
        if (mentions(definition.sql, before.name)) return true;
    for (const auto& [table, columns] : renames.columns) {
        std::string old_name = table.name;
        for (const auto& [before, after] : renames.tables)
            if (after == table) old_name = before.name;
        if (!mentions(definition.sql, old_name)) continue;
        for (const auto& [before, after] : columns)
            if (mentions(definition.sql, before)) return true;
    }
    return false;
}

}  // namespace

std::set<DefinitionKey> out_of_the_way(const Schema& from, const Schema& to, const std::vector<diff::Renames>& renames) {
    std::set<DefinitionKey> gone;
    for (const auto& [key, definition] : from.definitions) {
        const auto after = to.definitions.find(key);
        const bool same = after != to.definitions.end() && after->second.sql == definition.sql;
        if (!same || std::any_of(renames.begin(), renames.end(), [&](const diff::Renames& each) { return mentions_renamed(definition, each); }))
            gone.insert(key);
    }
    for (bool more = true; more;) {
        more = false;
        for (const auto& [key, definition] : from.definitions) {
            if (gone.contains(key)) continue;
            const bool rests_on = std::any_of(gone.begin(), gone.end(), [&](const DefinitionKey& other) {
                return other.kind == DefinitionKind::view && mentions(definition.sql, other.name.name);
            });
            if (rests_on) more = gone.insert(key).second;
        }
    }
    return gone;
}

std::vector<const Definition*> in_order(std::vector<const Definition*> definitions) {
    std::stable_sort(definitions.begin(), definitions.end(), [](const Definition* a, const Definition* b) {
        return a->kind == DefinitionKind::view && b->kind != DefinitionKind::view;
    });
    return sorted_by_need(definitions, [](const Definition& item, const Definition& other) {
        return other.kind == DefinitionKind::view && mentions(item.sql, other.name.name);
    });
}

std::vector<const Table*> in_order(const std::vector<const Table*>& tables) {
    return sorted_by_need(tables, [](const Table& item, const Table& other) {
        return std::any_of(item.foreign_keys.begin(), item.foreign_keys.end(),
                           [&](const ForeignKey& key) { return key.table == other.name; });
    });
}

}  // namespace retort::emit::sqlite
