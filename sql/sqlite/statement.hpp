#pragma once

#include <string_view>

#include "sql/statement.hpp"

namespace retort::sql::sqlite {

/// By tokens: CREATE VIEW and CREATE TRIGGER; every name in them may be one that they need.
Made read_statement(std::string_view sql);

}  // namespace retort::sql::sqlite
