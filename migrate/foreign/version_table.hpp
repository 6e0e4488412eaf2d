#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "introspect/database.hpp"
#include "schema/error.hpp"

namespace retort::migrate {

/// A table in which Alembic, or Retort, records the revision of a database.
struct VersionTable {
    std::string name;      ///< as [database] version_table: "alembic_version", "auth.versions"
    std::string revision;  ///< its one row
};

/// Error RT480: there is more than one source to adopt.
Error several_sources(std::string message, std::string hint);

/// The version table of a database, whatever its name: one whose only column is version_num, and that has a row. If
/// there are several, the `configured` one. Throws Error RT480 for several others, RT489 for one that has several rows
/// or an id that no revision can have.
std::optional<VersionTable> find_version_table(introspect::Database& database, std::string_view configured);

}  // namespace retort::migrate
