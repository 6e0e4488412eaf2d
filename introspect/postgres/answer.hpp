#pragma once

#include <chrono>

struct pg_conn;

namespace retort::introspect::postgres {

/// Whether the server answers a query within this time. Behind a pooler the query waits for a session. If not, it is
/// still under way, and the next call waits for its answer.
bool answers(pg_conn* connection, std::chrono::milliseconds within);

}  // namespace retort::introspect::postgres
