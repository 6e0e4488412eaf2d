#include "preflight/exclusion_parts.hpp"

#include <algorithm>

namespace retort::preflight {

namespace {

/// Searches SQL text outside of quotes and parentheses.
class Walk {
public:
    explicit Walk(std::string_view text) : text_(text) {}

    /// The position after the parenthesis that closes the one at `at`; npos: there is none.
    std::size_t after_parenthesis(std::size_t at) const {
        int depth = 0;
        for (; at < text_.size(); ++at) {
            if (const char c = text_[at]; c == '\'' || c == '"') {
                at = text_.find(c, at + 1);
                if (at == std::string_view::npos) return at;
            } else if (c == '(') {
                ++depth;
            } else if (c == ')' && --depth == 0) {
                return at + 1;
            }
        }
        return std::string_view::npos;
    }

    /// The first position of `wanted` from `at` on; npos: there is none.
    std::size_t find(std::string_view wanted, std::size_t at) const {
        while (at < text_.size()) {
            if (text_.substr(at).starts_with(wanted)) return at;
            if (const char c = text_[at]; c == '\'' || c == '"') {
                const std::size_t close = text_.find(c, at + 1);
                if (close == std::string_view::npos) return close;
                at = close + 1;
            } else if (c == '(') {
                at = after_parenthesis(at);
            } else {
                ++at;
            }
        }
        return std::string_view::npos;
    }

private:
    std::string_view text_;
};

/// "room gist_int4_ops" → "room": an operator class is not part of the value.
std::string value_of(std::string_view element) {
    const Walk walk(element);
    std::size_t end = 0;
    if (element.starts_with('(')) {
        end = walk.after_parenthesis(0);
    } else {
        const std::size_t space = walk.find(" ", 0);
        end = space == std::string_view::npos ? element.size() : space;
    }
    if (end == std::string_view::npos) return std::string(element);
    constexpr std::string_view collate = " COLLATE ";
    if (element.substr(end).starts_with(collate)) {
        const std::size_t space = walk.find(" ", end + collate.size());
        end = space == std::string_view::npos ? element.size() : space;
    }
    return std::string(element.substr(0, end));
}

}  // namespace

ExclusionParts exclusion_parts(std::string_view definition) {
    ExclusionParts parts;
    const std::size_t open = definition.find('(');
    const std::size_t close = open == std::string_view::npos ? open : Walk(definition).after_parenthesis(open);
    if (!definition.starts_with("EXCLUDE ") || close == std::string_view::npos) return {};
    const std::string_view list = definition.substr(open + 1, close - open - 2);
    const Walk walk(list);
    for (std::size_t at = 0; at < list.size();) {
        const std::size_t comma = std::min(walk.find(", ", at), list.size());
        const std::string_view element = list.substr(at, comma - at);
        const std::size_t with = Walk(element).find(" WITH ", 0);
        if (with == std::string_view::npos) return {};
        parts.elements.push_back({value_of(element.substr(0, with)), std::string(element.substr(with + 6))});
        at = comma + 2;
    }
    if (const std::size_t where = Walk(definition).find(" WHERE (", close); where != std::string_view::npos) {
        const std::size_t end = Walk(definition).after_parenthesis(where + 7);
        if (end != std::string_view::npos) parts.predicate = definition.substr(where + 7, end - where - 7);
    }
    return parts;
}

}  // namespace retort::preflight
