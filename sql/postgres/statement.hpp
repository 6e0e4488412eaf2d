#pragma once

#include <string_view>

#include "sql/statement.hpp"

namespace retort::sql::postgres {

/// Reads the parse tree of libpg_query, which has the grammar of PostgreSQL 15.
Made read_statement(std::string_view sql);

}  // namespace retort::sql::postgres
