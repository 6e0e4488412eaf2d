#pragma once

#include <memory>

#include "introspect/database.hpp"

namespace retort::introspect::postgres {

/// A connection to a PostgreSQL server of version 14 or later.
/// Throws Error RT031 that names the setting to mend.
std::unique_ptr<Database> open_postgres(const Url& url, Access access);

}  // namespace retort::introspect::postgres
