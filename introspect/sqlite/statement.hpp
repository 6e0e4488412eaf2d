#pragma once

#include <string_view>

#include "introspect/statement.hpp"

namespace retort::introspect::sqlite {

/// By tokens: CREATE VIEW and CREATE TRIGGER; every name in them may be one that they need.
Made read_statement(std::string_view sql);

}  // namespace retort::introspect::sqlite
