#include "preflight/exclusion_parts.hpp"

#include <algorithm>

#include "sql/postgres/lexer.hpp"

namespace retort::preflight {

namespace {

using sql::postgres::after_bracket;
using sql::postgres::find_outside;

/// "room gist_int4_ops" → "room": an operator class is not part of the value.
std::string value_of(std::string_view element) {
    std::size_t end = 0;
    if (element.starts_with('(')) {
        end = after_bracket(element, 0);
    } else {
        const std::size_t space = find_outside(element, " ");
        end = space == std::string_view::npos ? element.size() : space;
    }
    if (end == std::string_view::npos) return std::string(element);
    constexpr std::string_view collate = " COLLATE ";
    if (element.substr(end).starts_with(collate)) {
        const std::size_t space = find_outside(element, " ", end + collate.size());
        end = space == std::string_view::npos ? element.size() : space;
    }
    return std::string(element.substr(0, end));
}

}  // namespace

ExclusionParts exclusion_parts(std::string_view definition) {
    ExclusionParts parts;
    const std::size_t open = definition.find('(');
    const std::size_t close = open == std::string_view::npos ? open : after_bracket(definition, open);
    if (!definition.starts_with("EXCLUDE ") || close == std::string_view::npos) return {};
    const std::string_view list = definition.substr(open + 1, close - open - 2);
    for (std::size_t at = 0; at < list.size();) {
        const std::size_t comma = std::min(find_outside(list, ", ", at), list.size());
        const std::string_view element = list.substr(at, comma - at);
        const std::size_t with = find_outside(element, " WITH ");
        if (with == std::string_view::npos) return {};
        parts.elements.push_back({value_of(element.substr(0, with)), std::string(element.substr(with + 6))});
        at = comma + 2;
    }
    if (const std::size_t where = find_outside(definition, " WHERE (", close); where != std::string_view::npos) {
        const std::size_t end = after_bracket(definition, where + 7);
        if (end != std::string_view::npos) parts.predicate = definition.substr(where + 7, end - where - 7);
    }
    return parts;
}

}  // namespace retort::preflight
