#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "sql/sqlite/tokens.hpp"

namespace retort::hazards::sqlite {

/// Reads the tokens of one statement from left to right, without ever failing: what it does not find it returns empty.
class StatementReader {
public:
    explicit StatementReader(std::string_view sql) : tokens_(sql::sqlite::tokenize(sql)) {}

    bool done() const { return at_ >= tokens_.size(); }
    /// True for the keyword at the position, or `ahead` tokens after it.
    bool sees(std::string_view word, std::size_t ahead = 0) const {
        return at_ + ahead < tokens_.size() && tokens_[at_ + ahead].is(word);
    }
    bool sees_symbol(std::string_view symbol) const { return !done() && tokens_[at_].is_symbol(symbol); }
    bool accept(std::string_view word) {
        const bool found = sees(word);
        if (found) ++at_;
        return found;
    }
    bool accept_symbol(std::string_view symbol) {
        const bool found = sees_symbol(symbol);
        if (found) ++at_;
        return found;
    }
    void accept_if_exists() {
        if (!accept("IF")) return;
        accept("NOT");
        accept("EXISTS");
    }
    /// The name of an object, in lower case since SQLite does not tell them apart; of main, if it is qualified.
    std::string name() {
        std::string first = word();
        if (!accept_symbol(".")) return first;
        std::string second = word();
        return first == "main" ? second : first + "." + second;
    }
    /// The byte at which the next token begins.
    std::size_t position() const { return done() ? 0 : tokens_[at_].offset; }
    void skip() { ++at_; }
    /// True if the word is among the tokens that are left.
    bool has(std::string_view word) const {
        for (std::size_t i = at_; i < tokens_.size(); ++i)
            if (tokens_[i].is(word)) return true;
        return false;
    }
    /// The token `ahead` tokens after the position; an empty one at the end.
    sql::sqlite::Token peek(std::size_t ahead = 0) const {
        return at_ + ahead < tokens_.size() ? tokens_[at_ + ahead] : sql::sqlite::Token{};
    }
    bool empty() const { return tokens_.empty(); }

private:
    std::string word() {
        return done() ? std::string() : sql::sqlite::to_lower(sql::sqlite::unquote(tokens_[at_++].text));
    }

    std::vector<sql::sqlite::Token> tokens_;
    std::size_t at_ = 0;
};

}  // namespace retort::hazards::sqlite
