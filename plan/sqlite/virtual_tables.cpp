#include "plan/sqlite/virtual_tables.hpp"

#include <algorithm>
#include <vector>

#include "sql/sqlite/tokens.hpp"

namespace retort::plan::sqlite {

std::string content_table(const Definition& virtual_table) {
    if (virtual_table.kind != ObjectKind::virtual_table) return {};
    const std::vector<sql::sqlite::Token> tokens = sql::sqlite::tokenize(virtual_table.sql);
    const auto module =
        std::find_if(tokens.begin(), tokens.end(), [](const sql::sqlite::Token& each) { return each.is("USING"); });
    if (module == tokens.end() || module + 1 == tokens.end()) return {};
    const std::string name = sql::sqlite::to_lower(sql::sqlite::unquote((module + 1)->text));
    if (name != "fts4" && name != "fts5") return {};
    for (auto at = module + 2; at + 2 < tokens.end(); ++at)
        if (at->is("content") && (at + 1)->is_symbol("=")) return sql::sqlite::unquote((at + 2)->text);
    return {};
}

}  // namespace retort::plan::sqlite
