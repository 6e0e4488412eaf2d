#include "desired/adopt_excluded.hpp"

#include <utility>

#include "diff/renames.hpp"

namespace retort::desired {

void adopt_excluded(Schema& found, Schema& desired) {
    const Excluded excluded = *found.excluded;
    if (excluded.tables.empty() && excluded.definitions.empty()) return;
    const diff::Renames renames = diff::find_renames(found, desired);
    for (auto [name, table] : excluded.tables) {
        table.external = true;
        found.tables.insert_or_assign(name, std::move(table));
    }
    for (auto [id, definition] : excluded.definitions) {
        definition.adopted = true;
        found.definitions.emplace(id, std::move(definition));
    }
    const diff::RenamedSchema renamed(renames, found);
    const Schema& live = renamed.get();
    for (const auto& [name, table] : live.tables) {
        if (!*table.external) continue;
        const auto [at, is_new] = desired.tables.emplace(name, table);
        if (!is_new && *at->second.external) at->second = table;
    }
    for (const auto& [id, definition] : live.definitions) {
        const bool dropped_with_table = live.tables.contains(definition.table) &&
                                        !*live.tables.at(definition.table).external &&
                                        !desired.tables.contains(definition.table);
        if (*definition.adopted && !dropped_with_table) desired.definitions.emplace(id, definition);
    }
}

}  // namespace retort::desired
