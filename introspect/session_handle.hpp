#pragma once

#include "introspect/database.hpp"

namespace retort::introspect {

/// The handle of a database's session, for code of the program that runs in it. The other member is null.
struct SessionHandle {
    sqlite3* sqlite = nullptr;
    pg_conn* postgres = nullptr;
};

SessionHandle session_handle(Database& database);

}  // namespace retort::introspect
