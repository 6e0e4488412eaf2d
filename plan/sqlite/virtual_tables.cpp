#include "plan/sqlite/virtual_tables.hpp"

#include <algorithm>
#include <optional>
#include <string_view>

#include "sql/sqlite/tokens.hpp"

namespace retort::plan::sqlite {

namespace {

using sql::sqlite::Token;

enum class Module { other, full_text, rtree };

/// The arguments of USING: columns, and options of the form name=value.
struct Arguments {
    Module module = Module::other;
    std::vector<std::string> columns{};
    std::optional<std::string> content{};
};

Module module_of(std::string_view name) {
    if (name == "fts3" || name == "fts4" || name == "fts5") return Module::full_text;
    return name == "rtree" || name == "rtree_i32" || name == "geopoly" ? Module::rtree : Module::other;
}

/// Reads the argument that starts at `at`. FTS3 also has the option `tokenize simple`.
void read_argument(std::vector<Token>::const_iterator at, std::vector<Token>::const_iterator end, Arguments& into) {
    if (at->is_symbol("+") && at + 1 != end) ++at;  // an auxiliary column of an R-tree
    const std::string name = sql::sqlite::unquote(at->text);
    const bool option = at + 1 != end && (at + 1)->is_symbol("=");
    if (option && at->is("content") && at + 2 != end) into.content = sql::sqlite::unquote((at + 2)->text);
    if (!option && !at->is("tokenize")) into.columns.push_back(name);
}

Arguments arguments_of(const Definition& virtual_table) {
    Arguments made;
    if (virtual_table.kind != ObjectKind::virtual_table) return made;
    const std::vector<Token> tokens = sql::sqlite::tokenize(virtual_table.sql);
    auto at = std::find_if(tokens.begin(), tokens.end(), [](const Token& each) { return each.is("USING"); });
    if (at == tokens.end() || at + 1 == tokens.end()) return made;
    made.module = module_of(sql::sqlite::to_lower(sql::sqlite::unquote((at + 1)->text)));
    at += 2;
    if (made.module == Module::other || at == tokens.end() || !at->is_symbol("(")) return made;
    int depth = 0;
    for (; at != tokens.end(); ++at) {
        const bool starts = depth == 1 && ((at - 1)->is_symbol(",") || (at - 1)->is_symbol("("));
        if (at->is_symbol("(")) ++depth;
        if (at->is_symbol(")") && --depth == 0) break;
        if (starts) read_argument(at, tokens.end(), made);
    }
    return made;
}

}  // namespace

std::string content_table(const Definition& virtual_table) {
    const Arguments arguments = arguments_of(virtual_table);
    return arguments.module == Module::full_text ? arguments.content.value_or("") : "";
}

std::vector<std::string> kept_columns(const Definition& before, const Definition& after) {
    const Arguments from = arguments_of(before), to = arguments_of(after);
    const bool store_rows = !from.content && !to.content;
    if (!store_rows || from.module != to.module || from.columns.empty() || to.columns.empty()) return {};
    using sql::sqlite::same_name;
    if (from.module == Module::rtree && !same_name(from.columns.front(), to.columns.front())) return {};
    std::vector<std::string> kept;
    for (const std::string& column : to.columns)
        if (std::any_of(from.columns.begin(), from.columns.end(),
                        [&](const std::string& each) { return same_name(each, column); }))
            kept.push_back(column);
    return kept;
}

bool is_full_text(const Definition& virtual_table) { return arguments_of(virtual_table).module == Module::full_text; }

}  // namespace retort::plan::sqlite
