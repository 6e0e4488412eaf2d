#include "sql/search_path.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace retort::sql {

namespace {

/// PostgreSQL: the words of `options` are separated by spaces, and a backslash quotes the character after it
/// (pg_split_opts).
std::string option_word(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == ' ' || c == '\\' || (c >= '\t' && c <= '\r')) out += '\\';
        out += c;
    }
    return out;
}

std::string quoted_identifier(std::string_view name) {
    std::string out = "\"";
    for (const char c : name) out.append(c == '"' ? 2 : 1, c);
    return out + '"';
}

std::string percent_encoded(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z');
        out += plain || c == '_' || c == '-' ? std::string(1, c) : fmt::format("%{:02X}", byte);
    }
    return out;
}

}  // namespace

Url in_schema(const Url& url, std::string_view schema, std::string_view environment) {
    constexpr std::string_view key = "options=";
    const std::size_t mark = std::min(url.target.find('?'), url.target.size());
    std::string kept = url.target.substr(0, mark);
    std::string options = percent_encoded(environment);
    std::string_view rest = std::string_view(url.target).substr(mark);
    char separator = '?';
    while (!rest.empty()) {
        rest.remove_prefix(1);  // '?' or '&'
        const std::string_view pair = rest.substr(0, rest.find('&'));
        rest.remove_prefix(pair.size());
        if (pair.starts_with(key)) {
            options = pair.substr(key.size());  // libpq takes the last
        } else if (!pair.empty()) {
            kept += separator + std::string(pair);
            separator = '&';
        }
    }
    if (!options.empty()) options += "%20";
    options += "-c%20" + percent_encoded("search_path=" + option_word(quoted_identifier(schema)));
    Url inside = url;
    inside.target = fmt::format("{}{}{}{}", kept, separator, key, options);
    inside.display = fmt::format("{}, schema {}", url.display, schema);
    return inside;
}

}  // namespace retort::sql
