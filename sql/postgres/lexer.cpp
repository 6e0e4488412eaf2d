#include "sql/postgres/lexer.hpp"

#include <algorithm>
#include <cctype>

namespace retort::sql::postgres {

namespace {

bool starts_word(char c) {
    return std::isalpha(static_cast<unsigned char>(c)) || c == '_' || (static_cast<unsigned char>(c) & 0x80);
}
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool in_word(char c) { return starts_word(c) || is_digit(c) || c == '$'; }

/// The end of a quoted text whose content begins at `at`. A doubled quote does not end it.
std::size_t quoted_end(std::string_view sql, std::size_t at, char quote, bool escapes) {
    while (at < sql.size()) {
        if (escapes && sql[at] == '\\')
            at += 2;
        else if (sql[at] != quote)
            ++at;
        else if (at + 1 < sql.size() && sql[at + 1] == quote)
            at += 2;
        else
            return at + 1;
    }
    return sql.size();
}

/// The end of the dollar-quoted text at `at`; `at` if none begins there.
std::size_t dollar_end(std::string_view sql, std::size_t at) {
    std::size_t tag = at + 1;
    if (tag < sql.size() && is_digit(sql[tag])) return at;  // a parameter: $1
    while (tag < sql.size() && in_word(sql[tag]) && sql[tag] != '$') ++tag;
    if (tag >= sql.size() || sql[tag] != '$') return at;
    const std::string_view mark = sql.substr(at, tag + 1 - at);
    const std::size_t close = sql.find(mark, tag + 1);
    return close == std::string_view::npos ? sql.size() : close + mark.size();
}

std::size_t comment_end(std::string_view sql, std::size_t at) {
    if (sql.substr(at, 2) == "--") return std::min(sql.find('\n', at), sql.size());
    int depth = 0;
    while (at < sql.size()) {
        const std::string_view two = sql.substr(at, 2);
        if (two == "/*") {
            ++depth;
            at += 2;
        } else if (two == "*/") {
            at += 2;
            if (--depth == 0) return at;
        } else {
            ++at;
        }
    }
    return sql.size();
}

template <class In>
std::size_t end_of(std::string_view sql, std::size_t at, In in) {
    while (at < sql.size() && in(sql[at])) ++at;
    return at;
}

/// True if the letter begins a literal: E'…', B'…', X'…' or N'…'.
bool is_prefix(std::string_view sql, std::size_t at) {
    return at + 1 < sql.size() && sql[at + 1] == '\'' &&
           std::string_view("EeBbXxNn").find(sql[at]) != std::string_view::npos;
}

}  // namespace

Lexeme lexeme_at(std::string_view sql, std::size_t at) {
    const auto made = [&](LexemeKind kind, std::size_t end) {
        return Lexeme{kind, sql.substr(at, std::min(end, sql.size()) - at)};
    };
    const char c = sql[at];
    if (std::isspace(static_cast<unsigned char>(c))) return made(LexemeKind::space, at + 1);
    if (c == '\'') return made(LexemeKind::string, quoted_end(sql, at + 1, c, false));
    if (c == '"') return made(LexemeKind::quoted_identifier, quoted_end(sql, at + 1, c, false));
    if (is_prefix(sql, at)) return made(LexemeKind::string, quoted_end(sql, at + 2, '\'', c == 'E' || c == 'e'));
    if (starts_word(c)) return made(LexemeKind::word, end_of(sql, at, in_word));
    if (is_digit(c))
        return made(LexemeKind::number, end_of(sql, at, [](char each) { return in_word(each) || each == '.'; }));
    if (c == '$')
        if (const std::size_t end = dollar_end(sql, at); end != at) return made(LexemeKind::string, end);
    if (const std::string_view two = sql.substr(at, 2); two == "--" || two == "/*")
        return made(LexemeKind::comment, comment_end(sql, at));
    return made(LexemeKind::symbol, at + 1);
}

std::optional<std::string> string_value(const Lexeme& literal) {
    const std::string_view text = literal.text;
    if (literal.kind != LexemeKind::string || text.size() < 2 || text.front() != '\'') return std::nullopt;
    std::string value;
    for (std::size_t i = 1; i + 1 < text.size(); ++i) {
        value += text[i];
        if (text[i] == text.front()) ++i;  // a doubled quote
    }
    return value;
}

std::string identifier_name(const Lexeme& identifier) {
    std::string name;
    if (identifier.kind == LexemeKind::quoted_identifier) {
        for (std::size_t i = 1; i + 1 < identifier.text.size(); ++i) {
            name += identifier.text[i];
            if (identifier.text[i] == '"') ++i;
        }
        return name;
    }
    for (const char c : identifier.text) name += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return name;
}

Lexeme LexemeCursor::next() {
    const Lexeme lexeme = lexeme_at(sql_, at_);
    at_ += lexeme.text.size();
    if (lexeme.is("(") || lexeme.is("[")) ++depth_;
    if (lexeme.is(")") || lexeme.is("]")) --depth_;
    return lexeme;
}

std::size_t find_outside(std::string_view sql, std::string_view text, std::size_t start) {
    for (LexemeCursor cursor(sql, start); !cursor.done(); cursor.next())
        if (cursor.depth() == 0 && cursor.rest().starts_with(text)) return cursor.position();
    return std::string_view::npos;
}

std::size_t find_any_outside(std::string_view sql, std::string_view characters, std::size_t start) {
    for (LexemeCursor cursor(sql, start); !cursor.done(); cursor.next())
        if (cursor.depth() == 0 && characters.find(cursor.rest().front()) != std::string_view::npos)
            return cursor.position();
    return std::string_view::npos;
}

std::size_t after_bracket(std::string_view sql, std::size_t open) {
    for (LexemeCursor cursor(sql, open); !cursor.done();) {
        cursor.next();
        if (cursor.depth() == 0) return cursor.position();
    }
    return std::string_view::npos;
}

}  // namespace retort::sql::postgres
