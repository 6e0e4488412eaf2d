#pragma once

#include <memory>
#include <string>

#include "introspect/database.hpp"
#include "retort/database.hpp"

namespace retort::library {

/// Opens the URL of a Connection, or borrows its session.
/// Throws the errors of introspect::open and introspect::borrow, and RT221 for a schema of another dialect.
std::unique_ptr<introspect::Database> connect(const Connection& connection, const Schema& schema,
                                              introspect::Access access, const introspect::OpenOptions& options = {});

/// The same without a schema.
std::unique_ptr<introspect::Database> connect(const Connection& connection, introspect::Access access,
                                              const introspect::OpenOptions& options = {});

/// "a statement failed on postgresql://app@localhost/app: ", for messages.
std::string failed_on(const introspect::Database& database);

/// An Error from the engine's error for a statement.
Error failed(ErrorCode code, const introspect::Database& database, const std::string& sql,
             const introspect::StatementError& error);

/// Runs `work`; a statement of retort that fails in it becomes an Error RT034.
template <class Work>
auto translated(const introspect::Database& database, Work work) {
    try {
        return work();
    } catch (const introspect::StatementError& error) {
        throw introspect::own_statement_failed(error, failed_on(database));
    }
}

}  // namespace retort::library
