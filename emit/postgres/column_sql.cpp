#include "emit/postgres/column_sql.hpp"

#include <fmt/format.h>

#include <set>

#include "emit/postgres/clauses.hpp"
#include "emit/postgres/sequence_sql.hpp"
#include "sql/identifiers.hpp"

namespace retort::emit::postgres {

std::string identity_sql(const Identity& identity) {
    std::string options = options_sql(identity.options);
    if (*identity.named && !identity.sequence->empty())
        options = "SEQUENCE NAME " + quote(*identity.sequence) + (options.empty() ? "" : " ") + options;
    return fmt::format("GENERATED {} AS IDENTITY{}", identity.always ? "ALWAYS" : "BY DEFAULT",
                       options.empty() ? "" : " (" + options + ")");
}

std::string default_sql(const std::string& expression) {
    // DEFAULT accepts a b_expr, where several operators and keywords need parentheses (PostgreSQL's grammar,
    // ColConstraintElem). As in pg_dump, every expression with an operator gets them.
    static const std::set<std::string> words{"and",    "at",   "between", "collate", "ilike", "in",       "is",
                                             "isnull", "like", "not",     "notnull", "or",    "overlaps", "similar"};
    bool brackets = sql::has_operator(expression);
    for (const ObjectName& each : sql::identifiers(expression)) brackets = brackets || words.contains(each.name);
    return brackets ? "(" + expression + ")" : expression;
}

std::string column_sql(const Column& column) {
    std::string sql = quote(column.name) + " " + to_sql(column.type);
    if (!column.compression.empty()) sql += " COMPRESSION " + column.compression;
    if (!column.collation.empty()) sql += " COLLATE " + column.collation;
    if (column.generated)
        sql += " GENERATED ALWAYS AS (" + column.generated->expression +
               (column.generated->stored ? ") STORED" : ") VIRTUAL");
    if (column.default_sql) sql += " DEFAULT " + default_sql(*column.default_sql);
    if (column.identity) sql += " " + identity_sql(*column.identity);
    if (!column.nullable) {
        const bool not_valid = column.not_null && column.not_null->not_valid;
        const std::string name = column.not_null ? column.not_null->name : "";
        if (!not_valid && !name.empty()) sql += " CONSTRAINT " + quote(name);
        if (!not_valid) sql += column.not_null && column.not_null->no_inherit ? " NOT NULL NO INHERIT" : " NOT NULL";
    }
    return sql;
}

std::string alter_column_sql(const ObjectName& table, const std::string& column) {
    return alter_table_sql(table) + "ALTER COLUMN " + quote(column) + " ";
}

}  // namespace retort::emit::postgres
