#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "schema/name.hpp"

namespace retort::introspect {

/// Globs, where * stands for any characters and ? for one. What is included and not excluded
/// passes; an empty `include` includes everything.
struct Globs {
    std::vector<std::string> include;
    std::vector<std::string> exclude;

    bool pass(std::string_view name) const;

    /// For what goes by two names: included under either, excluded under neither.
    bool pass(std::string_view name, std::string_view other) const;

    bool empty() const { return include.empty() && exclude.empty(); }
};

/// What introspection leaves out, and so what is never changed or dropped.
struct Filter {
    std::vector<ObjectName> ignored_tables;  ///< the version and history tables, say

    Globs schemas;  ///< the default schema goes by the name "default" and by its own
    Globs tables;   ///< also views; of the default schema by "name" and "schema.name", of others by "schema.name"
    Globs kinds;    ///< "table", "enum", "sequence", "extension", and the kinds of definitions: "view", "function", …

    std::string default_schema;  ///< its own name, "public" say, where it is known

    bool privileges = false;  ///< they are compared (PostgreSQL)

    /// True when globs may leave something out.
    bool excludes() const;

    bool reads_schema(std::string_view schema) const;
    bool reads_table(const ObjectName& table) const;
    bool reads_kind(std::string_view kind) const { return kinds.pass(kind); }
};

}  // namespace retort::introspect
