#include "emit/postgres/array_casts.hpp"

#include <optional>

#include "sql/postgres/lexer.hpp"

namespace retort::emit::postgres {

namespace {

using sql::postgres::Lexeme;
using sql::postgres::LexemeKind;

constexpr std::string_view opening = "(ARRAY[";

struct Elements {
    std::string type;     ///< of every element
    std::size_t end = 0;  ///< at the "]"
};

/// Parses `'a'::type, 'b'::type` from `at` to the closing bracket; no value unless a further cast follows it.
std::optional<Elements> literals(std::string_view sql, std::size_t at) {
    Elements found;
    while (at < sql.size()) {
        const Lexeme literal = sql::postgres::lexeme_at(sql, at);
        if (literal.kind != LexemeKind::string) return std::nullopt;
        at += literal.text.size();
        if (sql.substr(at, 2) != "::") return std::nullopt;
        const std::size_t end = sql.find_first_of(",])(", at + 2);
        if (end == std::string_view::npos) return std::nullopt;
        const std::string_view type = sql.substr(at + 2, end - at - 2);
        if (!found.type.empty() && found.type != type) return std::nullopt;
        found.type = type;
        at = end;
        if (sql.substr(at, 2) == ", ") {
            at += 2;
            continue;
        }
        if (sql.substr(at, 4) != "])::") return std::nullopt;
        found.end = at;
        return found;
    }
    return std::nullopt;
}

}  // namespace

std::string keep_array_casts(std::string sql) {
    if (sql.find(opening) == std::string::npos) return sql;
    for (std::size_t i = 0; i < sql.size();) {
        if (!std::string_view(sql).substr(i).starts_with(opening)) {
            i += sql::postgres::lexeme_at(sql, i).text.size();
            continue;
        }
        i += opening.size();
        if (const auto elements = literals(sql, i)) {
            sql.insert(elements->end + 1, "::" + elements->type + "[]");
            i = elements->end;
        }
    }
    return sql;
}

}  // namespace retort::emit::postgres
