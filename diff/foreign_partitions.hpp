#pragma once

#include <string>

#include "schema/schema.hpp"

namespace retort::diff {

/// True for a foreign table that is a partition of `parent` (PostgreSQL, CREATE FOREIGN TABLE, PARTITION OF). It is
/// stored as text and follows the columns of its parent.
bool is_foreign_partition(const Definition& definition, const ObjectName& parent);

/// The same for one that inherits from `parent` (INHERITS) or is a partition of it.
bool is_foreign_child(const Definition& definition, const ObjectName& parent);

/// True for such a foreign table whose column has another default than in `parent`.
bool has_own_default(const Definition& child, const std::string& column);

}  // namespace retort::diff
