#include "plan/sqlite/implicit_keys.hpp"

#include "schema/same_state.hpp"

namespace retort::plan::sqlite {

bool changes_meaning(const ForeignKey& key, const Schema& to) {
    if (!*key.implicit) return false;
    const Table* referenced = to.find_table(key.table);
    if (!referenced || *referenced->external) return false;
    return !referenced->primary_key || referenced->primary_key->columns != key.references;
}

diff::Differences written_out_keys(const Schema& from, const Schema& to) {
    diff::Differences changes;
    for (const auto& [name, table] : from.tables) {
        const Table* after = to.find_table(name);
        if (!after || *table.external) continue;
        for (const ForeignKey& key : table.foreign_keys) {
            const auto same = find_same_state(after->foreign_keys, key);
            if (!changes_meaning(key, to) || same == after->foreign_keys.end()) continue;
            changes.push_back(diff::DropConstraint{name, key});
            changes.push_back(diff::AddConstraint{name, *same});
        }
    }
    return changes;
}

}  // namespace retort::plan::sqlite
