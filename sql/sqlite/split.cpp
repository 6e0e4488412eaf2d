#include "sql/sqlite/split.hpp"

#include "sql/sqlite/tokens.hpp"
#include "sql/text_error.hpp"

namespace retort::sql::sqlite {

namespace {

[[noreturn]] void reject(std::string_view script, const Token& open) {
    if (open.text.starts_with("/*"))
        reject_unterminated(script, open.offset, "unterminated comment", "close it with */");
    reject_unterminated(script, open.offset, "unterminated quote",
                        "close it with the same quote; double a quote inside");
}

/// True when the statement that starts at `token` is a CREATE [TEMP] TRIGGER.
bool starts_trigger(const std::vector<Token>& tokens, std::size_t token) {
    const auto is = [&](std::size_t at, std::string_view word) { return at < tokens.size() && tokens[at].is(word); };
    if (is(token, "EXPLAIN")) {
        ++token;
        if (is(token, "QUERY") && is(token + 1, "PLAN")) token += 2;
    }
    if (!is(token, "CREATE")) return false;
    ++token;
    if (is(token, "TEMP") || is(token, "TEMPORARY")) ++token;
    return is(token, "TRIGGER");
}

}  // namespace

std::vector<std::string_view> split(std::string_view script) {
    reject_nul(script, "remove it");
    const std::vector<Token> tokens = tokenize(script);
    std::vector<std::string_view> statements;
    std::size_t first = 0;  // first token of the current statement
    bool trigger = false;
    for (std::size_t i = 0; i <= tokens.size(); ++i) {
        if (i < tokens.size() && tokens[i].kind == TokenKind::unclosed) reject(script, tokens[i]);
        if (i == first) trigger = starts_trigger(tokens, i);
        if (i < tokens.size() && !tokens[i].is_symbol(";")) continue;
        // ";END;" ends a trigger; any other semicolon is inside its body.
        const bool inside = trigger && i < tokens.size() &&
                            !(i >= first + 2 && tokens[i - 1].is("END") && tokens[i - 2].is_symbol(";"));
        if (inside) continue;
        if (i > first) {
            const Token& last = tokens[i - 1];
            const std::size_t start = tokens[first].offset;
            statements.push_back(script.substr(start, last.offset + last.text.size() - start));
        }
        first = i + 1;
    }
    return statements;
}

}  // namespace retort::sql::sqlite
