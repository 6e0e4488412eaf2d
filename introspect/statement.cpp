#include "introspect/statement.hpp"

#include "introspect/postgres/split.hpp"
#include "introspect/postgres/statement.hpp"
#include "introspect/sqlite/split.hpp"
#include "introspect/sqlite/statement.hpp"

namespace retort::introspect {

Made read_statement(Dialect dialect, std::string_view sql) {
    return dialect == Dialect::postgresql ? postgres::read_statement(sql) : sqlite::read_statement(sql);
}

std::vector<std::string_view> split(Dialect dialect, std::string_view script) {
    return dialect == Dialect::postgresql ? postgres::split(script) : sqlite::split(script);
}

std::string describe(const Made& made) {
    std::string text = made.kind == "materialized_view" ? "materialized view" : made.kind;
    if (!made.name.empty()) text += " " + display(made.name);
    if (made.kind == "function" || made.kind == "procedure" || made.kind == "aggregate")
        text += "(" + made.arguments + ")";
    if (!made.table.empty()) text += " on " + display(made.table);
    return text;
}

}  // namespace retort::introspect
