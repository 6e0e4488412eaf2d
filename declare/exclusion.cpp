#include "declare/exclusion.hpp"

#include <string_view>

#include "sql/postgres/lexer.hpp"

namespace retort::declare {

namespace {

using sql::postgres::after_bracket;
using sql::postgres::find_any_outside;
using sql::postgres::find_outside;
using sql::postgres::Lexeme;
using sql::postgres::lexeme_at;

std::string_view trimmed(std::string_view text) {
    while (text.starts_with(' ')) text.remove_prefix(1);
    while (text.ends_with(' ')) text.remove_suffix(1);
    return text;
}

bool take(std::string_view& text, std::string_view word) {
    if (!text.starts_with(word)) return false;
    text = trimmed(text.substr(word.size()));
    return true;
}

/// A column, or an expression in brackets or a function call, at the start of the key; the rest stays in `text`.
bool take_subject(std::string_view& text, ExclusionKey& key) {
    if (text.empty()) return false;
    if (text.front() == '(') {
        const std::size_t end = after_bracket(text, 0);
        if (end == std::string_view::npos) return false;
        key.expression = text.substr(1, end - 2);
        text = trimmed(text.substr(end));
        return true;
    }
    const Lexeme name = lexeme_at(text, 0);
    if (!name.is_identifier()) return false;
    std::size_t end = name.text.size();
    if (end < text.size() && text[end] == '(') {
        end = after_bracket(text, end);
        if (end == std::string_view::npos) return false;
        key.expression = text.substr(0, end);
    } else if (end < text.size() && text[end] == '.') {
        return false;  // a function of another schema
    } else {
        key.column = sql::postgres::identifier_name(name);
    }
    text = trimmed(text.substr(end));
    return true;
}

std::optional<ExclusionKey> key_of(std::string_view text) {
    ExclusionKey key;
    const std::size_t with = find_outside(text, " WITH ");
    if (with == std::string_view::npos) return std::nullopt;
    key.op = trimmed(text.substr(with + 6));
    std::string_view rest = trimmed(text.substr(0, with));
    if (!take_subject(rest, key)) return std::nullopt;
    if (take(rest, "COLLATE ")) {
        const std::size_t end = std::min(rest.find(' '), rest.size());
        const Lexeme name = lexeme_at(rest, 0);
        if (name.text.size() != end) return std::nullopt;
        key.collation = sql::postgres::identifier_name(name);
        rest = trimmed(rest.substr(end));
    }
    if (rest.find("NULLS ") != std::string_view::npos) return std::nullopt;
    if (rest == "DESC" || rest.ends_with(" DESC")) {
        key.descending = true;
        rest = trimmed(rest.substr(0, rest.size() - 4));
    }
    key.opclass = rest;
    return key;
}

}  // namespace

std::optional<ExclusionParts> exclusion_parts(const std::string& definition) {
    ExclusionParts parts;
    std::string_view rest = definition;
    if (!take(rest, "EXCLUDE USING ")) return std::nullopt;
    const std::size_t open = rest.find('(');
    if (open == std::string_view::npos) return std::nullopt;
    parts.method = trimmed(rest.substr(0, open));
    const std::size_t end = after_bracket(rest, open);
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view list = rest.substr(open + 1, end - open - 2);
    for (std::size_t start = 0; start < list.size();) {
        const std::size_t comma = std::min(find_any_outside(list, ",", start), list.size());
        const auto key = key_of(trimmed(list.substr(start, comma - start)));
        if (!key) return std::nullopt;
        parts.keys.push_back(*key);
        start = comma + 1;
    }
    rest = trimmed(rest.substr(end));
    if (rest.starts_with("INCLUDE") || rest.starts_with("WITH")) return std::nullopt;
    if (take(rest, "WHERE ")) {
        const std::size_t close = rest.starts_with('(') ? after_bracket(rest, 0) : std::string_view::npos;
        if (close == std::string_view::npos) return std::nullopt;
        parts.predicate = rest.substr(1, close - 2);
        rest = trimmed(rest.substr(close));
    }
    parts.deferrable = take(rest, "DEFERRABLE");
    parts.initially_deferred = take(rest, "INITIALLY DEFERRED");
    return rest.empty() ? std::optional(parts) : std::nullopt;
}

}  // namespace retort::declare
