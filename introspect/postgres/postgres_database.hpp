#pragma once

#include <memory>

#include "introspect/database.hpp"

struct pg_conn;

namespace retort::introspect::postgres {

/// `kept`: the catalog queries become prepared statements, so each is planned once. Only for a session with a server
/// that nobody else uses: a pooler may run the next statement in another session.
enum class CatalogPlans { once, kept };

/// A connection to a PostgreSQL server of version 14 or later.
/// Throws Error RT031 that names the setting to mend.
std::unique_ptr<Database> open_postgres(const sql::Url& url, Access access, CatalogPlans plans = CatalogPlans::once);

/// A session that somebody else opened and closes (see introspect::borrow).
std::unique_ptr<Database> borrow_postgres(pg_conn* connection);

}  // namespace retort::introspect::postgres
