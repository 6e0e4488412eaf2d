#include "sql/sqlite/token_cursor.hpp"

#include <algorithm>

#include "schema/error.hpp"

namespace retort::sql::sqlite {

namespace {

bool matches(const Token& token, std::string_view text) { return token.is(text) || token.is_symbol(text); }

}  // namespace

TokenCursor::TokenCursor(std::string_view sql, std::string what) : sql_(sql), what_(std::move(what)) {
    tokens_ = tokenize(sql_);
    // SQLite accepts a comment that the end of the text terminates.
    if (!tokens_.empty() && tokens_.back().kind == TokenKind::unclosed && tokens_.back().text.starts_with("/*"))
        tokens_.pop_back();
}

bool TokenCursor::sees(std::string_view text, std::size_t ahead) const {
    return at_ + ahead < tokens_.size() && matches(tokens_[at_ + ahead], text);
}

bool TokenCursor::accept(std::string_view text) {
    if (!sees(text)) return false;
    ++at_;
    return true;
}

bool TokenCursor::accept_all(std::initializer_list<std::string_view> words) {
    std::size_t ahead = 0;
    for (const std::string_view word : words)
        if (!sees(word, ahead++)) return false;
    at_ += ahead;
    return true;
}

void TokenCursor::expect(std::string_view text) {
    if (!accept(text)) fail(text);
}

const Token& TokenCursor::next() {
    if (at_end()) fail("more");
    return tokens_[at_++];
}

std::string TokenCursor::name() {
    const Token& token = next();
    switch (token.kind) {
        case TokenKind::word: return std::string(token.text);
        case TokenKind::quoted_name:
        case TokenKind::string: return unquote(token.text);
        default: --at_; fail("a name");
    }
}

std::span<const Token> TokenCursor::bracketed() {
    expect("(");
    const std::size_t first = at_;
    for (int depth = 1;; ++at_) {
        if (at_end()) fail(")");
        if (tokens_[at_].is_symbol("(")) ++depth;
        if (tokens_[at_].is_symbol(")") && --depth == 0) break;
    }
    return std::span<const Token>(tokens_).subspan(first, at_++ - first);
}

std::size_t TokenCursor::items_left() const {
    std::size_t items = 1;
    int depth = 1;
    for (std::size_t at = at_; at < tokens_.size() && depth > 0; ++at) {
        if (tokens_[at].is_symbol("(")) ++depth;
        if (tokens_[at].is_symbol(")")) --depth;
        if (depth == 1 && tokens_[at].is_symbol(",")) ++items;
    }
    return items;
}

std::span<const Token> TokenCursor::item() {
    const std::size_t first = at_;
    for (int depth = 0;; ++at_) {
        if (at_end()) fail(")");
        if (depth == 0 && (tokens_[at_].is_symbol(",") || tokens_[at_].is_symbol(")"))) break;
        if (tokens_[at_].is_symbol("(")) ++depth;
        if (tokens_[at_].is_symbol(")")) --depth;
    }
    return since(first);
}

std::span<const Token> TokenCursor::rest() {
    const std::size_t first = at_;
    at_ = tokens_.size();
    return since(first);
}

std::span<const Token> TokenCursor::since(std::size_t position) const {
    return std::span<const Token>(tokens_).subspan(position, at_ - position);
}

void TokenCursor::fail(std::string_view expected) const {
    Diagnostic diagnostic;
    diagnostic.code = "RT225";
    const std::size_t offset = at_ < tokens_.size() ? tokens_[at_].offset : sql_.size();
    diagnostic.message = "the stored definition of " + what_ + " can't be parsed at byte " + std::to_string(offset) +
                         ": expected " + std::string(expected) + ", found " +
                         (at_ < tokens_.size() ? "'" + std::string(tokens_[at_].text) + "'" : std::string("the end"));
    diagnostic.hint = "SQLite accepts it, so this is a bug in retort; the definition is: " + sql_;
    throw Error(std::move(diagnostic));
}

}  // namespace retort::sql::sqlite
