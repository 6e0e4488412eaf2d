#include "sql/statement.hpp"

#include <algorithm>

#include "engine/engine.hpp"

namespace retort::sql {

Made read_statement(Dialect dialect, std::string_view sql) { return engine_for(dialect).read_statement(sql); }

SourceStatement read_source_statement(Dialect dialect, std::string_view sql) {
    return engine_for(dialect).read_source_statement(sql);
}

std::vector<std::string_view> split(Dialect dialect, std::string_view script) {
    return engine_for(dialect).split(script);
}

std::string describe(const Made& made) {
    std::string text = made.kind;
    std::replace(text.begin(), text.end(), '_', ' ');
    if (!made.name.empty()) text += " " + display(made.name);
    if (made.kind == "function" || made.kind == "procedure" || made.kind == "aggregate")
        text += "(" + made.arguments + ")";
    if (!made.table.empty()) text += " on " + display(made.table);
    return text;
}

}  // namespace retort::sql
