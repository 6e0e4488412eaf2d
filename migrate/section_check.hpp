#pragma once

#include <map>
#include <string>

#include "introspect/database.hpp"
#include "migrate/concurrent_index.hpp"
#include "migrate/section_failure.hpp"

// What a section may not contain, and what it may not go on with.
namespace retort::migrate {

/// Throws Error RT068 for a BEGIN, COMMIT or PRAGMA foreign_keys in a section that runs in one transaction.
void check_transactional(const SectionState& state);

/// Throws Error RT303 for a setting of the session outside a transaction. Behind a pooler it would be that of the next
/// client, and not hold for the next statement.
void check_settings(const SectionState& state, const introspect::Database& database);

/// Error RT325: a process was killed while the running statement created an index without a name, and one of these
/// `indexes` (ConcurrentIndex::generated) may be it.
Error unknown_index(const SectionState& state, const ConcurrentIndex& index,
                    const std::map<std::string, bool>& indexes);

/// After the last statement: throws Error RT230 if a transaction is open.
void check_closed(const SectionState& state, const introspect::Database& database);

}  // namespace retort::migrate
