#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

#include "schema/privileges.hpp"

namespace retort {

/// The kind of object that a Definition defines.
enum class DefinitionKind {
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
    without_schema   ///< the database has one namespace for the kind
};

/// When a changed definition replaces the old one, without a drop.
enum class Replacement {
    never,
    same_signature,  ///< CREATE OR REPLACE, while name, arguments and result are the same
    same_columns,    ///< CREATE OR REPLACE, while the old columns are the first ones of the new definition
    in_place         ///< by ALTER statements
};

/// What is the same for all objects of a kind.
struct ObjectKindInfo {
    DefinitionKind kind{};
    std::string_view word{};   ///< in snapshots, filters and SQL files: "materialized_view"
    std::string_view prose{};  ///< in messages
    std::string_view sql{};    ///< after CREATE, DROP, COMMENT ON
    Naming naming = Naming::qualified;
    bool type = false;            ///< a column can have it as its type
    bool relation = false;        ///< its name is one of the tables' namespace (pg_class)
    bool routine = false;         ///< several may have one name, with different arguments
    bool in_expressions = false;  ///< columns and expressions reference it by name
    bool always_reads = false;    ///< always references another object
    std::optional<GrantKind> grants{};
    Replacement replacement = Replacement::never;
    bool created_last = false;  ///< after all other changes, instead of after the tables
    bool in_sqlite = false;
    std::string_view statement{};     ///< its node in the parse tree; empty: see sql/postgres/statement.cpp
    std::string_view name_member{};   ///< the node's member that holds the name
    std::string_view comment_word{};  ///< the ObjectType of COMMENT ON in the parse tree
};

inline constexpr std::array object_kinds = {
#define OBJECT_KIND(enumerator, ...) \
    ObjectKindInfo{.kind = DefinitionKind::enumerator, .word = #enumerator, __VA_ARGS__},
#include "schema/object_kinds.def"
#undef OBJECT_KIND
};

constexpr const ObjectKindInfo& info(DefinitionKind kind) { return object_kinds[static_cast<std::size_t>(kind)]; }

/// Null for a word that is none of a kind.
constexpr const ObjectKindInfo* find_object_kind(std::string_view word) {
    for (const ObjectKindInfo& each : object_kinds)
        if (each.word == word) return &each;
    return nullptr;
}

}  // namespace retort
