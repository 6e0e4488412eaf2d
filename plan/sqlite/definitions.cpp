#include "plan/sqlite/definitions.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "plan/sqlite/expression.hpp"
#include "schema/closure.hpp"

namespace retort::plan::sqlite {

namespace {

/// Depth-first order: each item after the items that it needs. A cycle is cut where it returns to a visited item.
template <class T>
std::vector<const T*> sorted_by_need(const std::vector<const T*>& items,
                                     const std::vector<std::vector<std::size_t>>& needs) {
    std::vector<const T*> order;
    std::vector<bool> seen(items.size(), false);
    const auto visit = [&](std::size_t item, const auto& again) -> void {
        if (seen[item]) return;
        seen[item] = true;
        for (const std::size_t other : needs[item]) again(other, again);
        order.push_back(items[item]);
    };
    for (std::size_t i = 0; i < items.size(); ++i) visit(i, visit);
    return order;
}

bool references_renamed(const Definition& definition, const diff::Renames& renames) {
    for (const auto& [before, after] : renames.tables)
        if (references_name(definition.sql, before.name)) return true;
    for (const auto& [table, columns] : renames.columns) {
        std::string old_name = table.name;
        for (const auto& [before, after] : renames.tables)
            if (after == table) old_name = before.name;
        if (!references_name(definition.sql, old_name)) continue;
        for (const auto& [before, after] : columns)
            if (references_name(definition.sql, before)) return true;
    }
    return false;
}

}  // namespace

std::set<ObjectId> definitions_to_drop(const Schema& from, const Schema& to,
                                       const std::vector<const diff::Renames*>& renames, bool checks_all) {
    std::set<ObjectId> dropped;
    for (const auto& [key, definition] : from.definitions) {
        const auto after = to.definitions.find(key);
        const bool blocks = checks_all && !definition.broken->empty();
        // SQLite writes the new names into the text of an adopted definition.
        const bool adopted = after != to.definitions.end() && *after->second.adopted;
        const bool same = after != to.definitions.end() && after->second.sql == definition.sql;
        if (blocks ||
            (!adopted && (!same || std::any_of(renames.begin(), renames.end(), [&](const diff::Renames* each) {
                return references_renamed(definition, *each);
            }))))
            dropped.insert(key);
    }
    std::map<ObjectId, std::string> folded;
    for (const auto& [key, definition] : from.definitions) folded[key] = to_lower(definition.sql);
    return closure(std::move(dropped), [&](const ObjectId& view, const auto& reach) {
        if (view.kind == ObjectKind::trigger) return;
        const std::string name = to_lower(view.name.name);
        for (const auto& [key, text] : folded)
            if (references_folded(text, name)) reach(key);
    });
}

std::vector<const Definition*> in_order(std::vector<const Definition*> definitions) {
    std::stable_sort(definitions.begin(), definitions.end(), [](const Definition* a, const Definition* b) {
        return a->kind != ObjectKind::trigger && b->kind == ObjectKind::trigger;
    });
    std::vector<std::vector<std::size_t>> needs(definitions.size());
    for (std::size_t i = 0; i < definitions.size(); ++i) {
        const std::string folded = to_lower(definitions[i]->sql);
        for (std::size_t j = 0; j < definitions.size() && definitions[j]->kind != ObjectKind::trigger; ++j)
            if (j != i && references_folded(folded, to_lower(definitions[j]->name.name))) needs[i].push_back(j);
    }
    return sorted_by_need(definitions, needs);
}

std::vector<const Table*> in_order(const std::vector<const Table*>& tables) {
    std::map<ObjectName, std::size_t> places;
    for (std::size_t i = 0; i < tables.size(); ++i) places[tables[i]->name] = i;
    std::vector<std::vector<std::size_t>> needs(tables.size());
    for (std::size_t i = 0; i < tables.size(); ++i) {
        std::set<std::size_t> parents;
        for (const ForeignKey& key : tables[i]->foreign_keys)
            if (const auto parent = places.find(key.table); parent != places.end()) parents.insert(parent->second);
        needs[i].assign(parents.begin(), parents.end());
    }
    return sorted_by_need(tables, needs);
}

}  // namespace retort::plan::sqlite
