#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "introspect/database.hpp"
#include "migrate/execute.hpp"

namespace retort::migrate {

/// SHA-256 over the first `count` statements, one after the other.
std::string checksum(const std::vector<SectionStatement>& statements, std::size_t count);

/// A statement that an earlier run had begun was run again, and failed. True if it had had its effect, since what it
/// creates exists, or what it drops does not; also after DETACH PARTITION CONCURRENTLY was completed with FINALIZE
/// (PostgreSQL, ALTER TABLE).
bool complete_repeated(introspect::Database& database, std::string_view sql,
                       const introspect::StatementFailure& failure);

}  // namespace retort::migrate
