#pragma once

#include <string_view>

#include "sql/statement.hpp"

namespace retort::sql::postgres {

/// By the parse tree of libpg_query, whose grammar is that of PostgreSQL 15.
Made read_statement(std::string_view sql);

}  // namespace retort::sql::postgres
