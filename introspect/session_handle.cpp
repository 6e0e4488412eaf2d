#include "introspect/session_handle.hpp"

#include "introspect/postgres/answer.hpp"
#include "introspect/postgres/postgres_database.hpp"
#include "introspect/sqlite/sqlite_database.hpp"

namespace retort::introspect {

SessionHandle session_handle(Database& database) {
    if (info(database.dialect()).server) return {.postgres = postgres::handle_of(database)};
    return {.sqlite = sqlite::handle_of(database)};
}

bool answers(Database& database, std::chrono::milliseconds within) {
    return !info(database.dialect()).server || postgres::answers(postgres::handle_of(database), within);
}

}  // namespace retort::introspect
