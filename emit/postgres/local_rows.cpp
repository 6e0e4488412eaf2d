#include "emit/postgres/local_rows.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "diff/local_rows.hpp"
#include "sql/identifiers.hpp"

namespace retort::emit::postgres {

namespace {

/// The tables that hold local rows of `table` in both states; none if no descendant is a foreign table.
std::optional<std::vector<ObjectName>> local_tables(const ObjectName& table, const Context& context) {
    if (!has_foreign_rows(table, context)) return std::nullopt;
    std::vector<ObjectName> tables = diff::tables_with_rows(table, context.to);
    const std::vector<ObjectName> before = diff::tables_with_rows(table, context.from);
    std::erase_if(
        tables, [&](const ObjectName& each) { return std::find(before.begin(), before.end(), each) == before.end(); });
    return tables;
}

}  // namespace

bool has_foreign_rows(const ObjectName& table, const Context& context) {
    return diff::has_foreign_descendant(table, context.from) || diff::has_foreign_descendant(table, context.to);
}

std::optional<std::vector<std::string>> local_updates(const ObjectName& table, const std::string& update,
                                                      const Context& context) {
    const auto tables = local_tables(table, context);
    if (!tables) return std::nullopt;
    std::vector<std::string> updates;
    for (const ObjectName& each : *tables)
        updates.push_back(
            fmt::format("UPDATE ONLY {}{}", quote(each), update.substr(("UPDATE " + quote(table)).size())));
    return updates;
}

std::string local_query(const ObjectName& table, std::string query, const Context& context) {
    const std::string from = " FROM " + quote(table);
    const auto tables = local_tables(table, context);
    const std::size_t at = query.rfind(from);
    const Table* after = context.to.find_table(table);
    if (!tables || at == std::string::npos || !after) return query;
    std::vector<std::string> columns, rows;
    for (const Column& each : after->columns)
        if (sql::references_name(query, each.name)) columns.push_back(quote(each.name));
    for (const ObjectName& each : *tables)
        rows.push_back(fmt::format("SELECT {} FROM ONLY {}", fmt::join(columns, ", "), quote(each)));
    if (rows.empty()) rows.push_back(fmt::format("SELECT {} FROM ONLY {}", fmt::join(columns, ", "), quote(table)));
    return query.replace(at, from.size(),
                         fmt::format(" FROM ({}) AS {}", fmt::join(rows, " UNION ALL "), quote(table.name)));
}

}  // namespace retort::emit::postgres
