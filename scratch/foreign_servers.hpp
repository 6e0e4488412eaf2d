#pragma once

#include "introspect/database.hpp"
#include "schema/schema.hpp"

namespace retort::scratch {

/// Creates the servers that the foreign tables of `schema` name, where the scratch database lacks them. They belong to
/// a foreign-data wrapper without a handler, `retort_scratch`: a foreign table on such a server can be created, altered
/// and compared, but not queried, and its options are not validated.
/// Throws Error RT213, which names the servers, if the role may not create a wrapper.
void create_foreign_servers(introspect::Database& scratch, const Schema& schema);

}  // namespace retort::scratch
