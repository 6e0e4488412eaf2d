#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace retort::sql::sqlite {

enum class TokenKind {
    word,         ///< a keyword or a bare identifier
    quoted_name,  ///< "x", `x` or [x]; "x" may be a string (quirks.html, section 8)
    string,       ///< 'x', which is a name where the grammar expects one
    blob,         ///< x'00ff'
    number,
    variable,  ///< ?1, :a, @a, $a
    symbol,    ///< an operator, a bracket, a comma, a semicolon
    unclosed   ///< a quote or comment that the text does not close
};

/// One token of SQLite's SQL (src/tokenize.c), a view into its text.
struct Token {
    TokenKind kind{};
    std::string_view text;   ///< as written, quotes included
    std::size_t offset = 0;  ///< bytes from the start of the text

    /// True for the bare word `keyword`, in any case.
    bool is(std::string_view keyword) const;
    /// True for the operator or bracket `symbol`.
    bool is_symbol(std::string_view symbol) const { return kind == TokenKind::symbol && text == symbol; }
};

/// The tokens of `sql`, without white space and comments. The views point into `sql`, which must
/// outlive them. No text is rejected: an unclosed quote or comment becomes a token.
std::vector<Token> tokenize(std::string_view sql);

/// The name or string that a token denotes: without its quotes, doubled quotes halved.
std::string unquote(std::string_view text);

/// ASCII only, like SQLite's own comparison of names.
std::string to_lower(std::string_view text);
std::string to_upper(std::string_view text);
bool same_name(std::string_view a, std::string_view b);

}  // namespace retort::sql::sqlite
