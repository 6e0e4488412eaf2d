#pragma once

#include <string>

#include "schema/column.hpp"

namespace retort::emit::postgres {

/// "GENERATED ALWAYS AS IDENTITY (…)".
std::string identity_sql(const Identity& identity);

/// The expression after DEFAULT, in parentheses where the grammar requires them.
std::string default_sql(const std::string& expression);

/// The column definition for CREATE TABLE and ADD COLUMN.
std::string column_sql(const Column& column);

/// "ALTER TABLE table ALTER COLUMN column "
std::string alter_column_sql(const ObjectName& table, const std::string& column);

}  // namespace retort::emit::postgres
