#include "emit/postgres/column_sql.hpp"

#include <fmt/format.h>

#include <set>

#include "diff/rewrite.hpp"

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

std::string default_sql(const std::string& expression) {
    // DEFAULT takes a b_expr, where several operators and words need brackets (PostgreSQL's
    // grammar, ColConstraintElem); so, like pg_dump, everything with an operator gets them.
    static const std::set<std::string> words{"and", "at", "between", "collate", "ilike", "in", "is", "isnull",
                                             "like", "not", "notnull", "or", "overlaps", "similar"};
    bool brackets = diff::has_operator(expression);
    for (const ObjectName& each : diff::identifiers(expression)) brackets = brackets || words.contains(each.name);
    return brackets ? "(" + expression + ")" : expression;
}

std::string column_sql(const Column& column) {
    std::string sql = quote(column.name) + " " + to_sql(column.type);
    if (!column.compression.empty()) sql += " COMPRESSION " + column.compression;
    if (!column.collation.empty()) sql += " COLLATE " + column.collation;
    if (column.generated) sql += " GENERATED ALWAYS AS (" + column.generated->expression + ") STORED";
    if (column.default_sql) sql += " DEFAULT " + default_sql(*column.default_sql);
    if (column.identity) sql += " " + identity_sql(*column.identity);
    if (!column.nullable) sql += " NOT NULL";
    return sql;
}

}  // namespace retort::emit::postgres
