#pragma once

#include <utility>

#include "schema/schema.hpp"

namespace retort {

/// Calls `visit(id, object)` for each extension, enum, sequence, table and definition of a Schema, const or not, in the
/// order of their kinds and names. It must not add or erase objects. Columns and the parts of tables are visited
/// through their table (schema/parts.hpp).
template <class AnySchema, class Visitor>
void for_each_object(AnySchema& schema, Visitor&& visit) {
    for (auto& [name, extension] : schema.extensions) visit(ObjectId{ObjectKind::extension, {{}, name}, {}}, extension);
    for (auto& [name, type] : schema.enums) visit(ObjectId{ObjectKind::enum_, name, {}}, type);
    for (auto& [name, sequence] : schema.sequences) visit(ObjectId{ObjectKind::sequence, name, {}}, sequence);
    for (auto& [name, table] : schema.tables) visit(table_id(name), table);
    for (auto& [id, definition] : schema.definitions) visit(id, definition);
}

/// True if an object satisfies `holds(id)`.
template <class Predicate>
bool any_object(const Schema& schema, Predicate&& holds) {
    bool found = false;
    for_each_object(schema, [&](const ObjectId& id, const auto&) { found = found || holds(id); });
    return found;
}

}  // namespace retort
