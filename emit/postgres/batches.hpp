#pragma once

#include <string>

#include "schema/name.hpp"

namespace retort::emit::postgres {

/// The UPDATE, which ends in a WHERE clause, in transactions of 100 pages each, which lock few rows at a time. For a
/// statement that stands alone.
std::string in_batches(const ObjectName& table, const std::string& update);

}  // namespace retort::emit::postgres
