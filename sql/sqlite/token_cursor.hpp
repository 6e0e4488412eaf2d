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
    /// True when the next token is the keyword, or the symbol, `text`.
    bool sees(std::string_view text, std::size_t ahead = 0) const;
    /// Steps over the keyword or symbol, if it is next.
    bool accept(std::string_view text);
    /// Steps over each word of a list of keywords, if all of them are next: "IF NOT EXISTS".
    bool accept_all(std::initializer_list<std::string_view> words);
    void expect(std::string_view text);

    const Token& next();
    /// A name in any of its four quotings, or none.
    std::string name();
    /// What stands between the bracket that is next and the one that closes it.
    std::span<const Token> bracketed();
    /// The tokens up to the symbol "," or ")" that ends this item of a list.
    std::span<const Token> item();
    std::span<const Token> rest();

    std::size_t position() const { return at_; }
    std::span<const Token> since(std::size_t position) const;

    /// Throws Error RT225: SQLite has accepted the statement and we do not understand it.
    [[noreturn]] void fail(std::string_view expected) const;

private:
    std::string sql_;
    std::string what_;
    std::vector<Token> tokens_;
    std::size_t at_ = 0;
};

}  // namespace retort::sql::sqlite
