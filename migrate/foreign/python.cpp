#include "migrate/foreign/python.hpp"

#include <algorithm>
#include <cctype>

namespace retort::migrate::python {

namespace {

constexpr std::string_view quotes = "'\"";

bool begins_name(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_' || (c & 0x80) != 0; }
bool in_name(char c) { return begins_name(c) || std::isdigit(static_cast<unsigned char>(c)) != 0; }

class Scanner {
public:
    explicit Scanner(std::string_view text) : text_(text) {}

    std::optional<std::vector<Line>> run() {
        while (at_ < text_.size())
            if (!logical_line()) return std::nullopt;
        return std::move(lines_);
    }

private:
    char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }

    bool logical_line() {
        Line line;
        while (peek() == ' ' || peek() == '\t') {
            line.indent = peek() == ' ' ? line.indent + 1 : line.indent / 8 * 8 + 8;
            ++at_;
        }
        line.number = number_;
        int open = 0;
        while (at_ < text_.size()) {
            const char c = peek();
            if (c == '\n') {
                ++at_, ++number_;
                if (open <= 0) break;
            } else if (c == '\\' && (peek(1) == '\n' || (peek(1) == '\r' && peek(2) == '\n'))) {
                at_ += peek(1) == '\n' ? 2 : 3;
                ++number_;
            } else if (c == '#') {
                at_ = std::min(text_.find('\n', at_), text_.size());
            } else if (c == ' ' || c == '\t' || c == '\r' || c == '\f') {
                ++at_;
            } else if (begins_name(c) || quotes.find(c) != std::string_view::npos) {
                if (!name_or_string(line)) return false;
            } else {
                if (c == '(' || c == '[' || c == '{') ++open;
                if (c == ')' || c == ']' || c == '}') --open;
                line.tokens.push_back({Token::Kind::other, std::string(1, c)});
                ++at_;
            }
        }
        if (!line.tokens.empty()) lines_.push_back(std::move(line));
        return true;
    }

    bool name_or_string(Line& line) {
        std::size_t end = at_;
        while (end < text_.size() && in_name(text_[end])) ++end;
        std::string name(text_.substr(at_, end - at_));
        const bool string = end < text_.size() && quotes.find(text_[end]) != std::string_view::npos && name.size() <= 2;
        at_ = end;
        if (!string) {
            line.tokens.push_back({Token::Kind::name, std::move(name)});
            return true;
        }
        std::transform(name.begin(), name.end(), name.begin(),
                       [](char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); });
        Token token{Token::Kind::string, {}, name.find_first_of("fb") == std::string::npos};
        if (!string_value(token, name.find('r') != std::string::npos)) return false;
        if (!line.tokens.empty() && line.tokens.back().kind == Token::Kind::string) {
            line.tokens.back().text += token.text;
            line.tokens.back().literal = line.tokens.back().literal && token.literal;
        } else {
            line.tokens.push_back(std::move(token));
        }
        return true;
    }

    /// From the opening quote on.
    bool string_value(Token& token, bool raw) {
        const char quote = peek();
        const bool triple = peek(1) == quote && peek(2) == quote;
        at_ += triple ? 3 : 1;
        while (at_ < text_.size()) {
            const char c = peek();
            if (c == quote && (!triple || (peek(1) == quote && peek(2) == quote))) {
                at_ += triple ? 3 : 1;
                return true;
            }
            if (c == '\n') {
                if (!triple) return false;
                ++number_;
            }
            if (c == '\\' && raw) {
                token.text += c;
                token.text += peek(1);
                if (peek(1) == '\n') ++number_;
                at_ += 2;
            } else if (c == '\\') {
                escape(token);
            } else {
                if (c != '\r') token.text += c;
                ++at_;
            }
        }
        return false;
    }

    /// From the backslash on. An escape that is not known here makes the string no literal.
    void escape(Token& token) {
        static constexpr std::string_view letters = "ntr\\'\"", values = "\n\t\r\\'\"";
        const char next = peek(1);
        at_ += 2;
        if (next == '\n')
            ++number_;
        else if (const std::size_t found = letters.find(next); found != std::string_view::npos)
            token.text += values[found];
        else if (std::isdigit(static_cast<unsigned char>(next)) != 0 || next == 'x' || next == 'u' || next == 'U' ||
                 next == 'N' || next == 'a' || next == 'b' || next == 'f' || next == 'v')
            token.literal = false;
        else
            (token.text += '\\') += next;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    int number_ = 1;
    std::vector<Line> lines_{};
};

}  // namespace

std::optional<std::vector<Line>> lines_of(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    return Scanner(text).run();
}

}  // namespace retort::migrate::python
