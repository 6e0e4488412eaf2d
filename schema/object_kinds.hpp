#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "schema/privileges.hpp"

namespace retort {

/// A kind of object of a database. Columns, defaults and constraints are sub-objects: they have a name within a table.
enum class ObjectKind {
#define OBJECT_KIND(kind, ...) kind,
#include "schema/object_kinds.def"
#undef OBJECT_KIND
};

/// How a statement such as DROP or COMMENT ON names an object.
enum class Naming {
    qualified,       ///< by its schema-qualified name
    with_arguments,  ///< and the argument types: f(integer)
    on_table,        ///< within its table: p ON t
    only_arguments,  ///< CAST (integer AS text)
    without_schema,  ///< the database has one namespace for the kind
    operator_,       ///< by its symbol, which is never quoted, and the operand types: public.=== (integer, integer)
    with_method,     ///< and its access method: int_ops USING btree
    user_on_server   ///< USER MAPPING FOR alice SERVER s
};

/// When a changed definition replaces the old one, without a drop.
enum class Replacement {
    never,
    same_signature,  ///< CREATE OR REPLACE, while name, arguments and result are the same
    same_columns,    ///< CREATE OR REPLACE, while the old columns are the first ones of the new definition
    in_place,        ///< by ALTER statements
    alterations      ///< by ALTER statements, if these exist for the difference (plan/postgres/alterations.hpp)
};

/// What is the same for all objects of a kind.
struct ObjectKindInfo {
    ObjectKind kind{};
    std::string_view word{};   ///< in snapshots, filters and SQL files: "materialized_view"
    std::string_view prose{};  ///< in messages
    std::string_view sql{};    ///< after CREATE, DROP, COMMENT ON
    bool as_text = true;       ///< stored as a Definition
    Naming naming = Naming::qualified;
    bool type = false;            ///< a column can have it as its type
    bool relation = false;        ///< its name is one of the tables' namespace (pg_class)
    bool routine = false;         ///< several may have one name, with different arguments
    bool in_expressions = false;  ///< columns, expressions or other definitions reference it by name
    bool own_namespace = false;   ///< in_expressions: its name is not one of those of relations, types and functions
    bool always_reads = false;    ///< always references another object
    std::optional<GrantKind> grants{};
    Replacement replacement = Replacement::never;
    bool created_last = false;  ///< after all other changes, instead of after the tables
    /// SQL files are authoritative for the kind only if they declare an object of it: such objects belong to one
    /// installation, and often to an administrator.
    bool kept_unless_declared = false;
    bool in_sqlite = false;
    std::string_view statement{};     ///< its node in the parse tree; empty: see sql/postgres/statement.cpp
    std::string_view name_member{};   ///< the node's member that holds the name
    std::string_view comment_word{};  ///< the ObjectType of COMMENT ON in the parse tree
};

constexpr std::string_view object_kind_word(std::string_view enumerator) {
    return enumerator.ends_with('_') ? enumerator.substr(0, enumerator.size() - 1) : enumerator;
}

inline constexpr std::array object_kinds = {
#define OBJECT_KIND(enumerator, ...) \
    ObjectKindInfo{.kind = ObjectKind::enumerator, .word = object_kind_word(#enumerator), __VA_ARGS__},
#include "schema/object_kinds.def"
#undef OBJECT_KIND
};

/// The kinds that are stored as text: the last rows.
inline constexpr std::span<const ObjectKindInfo> definition_kinds(
    std::find_if(object_kinds.begin(), object_kinds.end(), [](const ObjectKindInfo& each) { return each.as_text; }),
    object_kinds.end());

constexpr const ObjectKindInfo& info(ObjectKind kind) { return object_kinds[static_cast<std::size_t>(kind)]; }

/// Null for an unknown word.
constexpr const ObjectKindInfo* find_object_kind(std::string_view word) {
    for (const ObjectKindInfo& each : object_kinds)
        if (each.word == word) return &each;
    return nullptr;
}

/// Null for a word that is not of a kind that is stored as text.
constexpr const ObjectKindInfo* find_definition_kind(std::string_view word) {
    for (const ObjectKindInfo& each : definition_kinds)
        if (each.word == word) return &each;
    return nullptr;
}

}  // namespace retort
