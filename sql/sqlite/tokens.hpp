#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace retort::sql::sqlite {

enum class TokenKind {
    word,         ///< a keyword or a bare identifier
    quoted_name,  ///< "x", `x` or [x]; "x" may turn out to be a string (quirks.html, section 8)
    string,       ///< 'x', which in the place of a name is a name
    blob,         ///< x'00ff'
    number,
    variable,  ///< ?1, :a, @a, $a
    symbol,    ///< an operator, a bracket, a comma, a semicolon
    unclosed   ///< a quote or comment that the text ends within
};

/// One token of SQLite's SQL (src/tokenize.c), a piece of the text it was read from.
struct Token {
    TokenKind kind{};
    std::string_view text;   ///< as written, quotes included
    std::size_t offset = 0;  ///< bytes from the start of the text

    /// True for the bare word `keyword`, which is given in upper case.
    bool is(std::string_view keyword) const;
    /// True for the operator or bracket `symbol`.
    bool is_symbol(std::string_view symbol) const { return kind == TokenKind::symbol && text == symbol; }
};

/// Text between two offsets, tokenised: spaces and comments are left out. The views point
/// into `sql`, which must outlive them. Nothing is refused: what is unclosed is a token.
std::vector<Token> tokenize(std::string_view sql);

/// The name or string that a token stands for: quotes removed, doubled ones halved.
std::string unquote(std::string_view text);

/// ASCII only, as SQLite compares names.
std::string to_lower(std::string_view text);
std::string to_upper(std::string_view text);
bool same_name(std::string_view a, std::string_view b);

}  // namespace retort::sql::sqlite
