#include "tools/env_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <optional>
#include <string_view>
#include <utility>

#include "schema/error.hpp"

namespace retort::tools {

namespace {

std::string_view trimmed(std::string_view text) {
    const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
    while (!text.empty() && blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && blank(text.back())) text.remove_suffix(1);
    return text;
}

bool is_name(std::string_view text) {
    const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
    return !text.empty() && letter(text.front()) &&
           std::all_of(text.begin(), text.end(), [&](char c) { return letter(c) || (c >= '0' && c <= '9'); });
}

/// The end of a line after a closing quote: nothing, or a comment.
bool is_rest(std::string_view text) {
    text = trimmed(text);
    return text.empty() || text.front() == '#';
}

std::optional<std::string> quoted_value(std::string_view text, char quote) {
    std::string value;
    for (std::size_t i = 1; i < text.size(); ++i) {
        const char c = text[i];
        if (c == quote) return is_rest(text.substr(i + 1)) ? std::optional(value) : std::nullopt;
        if (c == '\\' && quote == '"' && i + 1 < text.size()) {
            const char next = text[++i];
            if (next == 'n' || next == 't')
                value += next == 'n' ? '\n' : '\t';
            else if (next == '"' || next == '\\' || next == '$')
                value += next;
            else
                (value += c) += next;
        } else {
            value += c;
        }
    }
    return std::nullopt;
}

std::optional<std::string> value_of(std::string_view text) {
    text = trimmed(text);
    if (text.starts_with('"') || text.starts_with("'")) return quoted_value(text, text.front());
    for (std::size_t i = 0; i < text.size(); ++i)
        if (text[i] == '#' && (i == 0 || text[i - 1] == ' ' || text[i - 1] == '\t'))
            return std::string(trimmed(text.substr(0, i)));
    return std::string(text);
}

std::optional<std::pair<std::string, std::string>> variable(std::string_view line) {
    if (line.starts_with("export ") || line.starts_with("export\t")) line = trimmed(line.substr(7));
    const std::size_t equals = line.find('=');
    if (equals == std::string_view::npos) return std::nullopt;
    const std::string_view name = trimmed(line.substr(0, equals));
    std::optional<std::string> value = value_of(line.substr(equals + 1));
    if (!is_name(name) || !value) return std::nullopt;
    return std::pair(std::string(name), std::move(*value));
}

}  // namespace

Environment read_env_file(const std::filesystem::path& file, std::string shown) {
    Environment found{std::move(shown)};
    found.exists = std::filesystem::exists(file);
    if (!found.exists) return found;
    std::ifstream in(file, std::ios::binary);
    if (!in || std::filesystem::is_directory(file))
        throw Error("RT390",
                    fmt::format("cannot read {}: {}", found.file, in ? std::strerror(EISDIR) : std::strerror(errno)),
                    "make it readable, or name another file in [database] env_file");
    std::vector<Diagnostic> errors;
    int number = 0;
    for (std::string text; std::getline(in, text);) {
        ++number;
        if (number == 1 && text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
        const std::string_view line = trimmed(text);
        if (line.empty() || line.front() == '#') continue;
        if (auto read = variable(line))
            found.values.insert_or_assign(std::move(read->first), std::move(read->second));
        else
            errors.push_back({.code = "RT391",
                              .message = "the line is not NAME=value",
                              .position = {found.file, number, 1},
                              .hint = "put a value with spaces or # into quotes; comments begin with #"});
    }
    if (!errors.empty()) throw Error(std::move(errors));
    return found;
}

}  // namespace retort::tools
