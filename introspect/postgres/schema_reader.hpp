#pragma once

#include "introspect/filter.hpp"
#include "introspect/postgres/connection.hpp"
#include "schema/schema.hpp"

namespace retort::introspect::postgres {

/// The catalog queries that a session holds as prepared statements (PREPARE): a plan is made once a session.
struct PreparedQueries {
    bool permanent = false, temporary = false;  ///< those of either value of `temporary` below
};

/// Reads the schema in one round trip, in one snapshot, and leaves the session as it was, but for `prepared` statements
/// if it is not null; the first reading then takes two round trips.
/// With `temporary`, reads only the objects of the session's temporary schema, as objects of the
/// default schema.
/// Throws Error RT224 when the server is older than version 14, RT040 when a query fails.
Schema read_schema(Connection& connection, const Filter& filter, bool temporary, PreparedQueries* prepared = nullptr);

}  // namespace retort::introspect::postgres
