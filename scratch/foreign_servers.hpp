#pragma once

#include "introspect/database.hpp"
#include "schema/schema.hpp"

namespace retort::scratch {

/// Creates the servers that the foreign tables and user mappings of `schema` name, where neither `schema` nor the
/// scratch database has them: [filter] excludes them, or the live database has them and the SQL files do not declare
/// them. They belong to a wrapper without a handler, introspect::stand_in_wrapper: a foreign table on such a server can
/// be created, altered and compared, but not queried, and its options are not validated. Throws Error RT213, which
/// names the servers, if the role may not create a wrapper.
void create_foreign_servers(introspect::Database& scratch, const Schema& schema);

}  // namespace retort::scratch
