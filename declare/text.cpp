#include "declare/text.hpp"

#include <algorithm>

namespace retort::declare {

namespace {

std::string escaped(std::string_view text) {
    std::string made;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            made += std::string("\\") + c;
        else if (c == '\n')
            made += "\\n";
        else if (c == '\t')
            made += "\\t";
        else if (byte < 0x20 || byte == 0x7F)
            made += {'\\', static_cast<char>('0' + (byte >> 6)), static_cast<char>('0' + (byte >> 3 & 7)),
                     static_cast<char>('0' + (byte & 7))};
        else
            made += c;
    }
    return made;
}

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/// True if the words of `line` are separated by single spaces and none of them is read as a command.
bool is_plain_line(std::string_view line) {
    if (line.empty() || is_space(line.front()) || is_space(line.back())) return false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const auto byte = static_cast<unsigned char>(line[i]);
        if (byte < 0x20 || byte == 0x7F) return false;
        if (line[i] == ' ' && line[i + 1] == ' ') return false;
    }
    for (const std::string_view mark : {"\\brief", "@brief", "*/", "\?\?/"})
        if (line.find(mark) != std::string_view::npos) return false;
    // A backslash at the end of a comment continues it on the next line.
    return line.back() != '\\' && line.find("\\ ") == std::string_view::npos && line.front() != '<' &&
           line.front() != '*' && line.front() != '/' && line.front() != '!';
}

/// `line` in lines of at most `width` characters, cut at spaces.
void wrap(std::string_view line, std::size_t width, const std::string& prefix, std::vector<std::string>& made) {
    std::string current;
    while (!line.empty()) {
        const std::size_t end = std::min(line.find(' '), line.size());
        const std::string_view word = line.substr(0, end);
        line.remove_prefix(std::min(end + 1, line.size()));
        // A word that begins a line must not be read as part of the comment's mark.
        const bool bare = word.front() != '<' && word.front() != '*' && word.front() != '/' && word.front() != '!';
        if (!current.empty() && bare && width_of(current) + 1 + width_of(word) > width) {
            made.push_back(prefix + current);
            current.clear();
        }
        current += (current.empty() ? "" : " ") + std::string(word);
    }
    made.push_back(prefix + current);
}

}  // namespace

std::size_t width_of(std::string_view text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string literal(std::string_view text) { return "\"" + escaped(text) + "\""; }

std::vector<std::string> literal_pieces(std::string_view text, std::size_t width) {
    std::vector<std::string> pieces;
    while (!text.empty()) {
        std::size_t end = 0;
        // The next cut is after a line end, or after the last space that fits.
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (width_of(escaped(text.substr(0, i + 1))) > width && end > 0) break;
            if (text[i] == ' ' || text[i] == '\n') end = i + 1;
            if (text[i] == '\n') break;
            if (i + 1 == text.size()) end = text.size();
        }
        if (end == 0) end = text.size();
        pieces.push_back(literal(text.substr(0, end)));
        text.remove_prefix(end);
    }
    if (pieces.empty()) pieces.emplace_back("\"\"");
    return pieces;
}

bool is_doc_line(std::string_view text) { return text.find('\n') == std::string_view::npos && is_plain_line(text); }

std::vector<std::string> doc_comment(std::string_view text, const std::string& indent) {
    std::vector<std::string> made;
    const std::string prefix = indent + "/// ";
    bool first = true;
    for (std::size_t start = 0; start <= text.size();) {
        const std::size_t end = std::min(text.find('\n', start), text.size());
        const std::string_view line = text.substr(start, end - start);
        if (!is_plain_line(line)) return {};
        if (!first) made.push_back(indent + "///");
        wrap(line, line_width - prefix.size(), prefix, made);
        first = false;
        start = end + 1;
    }
    return made;
}

}  // namespace retort::declare
