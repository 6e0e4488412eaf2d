#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "introspect/database.hpp"

namespace retort::migrate {

/// SQLite: the rows of PRAGMA foreign_key_check as text; nothing when there are none.
/// Its columns: table, rowid, referenced table, number of the key (SQLite: pragma.html). Those of
/// temp.retort_violations are the same (emit/sqlite/foreign_key_checks.cpp).
std::optional<std::string> foreign_key_violations(introspect::Database& database, std::string_view query);

}  // namespace retort::migrate
