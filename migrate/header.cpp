#include "migrate/header.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace retort::migrate {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::string_view key_characters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";

/// A comment line of the header. Offsets count from the start of the text.
struct Line {
    std::size_t comment = 0;    ///< of the first character after "--" and blanks
    std::size_t end = 0;        ///< of the line's last character but blanks and line ends, plus one
    std::size_t next = 0;       ///< of the next line
    std::string_view key = {};  ///< empty: no key
    std::size_t value = 0;      ///< of the character after the colon of a key
};

std::vector<Line> header_of(std::string_view text) {
    std::vector<Line> lines;
    std::size_t start = text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
    while (start < text.size()) {
        Line line;
        line.next = std::min(text.find('\n', start), text.size() - 1) + 1;
        const std::string_view content = text.substr(start, line.next - start);
        if (content.starts_with("--")) {
            line.comment = start + std::min(content.find_first_not_of(" \t", 2), content.size());
            line.end = std::max(start + content.find_last_not_of(" \t\r\n") + 1, std::min(line.comment, line.next));
            const std::string_view comment = text.substr(line.comment, line.end - line.comment);
            if (comment.starts_with("migrate:")) break;
            const std::size_t colon = comment.find_first_not_of(key_characters);
            if (colon != std::string_view::npos && colon > 0 && comment[colon] == ':') {
                line.key = comment.substr(0, colon);
                line.value = line.comment + colon + 1;
            }
            lines.push_back(line);
        }
        start = line.next;
    }
    return lines;
}

constexpr std::string_view known_keys[] = {"branch_labels", "created",  "depends_on", "dialect",
                                           "down_revision", "replaces", "revision",   "verified"};

bool is_known(std::string_view key) {
    return std::find(std::begin(known_keys), std::end(known_keys), key) != std::end(known_keys);
}

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

}  // namespace

std::optional<std::string> header_value(const std::string& text, std::string_view key) {
    for (const Line& line : header_of(text))
        if (line.key == key)
            return std::string(trimmed(std::string_view(text).substr(line.value, line.end - line.value)));
    return std::nullopt;
}

std::string with_header(const std::string& text, std::string_view key, std::string_view value) {
    std::size_t after = 0;
    std::string changed = text;
    for (const Line& line : header_of(text)) {
        if (line.key == key)
            return changed.replace(line.value, std::max(line.end, line.value) - line.value, fmt::format(" {}", value));
        if (is_known(line.key)) after = line.next;
    }
    const std::string_view line_end = after >= 2 && text[after - 2] == '\r' ? "\r\n" : "\n";
    return changed.insert(after, fmt::format("-- {}: {}{}", key, value, line_end));
}

std::string with_number(const std::string& text, std::string_view number) {
    std::string changed = text;
    const std::vector<Line> lines = header_of(text);
    if (lines.empty() || is_known(lines.front().key)) return changed;
    const std::string_view title =
        std::string_view(text).substr(lines.front().comment, lines.front().end - lines.front().comment);
    const std::size_t digits = std::min(title.find_first_not_of("0123456789"), title.size());
    if (digits == 0 || (digits < title.size() && title[digits] != ' ')) return changed;
    return changed.replace(lines.front().comment, digits, number);
}

}  // namespace retort::migrate
