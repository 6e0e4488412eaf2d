#pragma once

#include <string_view>

#include "introspect/database.hpp"
#include "schema/schema.hpp"

namespace retort::scratch {

/// The foreign-data wrapper of the stand-ins.
inline constexpr std::string_view stand_in_wrapper = "retort_scratch";

/// Creates the servers that the foreign tables of `schema` name, where the scratch database lacks them. They belong to
/// a wrapper without a handler, `stand_in_wrapper`: a foreign table on such a server can be created, altered
/// and compared, but not queried, and its options are not validated.
/// Throws Error RT213, which names the servers, if the role may not create a wrapper.
void create_foreign_servers(introspect::Database& scratch, const Schema& schema);

}  // namespace retort::scratch
