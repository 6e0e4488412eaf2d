#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sql/sqlite/tokens.hpp"

namespace retort::sql::sqlite {

/// Walks the tokens of one stored statement.
class TokenCursor {
public:
    /// `what` names the statement in errors: "table users".
    TokenCursor(std::string_view sql, std::string what);

    bool at_end() const { return at_ == tokens_.size(); }
    /// True if the next token, or the one `ahead` tokens after it, is the keyword or symbol `text`.
    bool sees(std::string_view text, std::size_t ahead = 0) const;
    /// Consumes the keyword or symbol, if it is next.
    bool accept(std::string_view text);
    /// Consumes a list of keywords, if all of them are next: "IF NOT EXISTS".
    bool accept_all(std::initializer_list<std::string_view> words);
    void expect(std::string_view text);

    const Token& next();
    /// Consumes a name: bare or in one of the four kinds of quotes.
    std::string name();
    /// Consumes a pair of brackets, and returns the tokens between them.
    std::span<const Token> bracketed();
    /// Consumes one item of a list: the tokens up to the symbol "," or ")" that ends it.
    std::span<const Token> item();
    std::span<const Token> rest();
    /// How many items are left in the list that the next token belongs to.
    std::size_t items_left() const;

    std::size_t position() const { return at_; }
    std::span<const Token> since(std::size_t position) const;

    /// Throws Error RT225: SQLite accepts the statement, but this parser does not.
    [[noreturn]] void fail(std::string_view expected) const;

private:
    std::string sql_;
    std::string what_;
    std::vector<Token> tokens_;
    std::size_t at_ = 0;
};

}  // namespace retort::sql::sqlite
