#pragma once

#include <set>

#include "introspect/database.hpp"

namespace retort::introspect::postgres {

/// See Database::needed_by_unseen. One query of objects and one of pg_depend.
Needed needed_by_unseen(Database& database, Filter filter);

}  // namespace retort::introspect::postgres
