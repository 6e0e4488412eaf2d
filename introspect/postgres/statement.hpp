#pragma once

#include <string_view>

#include "introspect/statement.hpp"

namespace retort::introspect::postgres {

/// By the parse tree of libpg_query, whose grammar is that of PostgreSQL 15.
Made read_statement(std::string_view sql);

}  // namespace retort::introspect::postgres
