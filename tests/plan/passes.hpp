#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "diff/compare.hpp"
#include "plan/step.hpp"
#include "tests/diff/sample.hpp"

/// Small objects for the tests of one pass of the planner, without a server.
namespace retort::plan {

using diff::refers;
using diff::schema_of;
using diff::table;
using diff::Words;

inline Column column_of(const std::string& name, const std::string& type) { return diff::column(name, type); }

inline Column column_of(const std::string& name, const ObjectName& type) {
    Column made = diff::column(name, "");
    made.type.user_type = type;
    return made;
}

inline Index index_on(const std::string& name, const std::string& column) {
    Index made;
    made.name = name;
    made.parts = {{.column = column}};
    return made;
}

inline Enum enum_of(const std::string& name, std::vector<std::string> labels) {
    Enum made;
    made.name = {"", name};
    made.labels = std::move(labels);
    return made;
}

inline Definition view_of(const std::string& name, const std::string& sql, const std::vector<ObjectId>& referenced) {
    Definition made;
    made.kind = ObjectKind::view;
    made.name = {"", name};
    made.sql = "CREATE VIEW " + name + " AS\n" + sql;
    for (const ObjectId& each : referenced) made.depends_on.add(each);
    return made;
}

inline void add(Schema& schema, const Definition& definition) {
    schema.definitions.emplace(id_of(definition), definition);
}

inline Table& at(Schema& schema, const std::string& table) { return schema.tables.at({"", table}); }

inline Sequence owned_sequence(bool unlogged) {
    Sequence made;
    made.name = {"", "s"};
    made.type = "integer";
    made.owner_table = {"", "t"};
    made.owner_column = "a";
    made.unlogged = unlogged;
    return made;
}

/// A table that owns a sequence.
inline Schema with_sequence(bool unlogged_table, bool unlogged_sequence) {
    Table t = table("t", {column_of("a", "integer")});
    t.unlogged = unlogged_table;
    Schema made = schema_of({t});
    made.sequences.emplace(ObjectName{"", "s"}, owned_sequence(unlogged_sequence));
    return made;
}

/// The differences between two schemas as steps.
inline Steps compared(const Schema& from, const Schema& to) { return steps_of(diff::compare(from, to)); }

inline Words words(const Steps& steps) {
    Words list;
    for (const Step& step : steps) list.push_back(describe(step));
    return list;
}

/// The steps of type T, in order.
template <class T>
std::vector<T> all_of(const Steps& steps) {
    std::vector<T> found;
    for (const Step& step : steps)
        if (const T* each = std::get_if<T>(&step)) found.push_back(*each);
    return found;
}

}  // namespace retort::plan
