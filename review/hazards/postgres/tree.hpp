#pragma once

#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "review/hazards/postgres/knowledge.hpp"
#include "schema/name.hpp"
#include "sql/postgres/parse_tree.hpp"

namespace retort::hazards::postgres {

// Parts of libpg_query's parse trees.

using Json = nlohmann::json;
using sql::postgres::at;
using sql::postgres::text;

/// The tree of one statement: its kind ("AlterTableStmt") and its node; or the error and its offset.
struct ParsedStatement {
    std::string kind{};  ///< empty: the parser rejects it
    Json node{};
    std::string error{};
    std::size_t error_offset = 0;
};

ParsedStatement parse(std::string_view sql);

/// A member that is a list; an empty list for any other.
const Json& list(const Json& node, const char* key);

bool flag(const Json& node, const char* key);

/// The offset of a node in the statement; 0 if it has none.
std::size_t location(const Json& node);

/// A RangeVar. The schema public is the default one.
ObjectName relation_name(const Json& range_var);

/// A list of String nodes, the last being the name.
ObjectName object_name(const Json& strings);

/// The strings of a list of String nodes.
std::vector<std::string> strings(const Json& list);

KnownType read_type(const Json& type_name);

/// The columns that an expression names.
std::set<std::string> column_names(const Json& expression);

/// The columns that a CHECK proves to be not NULL: IS NOT NULL, alone or joined by AND.
std::set<std::string> not_null_columns(const Json& expression);

/// The constraint of a column's definition with this contype; null if it has none.
const Json& column_constraint(const Json& column, std::string_view contype);

/// Calls `visit` with each node of the tree that has this kind.
template <class Visit>
void for_each(const Json& tree, const char* kind, const Visit& visit) {
    if (!tree.is_structured()) return;
    if (const Json& node = at(tree, kind); node.is_object()) visit(node);
    for (const Json& each : tree) for_each(each, kind, visit);
}

}  // namespace retort::hazards::postgres
