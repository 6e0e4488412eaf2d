#pragma once

#include <chrono>

#include "introspect/database.hpp"

namespace retort::introspect {

/// The handle of a database's session, for code of the program that runs in it. The other member is null.
struct SessionHandle {
    sqlite3* sqlite = nullptr;
    pg_conn* postgres = nullptr;
};

SessionHandle session_handle(Database& database);

/// Whether the server answers a query within this time: behind a pooler, whether there is a session for it. If not, the
/// query is still under way, and the next call waits for its answer.
bool answers(Database& database, std::chrono::milliseconds within);

}  // namespace retort::introspect
