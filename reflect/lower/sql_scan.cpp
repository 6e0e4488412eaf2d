#include <cctype>
#include <set>

#include "reflect/lower/context.hpp"

namespace retort::reflect {

namespace {

bool starts_word(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_' || (c & 0x80) != 0; }
bool in_word(char c) { return starts_word(c) || std::isdigit(static_cast<unsigned char>(c)) != 0 || c == '$'; }

/// The position after the quoted text that begins at `i`.
std::size_t after_quoted(const std::string& sql, std::size_t i) {
    const char quote = sql[i];
    for (++i; i < sql.size(); ++i) {
        if (sql[i] != quote) continue;
        if (i + 1 < sql.size() && sql[i + 1] == quote)
            ++i;
        else
            return i + 1;
    }
    return i;
}

}  // namespace

std::vector<std::string> columns_in(const std::string& sql, const std::vector<Column>& columns) {
    std::set<std::string> words;
    for (std::size_t i = 0; i < sql.size();) {
        if (sql[i] == '\'') {
            i = after_quoted(sql, i);
        } else if (sql[i] == '"') {
            const std::size_t end = after_quoted(sql, i);
            words.insert(sql.substr(i + 1, end > i + 1 ? end - i - 2 : 0));
            i = end;
        } else if (starts_word(sql[i])) {
            std::string word;
            for (; i < sql.size() && in_word(sql[i]); ++i)
                word += static_cast<char>(std::tolower(static_cast<unsigned char>(sql[i])));
            words.insert(word);
        } else if (in_word(sql[i])) {
            while (i < sql.size() && in_word(sql[i])) ++i;
        } else {
            ++i;
        }
    }
    std::vector<std::string> found;
    for (const Column& column : columns)
        if (words.count(column.name) != 0) found.push_back(column.name);
    return found;
}

std::string function_called(const std::string& sql) {
    std::size_t i = 0;
    std::string name;
    for (; i < sql.size() && in_word(sql[i]); ++i)
        name += static_cast<char>(std::tolower(static_cast<unsigned char>(sql[i])));
    if (name.empty() || i >= sql.size() || sql[i] != '(') return {};
    int depth = 0;
    while (i < sql.size()) {
        if (sql[i] == '\'' || sql[i] == '"') {
            i = after_quoted(sql, i);
            continue;
        }
        if (sql[i] == '(') ++depth;
        if (sql[i] == ')' && --depth == 0) return i + 1 == sql.size() ? name : std::string{};
        ++i;
    }
    return {};
}

}  // namespace retort::reflect
