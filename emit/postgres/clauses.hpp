#pragma once

#include <map>
#include <string>
#include <vector>

#include "schema/name.hpp"

/// Clauses that statements of several kinds of object share.
namespace retort::emit::postgres {

/// "ALTER TABLE name "
std::string alter_table_sql(const ObjectName& table);

/// "a, b", each quoted where needed.
std::string list_sql(const std::vector<std::string>& names);

/// The schema as SET SCHEMA and ON SCHEMA name it; an empty name is "public".
std::string schema_sql(const std::string& schema);

/// The tablespace as SET TABLESPACE names it; an empty name is "pg_default".
std::string tablespace_sql(const std::string& tablespace);

/// "key = value, …" for WITH (…) and SET (…).
std::string storage_sql(const std::map<std::string, std::string>& storage);

/// The storage parameters to set and to reset.
struct StorageChange {
    std::map<std::string, std::string> set;
    std::vector<std::string> reset;
};
StorageChange storage_change(const std::map<std::string, std::string>& from,
                             const std::map<std::string, std::string>& to);

}  // namespace retort::emit::postgres
