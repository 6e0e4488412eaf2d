#pragma once

#include <memory>

#include "introspect/database.hpp"

struct pg_conn;

namespace retort::introspect::postgres {

/// `throwaway`: a server that nobody else uses. The catalog queries become prepared statements, so each is planned
/// once; elsewhere a pooler may run the next statement in another session. The role reads the catalogs as a superuser
/// does.
enum class Server { shared, throwaway };

/// A connection to a PostgreSQL server of version 14 or later.
/// Throws Error RT031 that names the setting to mend.
std::unique_ptr<Database> open_postgres(const sql::Url& url, Access access, Server server = Server::shared);

/// A session that somebody else opened and closes (see introspect::borrow).
std::unique_ptr<Database> borrow_postgres(pg_conn* connection);

/// The handle of a session with a PostgreSQL server.
pg_conn* handle_of(Database& database);

}  // namespace retort::introspect::postgres
