#include "sql/statement.hpp"

#include "sql/postgres/split.hpp"
#include "sql/postgres/statement.hpp"
#include "sql/sqlite/split.hpp"
#include "sql/sqlite/statement.hpp"

namespace retort::sql {

Made read_statement(Dialect dialect, std::string_view sql) {
    return dialect == Dialect::postgresql ? sql::postgres::read_statement(sql) : sql::sqlite::read_statement(sql);
}

std::vector<std::string_view> split(Dialect dialect, std::string_view script) {
    return dialect == Dialect::postgresql ? sql::postgres::split(script) : sql::sqlite::split(script);
}

std::string describe(const Made& made) {
    std::string text = made.kind == "materialized_view" ? "materialized view" : made.kind;
    if (!made.name.empty()) text += " " + display(made.name);
    if (made.kind == "function" || made.kind == "procedure" || made.kind == "aggregate")
        text += "(" + made.arguments + ")";
    if (!made.table.empty()) text += " on " + display(made.table);
    return text;
}

}  // namespace retort::sql
