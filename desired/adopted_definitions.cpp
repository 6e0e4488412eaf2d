#include "desired/adopted_definitions.hpp"

#include <fmt/format.h>

#include <set>
#include <utility>

#include "desired/adopted_partitions.hpp"
#include "diff/foreign_partitions.hpp"
#include "diff/renames.hpp"
#include "schema/error.hpp"

namespace retort::desired {

namespace {

/// True for a trigger, rule or policy that is dropped with its table.
bool is_on_dropped_table(const Definition& definition, const Schema& live, const Schema& desired) {
    return !definition.table.empty() && live.tables.contains(definition.table) &&
           !desired.tables.contains(definition.table);
}

/// A foreign table that is a partition follows its parent (read_foreign_tables.cpp), but fits no other partition key.
void require_same_key(const Definition& definition, const Schema& live, const Schema& desired) {
    if (definition.kind != ObjectKind::foreign_table) return;
    for (const Dependency& each : definition.depends_on.list) {
        const Table* before = live.find_table(each.object.name);
        const Table* after = desired.find_table(each.object.name);
        if (!before || !after || keeps_partitions(*before, *after) ||
            !diff::is_foreign_partition(definition, each.object.name))
            continue;
        throw Error("RT284",
                    fmt::format("table {} gets another partition key, but foreign table {} is a partition of it",
                                display(after->name), display(definition.name)),
                    "detach or drop the foreign table by hand, in a revision before this one, and attach it again in "
                    "one after it");
    }
}

/// True for a trigger that uses a virtual table which no SQL file declares: it keeps a full-text index up to date,
/// which would be stale without it.
bool keeps_virtual_table(const Definition& definition, const Schema& desired) {
    return definition.kind == ObjectKind::trigger && definition.depends_on.any([&](const ObjectId& each) {
        const auto found = desired.definitions.find(each);
        return each.kind == ObjectKind::virtual_table && (found == desired.definitions.end() || *found->second.adopted);
    });
}

}  // namespace

void add_definitions(const Schema& live, const Foreign& foreign, Schema& desired) {
    std::set<ObjectKind> declared_kinds;
    for (const auto& [key, definition] : desired.definitions) declared_kinds.insert(key.kind);
    for (auto [key, definition] : live.definitions) {
        const bool whole_kind = desired.sql->authoritative && !info(key.kind).kept_unless_declared;
        const bool is_declared = !foreign(key.name) && (whole_kind || declared_kinds.contains(key.kind));
        if ((is_declared && !keeps_virtual_table(definition, desired)) ||
            is_on_dropped_table(definition, live, desired))
            continue;
        require_same_key(definition, live, desired);
        definition.adopted = true;
        desired.definitions.emplace(key, std::move(definition));
    }
}

Schema adopt_definitions(const Schema& found, Schema desired) {
    if (desired.sql->authoritative) return desired;
    const diff::RenamedSchema renamed(diff::find_renames(found, desired), found);
    const Schema& live = renamed.get();
    add_definitions(live, [](const ObjectName&) { return false; }, desired);
    return desired;
}

Schema adopt_virtual_tables(const Schema& found, Schema desired) {
    for (const auto& [key, definition] : desired.definitions)
        if (key.kind == ObjectKind::virtual_table) return desired;
    const diff::RenamedSchema renamed(diff::find_renames(found, desired), found);
    const Schema& live = renamed.get();
    for (auto [key, definition] : live.definitions) {
        const bool is_trigger =
            keeps_virtual_table(definition, desired) && !is_on_dropped_table(definition, live, desired);
        if (key.kind != ObjectKind::virtual_table && !is_trigger) continue;
        definition.adopted = true;
        desired.definitions.emplace(key, std::move(definition));
    }
    return desired;
}

}  // namespace retort::desired
