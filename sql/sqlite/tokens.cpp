#include "sql/sqlite/tokens.hpp"

#include <algorithm>

namespace retort::sql::sqlite {

namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\v' || c == '\f' || c == '\r'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool in_name(char c) {
    return is_letter(c) || is_digit(c) || c == '_' || c == '$' || (static_cast<unsigned char>(c) & 0x80U) != 0;
}

/// White space, wherever a token may begin.
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

constexpr std::string_view long_symbols[] = {"->>", "->", "||", "<<", ">>", "<=", ">=", "<>", "!=", "=="};

class Scanner {
public:
    explicit Scanner(std::string_view sql) : sql_(sql) {}

    std::vector<Token> run() {
        while (at_ < sql_.size()) step();
        return std::move(tokens_);
    }

private:
    char peek(std::size_t ahead) const { return at_ + ahead < sql_.size() ? sql_[at_ + ahead] : '\0'; }

    void take(TokenKind kind, std::size_t end) {
        tokens_.push_back({kind, sql_.substr(at_, end - at_), at_});
        at_ = end;
    }

    /// The offset after the closing quote, or npos.
    std::size_t quote_end(std::size_t open) const {
        const char close = sql_[open] == '[' ? ']' : sql_[open];
        for (std::size_t i = open + 1; i < sql_.size(); ++i) {
            if (sql_[i] != close) continue;
            if (close != ']' && i + 1 < sql_.size() && sql_[i + 1] == close)
                ++i;
            else
                return i + 1;
        }
        return std::string_view::npos;
    }

    void take_quoted(TokenKind kind, std::size_t open) {
        const std::size_t end = quote_end(open);
        if (end == std::string_view::npos)
            take(TokenKind::unclosed, sql_.size());
        else
            take(kind, end);
    }

    std::size_t word_end(std::size_t from) const {
        while (from < sql_.size() && in_name(sql_[from])) ++from;
        return from;
    }

    std::size_t number_end() const {
        std::size_t end = at_;
        if (sql_[end] == '0' && (peek(1) == 'x' || peek(1) == 'X')) return word_end(end);
        while (end < sql_.size()) {
            const char c = sql_[end];
            const bool exponent_sign =
                (c == '+' || c == '-') && end > at_ && (sql_[end - 1] == 'e' || sql_[end - 1] == 'E');
            if (!in_name(c) && c != '.' && !exponent_sign) break;
            ++end;
        }
        return end;
    }

    void step() {
        const char c = sql_[at_];
        if (is_space(c)) {
            ++at_;
        } else if (sql_.substr(at_).starts_with(byte_order_mark)) {
            at_ += byte_order_mark.size();
        } else if (c == '-' && peek(1) == '-') {
            at_ = std::min(sql_.find('\n', at_), sql_.size());
        } else if (c == '/' && peek(1) == '*') {
            const std::size_t end = sql_.find("*/", at_ + 2);
            if (end == std::string_view::npos)
                take(TokenKind::unclosed, sql_.size());
            else
                at_ = end + 2;
        } else if (c == '\'') {
            take_quoted(TokenKind::string, at_);
        } else if (c == '"' || c == '`' || c == '[') {
            take_quoted(TokenKind::quoted_name, at_);
        } else if ((c == 'x' || c == 'X') && peek(1) == '\'') {
            take_quoted(TokenKind::blob, at_ + 1);
        } else if (is_digit(c) || (c == '.' && is_digit(peek(1)))) {
            take(TokenKind::number, number_end());
        } else if (c == '?' || c == ':' || c == '@' || c == '$' || c == '#') {
            take(TokenKind::variable, word_end(at_ + 1));
        } else if (in_name(c)) {
            take(TokenKind::word, word_end(at_));
        } else {
            const auto* found = std::find_if(std::begin(long_symbols), std::end(long_symbols),
                                             [&](std::string_view each) { return sql_.substr(at_).starts_with(each); });
            take(TokenKind::symbol, at_ + (found == std::end(long_symbols) ? 1 : found->size()));
        }
    }

    std::string_view sql_;
    std::size_t at_ = 0;
    std::vector<Token> tokens_;
};

std::string mapped(std::string_view text, char first, char last, int by) {
    std::string out(text);
    for (char& c : out)
        if (c >= first && c <= last) c = static_cast<char>(c + by);
    return out;
}

}  // namespace

bool Token::is(std::string_view keyword) const { return kind == TokenKind::word && same_name(text, keyword); }

std::vector<Token> tokenize(std::string_view sql) { return Scanner(sql).run(); }

std::string unquote(std::string_view text) {
    if (text.size() < 2) return std::string(text);
    const char open = text.front();
    if (open != '"' && open != '\'' && open != '`' && open != '[') return std::string(text);
    std::string out;
    for (std::size_t i = 1; i + 1 < text.size(); ++i) {
        out += text[i];
        if (open != '[' && text[i] == open) ++i;
    }
    return out;
}

std::string to_lower(std::string_view text) { return mapped(text, 'A', 'Z', 'a' - 'A'); }
std::string to_upper(std::string_view text) { return mapped(text, 'a', 'z', 'A' - 'a'); }

bool same_name(std::string_view a, std::string_view b) {
    const auto fold = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return fold(x) == fold(y); });
}

}  // namespace retort::sql::sqlite
