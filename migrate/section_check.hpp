#pragma once

#include "introspect/database.hpp"
#include "migrate/section_failure.hpp"

// What a section may not contain.
namespace retort::migrate {

/// Throws Error RT068 for a BEGIN, COMMIT or PRAGMA foreign_keys in a section that runs in one transaction.
void check_transactional(const SectionState& state);

/// Throws Error RT303 for a setting of the session outside a transaction. Behind a pooler it would be that of the next
/// client, and not hold for the next statement.
void check_settings(const SectionState& state, const introspect::Database& database);

/// After the last statement: throws Error RT230 if a transaction is open.
void check_closed(const SectionState& state, const introspect::Database& database);

}  // namespace retort::migrate
