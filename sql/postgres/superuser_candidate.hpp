#pragma once

#include <set>
#include <string>
#include <string_view>

// Which statements read_superuser_statement has to parse.
namespace retort::sql::postgres {

/// The settings of a superuser that scripts of pg_dump and of data set. None changes how a statement is parsed.
const std::set<std::string>& superuser_settings();

/// The beginning of the block that gives a sequence to the owner of a table.
constexpr std::string_view sequence_to_owner = "BEGIN EXECUTE format('ALTER SEQUENCE %s OWNER TO %I', ";

/// False for most statements: another role than a superuser may run them.
bool may_need_superuser(std::string_view sql);

}  // namespace retort::sql::postgres
