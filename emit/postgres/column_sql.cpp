#include "emit/postgres/column_sql.hpp"

#include <fmt/format.h>

namespace retort::emit::postgres {

std::string options_sql(const SequenceOptions& options) {
    std::string sql;
    const auto add = [&](const char* word, const std::optional<std::int64_t>& value) {
        if (value) sql += fmt::format("{}{} {}", sql.empty() ? "" : " ", word, *value);
    };
    add("START WITH", options.start);
    add("INCREMENT BY", options.increment);
    add("MINVALUE", options.minimum);
    add("MAXVALUE", options.maximum);
    add("CACHE", options.cache);
    if (options.cycle) sql += sql.empty() ? "CYCLE" : " CYCLE";
    return sql;
}

std::string identity_sql(const Identity& identity) {
    const std::string options = options_sql(identity.options);
    return fmt::format("GENERATED {} AS IDENTITY{}", identity.always ? "ALWAYS" : "BY DEFAULT",
                       options.empty() ? "" : " (" + options + ")");
}

std::string column_sql(const Column& column) {
    std::string sql = quote(column.name) + " " + to_sql(column.type);
    if (!column.compression.empty()) sql += " COMPRESSION " + column.compression;
    if (!column.collation.empty()) sql += " COLLATE " + column.collation;
    if (column.generated) sql += " GENERATED ALWAYS AS (" + column.generated->expression + ") STORED";
    if (column.default_sql) sql += " DEFAULT " + *column.default_sql;
    if (column.identity) sql += " " + identity_sql(*column.identity);
    if (!column.nullable) sql += " NOT NULL";
    return sql;
}

}  // namespace retort::emit::postgres
