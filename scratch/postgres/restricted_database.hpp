#pragma once

#include <memory>

#include "introspect/database.hpp"
#include "scratch/postgres/lifted_rights.hpp"

namespace retort::scratch::postgres {

/// `session` of the source role, which runs the statements of superuser_statement.hpp as a superuser, one at a time.
/// Event triggers do not fire: PostgreSQL would run them also in the script of an extension, as a superuser. They have
/// their state and owner while a Schema is read. Errors for a missing privilege say which option gives more rights.
std::unique_ptr<introspect::Database> restrict_database(std::unique_ptr<introspect::Database> session,
                                                        std::shared_ptr<Superuser> superuser);

}  // namespace retort::scratch::postgres
