#pragma once

#include <string_view>

#include "sql/statement.hpp"

namespace retort::sql::sqlite {

/// Reads the tokens of CREATE VIEW and CREATE TRIGGER. Every name in them may be a reference.
Made read_statement(std::string_view sql);

}  // namespace retort::sql::sqlite
