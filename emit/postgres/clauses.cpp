#include "emit/postgres/clauses.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace retort::emit::postgres {

std::string alter_table_sql(const ObjectName& table) { return "ALTER TABLE " + quote(table) + " "; }

std::string list_sql(const std::vector<std::string>& names) {
    std::vector<std::string> quoted;
    quoted.reserve(names.size());
    for (const std::string& name : names) quoted.push_back(quote(name));
    return fmt::format("{}", fmt::join(quoted, ", "));
}

std::string schema_sql(const std::string& schema) { return schema.empty() ? "public" : quote(schema); }

std::string tablespace_sql(const std::string& tablespace) {
    return tablespace.empty() ? "pg_default" : quote(tablespace);
}

std::string storage_sql(const std::map<std::string, std::string>& storage) {
    std::vector<std::string> parts;
    for (const auto& [key, value] : storage) parts.push_back(fmt::format("{}={}", key, quote_literal(value)));
    return fmt::format("{}", fmt::join(parts, ", "));
}

StorageChange storage_change(const std::map<std::string, std::string>& from,
                             const std::map<std::string, std::string>& to) {
    StorageChange change;
    for (const auto& [key, value] : to)
        if (const auto old = from.find(key); old == from.end() || old->second != value) change.set.emplace(key, value);
    for (const auto& [key, value] : from)
        if (!to.contains(key)) change.reset.push_back(key);
    return change;
}

}  // namespace retort::emit::postgres
