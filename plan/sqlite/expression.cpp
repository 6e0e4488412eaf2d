#include "plan/sqlite/expression.hpp"

#include <algorithm>
#include <vector>

namespace retort::plan::sqlite {

namespace {

bool in_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$' ||
           (static_cast<unsigned char>(c) & 0x80U) != 0;
}

}  // namespace

bool references_name(std::string_view sql, std::string_view name) {
    return references_folded(to_lower(sql), to_lower(name));
}

bool references_folded(std::string_view folded, std::string_view folded_name) {
    if (folded_name.empty()) return false;
    // A quote inside a quoted name is doubled.
    std::string word(folded_name);
    for (std::size_t i = 0; i < word.size(); ++i)
        if (word[i] == '"') word.insert(i++, 1, '"');
    for (std::size_t at = folded.find(word); at != std::string_view::npos; at = folded.find(word, at + 1)) {
        const bool starts = at == 0 || !in_word(folded[at - 1]) || !in_word(word.front());
        const std::size_t end = at + word.size();
        if (starts && (end == folded.size() || !in_word(folded[end]) || !in_word(word.back()))) return true;
    }
    return false;
}

bool is_constant(std::string_view expression) {
    if (expression.starts_with('-') || expression.starts_with('+')) expression.remove_prefix(1);
    if (expression.empty()) return false;
    const std::vector<sql::sqlite::Token> tokens = sql::sqlite::tokenize(expression);
    if (tokens.size() != 1) return false;
    const sql::sqlite::Token& one = tokens.front();
    return one.kind == sql::sqlite::TokenKind::number || one.kind == sql::sqlite::TokenKind::string ||
           one.kind == sql::sqlite::TokenKind::blob || one.is("NULL") || one.is("TRUE") || one.is("FALSE");
}

}  // namespace retort::plan::sqlite
