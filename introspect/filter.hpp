#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "schema/name.hpp"

namespace retort::introspect {

/// Globs, in which * matches any characters and ? one character. A name passes when it is included and not
/// excluded; an empty `include` includes everything.
struct Globs {
    std::vector<std::string> include;
    std::vector<std::string> exclude;

    bool pass(std::string_view name) const;

    /// For an object with two names: one of them is included, and neither is excluded.
    bool pass(std::string_view name, std::string_view other) const;

    bool empty() const { return include.empty() && exclude.empty(); }
};

/// A table that a tool keeps for itself. A table of that name without these columns is another one.
struct IgnoredTable {
    ObjectName name;
    std::vector<std::string> columns{};
};

/// The scope of introspection. Objects that it excludes are never changed or dropped.
struct Filter {
    std::vector<IgnoredTable> ignored_tables;  ///< the version and history tables

    Globs schemas;  ///< the default schema matches as "default" and by its name
    Globs tables;   ///< tables and views; in the default schema as "name" and "schema.name", else as "schema.name"
    Globs kinds;    ///< "table", "enum", "sequence", "extension", and the kinds of definitions: "view", "function", …

    std::string default_schema;  ///< the default schema's name, "public" for example; empty: unknown

    bool privileges = false;  ///< privileges are compared (PostgreSQL)
    bool owners = false;      ///< owners are compared (PostgreSQL)

    /// True when the globs may exclude an object.
    bool excludes() const;

    /// True for a table of that name and with these columns, among others.
    bool ignores(const ObjectName& table, const std::vector<std::string>& columns) const;

    bool reads_schema(std::string_view schema) const;
    bool reads_table(const ObjectName& table) const;
    bool reads_kind(std::string_view kind) const { return kinds.pass(kind); }
};

}  // namespace retort::introspect
