#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "declare/names.hpp"
#include "declare/node.hpp"
#include "declare/types.hpp"
#include "schema/schema.hpp"

namespace retort::declare {

/// What the writers of a struct share.
struct Context {
    const Schema& declared;
    const Names& names;
    const MemberTypes& types;
    /// The mixin that declares a member, for columns of a table that it inherits: by table and column.
    std::map<std::pair<ObjectName, std::string>, std::string> inherited{};
};

/// The rules of a table's `schema()`, in order.
struct TableRules {
    std::vector<Node> rules{};       ///< of columns, keys, checks and indexes
    std::vector<Node> clauses{};     ///< of the table itself: ".schema"
    std::set<ObjectName> targets{};  ///< of its foreign keys, without the table itself
    bool shadowed = false;           ///< a member has the name of a word of the DSL, so all of them are qualified
};

TableRules rules_of(const Context& context, const Table& table);

/// The rule of a column without its keys; it has no clauses if none are needed.
/// `prefix`: "retort::" or empty. `owner`: the struct with the member.
Node column_rule(const Context& context, const Table& table, const Column& column, const std::string& prefix,
                 const std::string& owner);

/// True if the member's doc comment can say the column's comment.
bool has_doc_comment(const std::string& comment);

}  // namespace retort::declare
