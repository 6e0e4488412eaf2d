#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What is read of Python files: names, strings and punctuation (The Python Language Reference, 2 Lexical analysis).
// Nothing is run.
namespace retort::migrate::python {

struct Token {
    enum class Kind { name, string, other } kind{};
    std::string text;     ///< a name, the value of a string, one character of anything else
    bool literal = true;  ///< of a string: false for one with replacement fields, or bytes
};

/// A logical line: its indentation, in columns, and its tokens. Lines within brackets and strings are one.
struct Line {
    int number = 0;
    int indent = 0;
    std::vector<Token> tokens;

    bool is(std::size_t at, std::string_view text) const {
        return at < tokens.size() && tokens[at].kind != Token::Kind::string && tokens[at].text == text;
    }
};

/// The logical lines that are not blank. Strings beside each other are one. Nothing for a string without an end.
std::optional<std::vector<Line>> lines_of(std::string_view text);

}  // namespace retort::migrate::python
