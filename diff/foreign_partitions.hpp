#pragma once

#include "schema/schema.hpp"

namespace retort::diff {

/// True for a foreign table that is a partition of `parent` (PostgreSQL, CREATE FOREIGN TABLE, PARTITION OF). It is
/// stored as text and follows the columns of its parent.
bool is_foreign_partition(const Definition& definition, const ObjectName& parent);

}  // namespace retort::diff
