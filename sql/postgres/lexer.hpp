#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace retort::sql::postgres {

enum class LexemeKind {
    space,              ///< one character
    comment,            ///< -- to the end of the line, or /* … */, which may be nested
    word,               ///< a keyword or an unquoted identifier
    quoted_identifier,  ///< "…"
    string,             ///< '…', E'…', B'…', X'…', N'…' or $tag$…$tag$
    number,
    symbol  ///< one character
};

/// A token of SQL text, with the text as it is written.
struct Lexeme {
    LexemeKind kind{};
    std::string_view text{};

    bool is(std::string_view symbol) const { return kind == LexemeKind::symbol && text == symbol; }
    bool is_identifier() const { return kind == LexemeKind::word || kind == LexemeKind::quoted_identifier; }
};

/// The token that begins at `at` (PostgreSQL manual, chapter 4.1 Lexical Structure); `at` < sql.size(). A token that
/// the text does not end is as long as the rest. SQLite's expressions are read in the same way: [name] and `name` do
/// not occur in its canonical text.
Lexeme lexeme_at(std::string_view sql, std::size_t at);

/// The name of an identifier: unquoted, or in lower case if it has no quotes.
std::string identifier_name(const Lexeme& identifier);

/// The value of a string literal '…' without escapes; none for any other token.
std::optional<std::string> string_value(const Lexeme& literal);

/// Walks over the tokens of a text, and counts the open brackets.
class LexemeCursor {
public:
    explicit LexemeCursor(std::string_view sql, std::size_t at = 0) : sql_(sql), at_(at) {}

    bool done() const { return at_ >= sql_.size(); }
    std::size_t position() const { return at_; }
    /// Brackets of both forms, ( and [, that are open before the position.
    int depth() const { return depth_; }
    std::string_view rest() const { return sql_.substr(at_); }

    /// The token at the position; moves behind it.
    Lexeme next();

private:
    std::string_view sql_;
    std::size_t at_;
    int depth_ = 0;
};

/// The first position from `start` on, outside of literals, quoted names and brackets, at which `text` begins as
/// tokens; npos: there is none.
std::size_t find_outside(std::string_view sql, std::string_view text, std::size_t start = 0);

/// The same for the first of several characters.
std::size_t find_any_outside(std::string_view sql, std::string_view characters, std::size_t start = 0);

/// The position after the bracket that closes the one at `open`; npos: there is none.
std::size_t after_bracket(std::string_view sql, std::size_t open);

}  // namespace retort::sql::postgres
