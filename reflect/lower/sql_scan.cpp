#include <set>

#include "reflect/lower/context.hpp"
#include "sql/postgres/lexer.hpp"

namespace retort::reflect {

using sql::postgres::Lexeme;
using sql::postgres::LexemeCursor;
using sql::postgres::LexemeKind;

std::vector<std::string> columns_in(const std::string& sql, const std::vector<Column>& columns) {
    std::set<std::string> words;
    for (LexemeCursor cursor(sql); !cursor.done();)
        if (const Lexeme each = cursor.next(); each.is_identifier()) words.insert(sql::postgres::identifier_name(each));
    std::vector<std::string> found;
    for (const Column& column : columns)
        if (words.count(column.name) != 0) found.push_back(column.name);
    return found;
}

std::string function_called(const std::string& sql) {
    if (sql.empty()) return {};
    const Lexeme name = sql::postgres::lexeme_at(sql, 0);
    const std::size_t open = name.text.size();
    if (name.kind != LexemeKind::word || open == sql.size() || sql[open] != '(') return {};
    return sql::postgres::after_bracket(sql, open) == sql.size() ? sql::postgres::identifier_name(name) : std::string{};
}

}  // namespace retort::reflect
