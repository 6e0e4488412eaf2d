#pragma once

#include <memory>
#include <string>
#include <vector>

#include "introspect/database.hpp"
#include "migrate/version_store.hpp"
#include "schema/error.hpp"

namespace retort::tools {

// The schemas of --each-schema: each has its own version table, and is the default schema of its session.

/// Error RT355: --each-schema can't be used with this project or database.
Error no_each_schema(const std::string& why, std::string hint);

/// Throws Error RT355 for SQLite, behind a pooler, and for a version or history table with a configured schema.
void require_each_schema(introspect::Database& database, const migrate::VersionStore& store);

/// The schemas that match one of `patterns` (tools/glob.hpp), sorted; those of the server never do.
/// Throws Error RT359 for a pattern that no schema matches.
std::vector<std::string> matching_schemas(introspect::Database& database, const std::vector<std::string>& patterns);

/// A session that has `schema` alone in search_path, also after RESET ALL.
/// Throws Error RT356 if the schema does not exist, or the role may not use it.
std::unique_ptr<introspect::Database> open_schema(const sql::Url& url, const std::string& schema,
                                                  introspect::Access access, const introspect::OpenOptions& options);

/// A schema without a version table is at base only if it is empty. Throws Error RT357 for one with tables.
void require_versioned(introspect::Database& database, const migrate::VersionStore& store, const std::string& schema);

}  // namespace retort::tools
