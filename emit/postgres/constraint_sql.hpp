#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "diff/change.hpp"

namespace retort::emit::postgres {

/// "a, b", each quoted where needed.
std::string list_sql(const std::vector<std::string>& names);

/// "CONSTRAINT name …", as in CREATE TABLE and ALTER TABLE … ADD.
std::string constraint_sql(const diff::Constraint& constraint);

/// "CREATE [UNIQUE] INDEX …".
std::string index_sql(const ObjectName& table, const Index& index);

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
