#pragma once

#include "schema/schema.hpp"

namespace retort::plan::postgres {

/// Throws Error RT280: the partition key of the table, which can't be altered (PostgreSQL, ALTER TABLE), uses an object
/// that must be dropped before it is created again. `table`: its name after the change.
[[noreturn]] void reject_partition_key(const ObjectName& table, const std::string& key, const ObjectId& used);

}  // namespace retort::plan::postgres
