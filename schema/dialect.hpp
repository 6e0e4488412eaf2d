#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace retort {

struct Diagnostic;

/// A database engine that Retort reads and writes. Code that depends on the engine asks its DialectInfo (facts) or its
/// Engine (engine/engine.hpp: readers, planners, emitters); it does not compare Dialects with an enumerator.
enum class Dialect { postgresql, sqlite };

/// The words and capabilities of an engine.
struct DialectInfo {
    std::string_view word;         ///< in revision files, URLs, snapshots and messages
    std::string_view name;         ///< for people
    std::string_view begin_write;  ///< the statement that begins a transaction which writes

    bool server;              ///< a server with sessions, roles and advisory locks; otherwise a file in the process
    bool schemas;             ///< named schemas
    bool comments;            ///< COMMENT ON
    bool type_affinity;       ///< declared types are affinities (SQLite: datatype3.html), booleans are numbers
    bool enum_types;          ///< CREATE TYPE … AS ENUM
    bool identity_columns;    ///< GENERATED … AS IDENTITY
    bool virtual_columns;     ///< GENERATED … VIRTUAL
    bool autoincrement;       ///< AUTOINCREMENT
    bool rowid_tables;        ///< WITHOUT ROWID, STRICT
    bool storage_settings;    ///< storage parameters, tablespaces, replica identity, row security of tables and columns
    bool partitions;          ///< PARTITION BY
    bool exclusions;          ///< EXCLUDE constraints
    bool included_columns;    ///< INCLUDE (…) of keys and indexes
    bool index_settings;      ///< access methods, operator classes, null order, NULLS NOT DISTINCT, storage parameters
    bool constraint_options;  ///< deferrable keys, NO INHERIT, NOT VALID, MATCH FULL, SET NULL (columns)
    bool collation_objects;   ///< collations are objects with quoted names
    bool
        temporary_schema;  ///< expressions are normalized in temporary tables of a session, which must not be read-only
    bool stores_parsed;    ///< stores views parsed, and prints them from that
    bool checks_definitions_late;  ///< accepts views and triggers that reference missing objects
};

inline constexpr std::array<Dialect, 2> all_dialects{Dialect::postgresql, Dialect::sqlite};

inline constexpr std::array<DialectInfo, 2> dialect_infos{DialectInfo{.word = "postgresql",
                                                                      .name = "PostgreSQL",
                                                                      .begin_write = "BEGIN",
                                                                      .server = true,
                                                                      .schemas = true,
                                                                      .comments = true,
                                                                      .type_affinity = false,
                                                                      .enum_types = true,
                                                                      .identity_columns = true,
                                                                      .virtual_columns = false,
                                                                      .autoincrement = false,
                                                                      .rowid_tables = false,
                                                                      .storage_settings = true,
                                                                      .partitions = true,
                                                                      .exclusions = true,
                                                                      .included_columns = true,
                                                                      .index_settings = true,
                                                                      .constraint_options = true,
                                                                      .collation_objects = true,
                                                                      .temporary_schema = true,
                                                                      .stores_parsed = true,
                                                                      .checks_definitions_late = false},
                                                          DialectInfo{.word = "sqlite",
                                                                      .name = "SQLite",
                                                                      .begin_write = "BEGIN IMMEDIATE",
                                                                      .server = false,
                                                                      .schemas = false,
                                                                      .comments = false,
                                                                      .type_affinity = true,
                                                                      .enum_types = false,
                                                                      .identity_columns = false,
                                                                      .virtual_columns = true,
                                                                      .autoincrement = true,
                                                                      .rowid_tables = true,
                                                                      .storage_settings = false,
                                                                      .partitions = false,
                                                                      .exclusions = false,
                                                                      .included_columns = false,
                                                                      .index_settings = false,
                                                                      .constraint_options = false,
                                                                      .collation_objects = false,
                                                                      .temporary_schema = false,
                                                                      .stores_parsed = false,
                                                                      .checks_definitions_late = true}};

constexpr const DialectInfo& info(Dialect dialect) { return dialect_infos[static_cast<std::size_t>(dialect)]; }

/// "postgresql" or "sqlite".
constexpr std::string_view to_string(Dialect dialect) { return info(dialect).word; }

/// Error RT204: `word` is no dialect.
Diagnostic unknown_dialect(std::string_view word);

/// The dialect of this word; unset for any other.
constexpr std::optional<Dialect> parse_dialect(std::string_view word) {
    for (const Dialect dialect : all_dialects)
        if (info(dialect).word == word) return dialect;
    return std::nullopt;
}

}  // namespace retort
