#include "introspect/session_handle.hpp"

#include "introspect/postgres/postgres_database.hpp"
#include "introspect/sqlite/sqlite_database.hpp"

namespace retort::introspect {

SessionHandle session_handle(Database& database) {
    if (info(database.dialect()).server) return {.postgres = postgres::handle_of(database)};
    return {.sqlite = sqlite::handle_of(database)};
}

}  // namespace retort::introspect
