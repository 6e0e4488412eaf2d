#pragma once

#include <boost/describe/class.hpp>

#include <compare>
#include <string>
#include <utility>

#include "schema/name.hpp"
#include "schema/object_kinds.hpp"

namespace retort {

/// Identifies an object or sub-object of a database.
struct ObjectId {
    ObjectKind kind{};
    /// The object's name. Of a column, default or constraint: its table's name; of a schema or another object outside
    /// of schemas: {"", name}.
    ObjectName name{};
    /// A column or default: the column. A constraint: its name. A routine or cast: the argument types, "integer, text".
    /// A composite type, in a dependency: the attribute that a part of a table reads; empty: the type.
    /// A trigger, rule or policy: its table, which has the same schema. Otherwise empty.
    std::string sub{};

    auto operator<=>(const ObjectId&) const = default;
    bool empty() const { return name.empty(); }
};
BOOST_DESCRIBE_STRUCT(ObjectId, (), (kind, name, sub))

inline ObjectId table_id(ObjectName name) { return {ObjectKind::table, std::move(name), {}}; }
inline ObjectId index_id(ObjectName name) { return {ObjectKind::index, std::move(name), {}}; }
inline ObjectId column_id(ObjectName table, std::string column) {
    return {ObjectKind::column, std::move(table), std::move(column)};
}
inline ObjectId default_id(ObjectName table, std::string column) {
    return {ObjectKind::default_, std::move(table), std::move(column)};
}
inline ObjectId constraint_id(ObjectName table, std::string name) {
    return {ObjectKind::constraint, std::move(table), std::move(name)};
}

/// The object as people name it: "column users.role", "function f(integer)", "trigger t on users".
std::string display(const ObjectId& id);

}  // namespace retort
