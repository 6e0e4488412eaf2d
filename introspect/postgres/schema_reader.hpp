#pragma once

#include "introspect/filter.hpp"
#include "introspect/postgres/connection.hpp"
#include "schema/schema.hpp"

namespace retort::introspect::postgres {

/// Reads the schema in one round trip, in one snapshot, and leaves the session as it was.
/// With `temporary`, reads only the objects of the session's temporary schema, as objects of the
/// default schema.
/// Throws Error RT224 when the server is older than version 14, RT040 when a query fails.
Schema read_schema(Connection& connection, const Filter& filter, bool temporary);

}  // namespace retort::introspect::postgres
