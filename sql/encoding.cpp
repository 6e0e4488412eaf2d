#include "sql/encoding.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "schema/error.hpp"
#include "sql/text_file.hpp"

namespace retort::sql {

namespace {

constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";

unsigned char byte_at(std::string_view text, std::size_t at) { return static_cast<unsigned char>(text[at]); }

/// The bytes of the UTF-8 character at `at`; 0 if there is none.
std::size_t character_bytes(std::string_view text, std::size_t at) {
    const unsigned char first = byte_at(text, at);
    if (first < 0x80U) return first == 0 ? 0 : 1;
    const std::size_t bytes = first < 0xC2U ? 0 : first < 0xE0U ? 2 : first < 0xF0U ? 3 : first < 0xF5U ? 4 : 0;
    if (bytes == 0 || at + bytes > text.size()) return 0;
    for (std::size_t i = 1; i < bytes; ++i)
        if (byte_at(text, at + i) >> 6U != 2U) return 0;
    // Longer forms of shorter characters, surrogates, numbers above U+10FFFF (RFC 3629).
    const unsigned char second = byte_at(text, at + 1);
    const bool valid = first == 0xE0U   ? second >= 0xA0U
                       : first == 0xEDU ? second < 0xA0U
                       : first == 0xF0U ? second >= 0x90U
                       : first == 0xF4U ? second < 0x90U
                                        : true;
    return valid ? bytes : 0;
}

/// A guess from the byte order mark, or from the half of the bytes that are NUL.
std::optional<std::string_view> wide_encoding(std::string_view text) {
    if (text.starts_with(std::string_view("\xFF\xFE\0\0", 4))) return "UTF-32LE";
    if (text.starts_with(std::string_view("\0\0\xFE\xFF", 4))) return "UTF-32BE";
    if (text.starts_with("\xFF\xFE")) return "UTF-16LE";
    if (text.starts_with("\xFE\xFF")) return "UTF-16BE";
    const std::string_view start = text.substr(0, std::min<std::size_t>(text.size(), 4096));
    std::size_t even = 0, odd = 0;
    for (std::size_t i = 0; i < start.size(); ++i)
        if (start[i] == '\0') ++(i % 2 == 0 ? even : odd);
    // ASCII in UTF-16 has a NUL in every pair of bytes, always in the same place.
    if (start.size() >= 4 && odd * 4 > start.size() && even == 0) return "UTF-16LE";
    if (start.size() >= 4 && even * 4 > start.size() && odd == 0) return "UTF-16BE";
    return std::nullopt;
}

/// A command that can be copied: the file's name in single quotes if a shell would read it otherwise.
std::string conversion(std::string_view encoding, const std::string& path) {
    const bool plain = std::all_of(path.begin(), path.end(), [](unsigned char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '/' || c == '.' ||
               c == '_' || c == '-';
    });
    std::string quoted = path;
    for (std::size_t at = 0; (at = quoted.find("'", at)) != std::string::npos; at += 4) quoted.replace(at, 1, "'\\''");
    const std::string file = plain ? path : "'" + quoted + "'";
    return fmt::format("save the file as UTF-8: iconv -f {} -t UTF-8 {} > converted", encoding, file);
}

/// The offset of the first byte that is wrong; npos: none.
std::size_t first_wrong(std::string_view text) {
    std::size_t at = text.starts_with(utf8_mark) ? utf8_mark.size() : 0;
    while (at < text.size()) {
        const std::size_t bytes = character_bytes(text, at);
        if (bytes == 0) return at;
        at += bytes;
    }
    return std::string_view::npos;
}

}  // namespace

void check_encoding(std::string_view text, const std::string& path) {
    const std::size_t wrong = first_wrong(text);
    if (wrong == std::string_view::npos) return;
    const std::string_view before = text.substr(0, wrong);
    std::string_view line = before.substr(before.rfind('\n') + 1);
    if (line.starts_with(utf8_mark)) line.remove_prefix(utf8_mark.size());
    Diagnostic diagnostic;
    diagnostic.code = "RT336";
    diagnostic.position.file = path;
    if (const auto encoding = wide_encoding(text)) {
        diagnostic.message = fmt::format("the file is not UTF-8, but seems to be {}", *encoding);
        diagnostic.hint = conversion(*encoding, path);
        diagnostic.position.line = diagnostic.position.column = 1;
        throw Error(std::move(diagnostic));
    }
    diagnostic.position.line = 1 + static_cast<int>(std::count(before.begin(), before.end(), '\n'));
    diagnostic.position.column = 1 + static_cast<int>(std::count_if(line.begin(), line.end(), [](char c) {
                                     return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
                                 }));
    diagnostic.source_line = line_of(std::string(text), diagnostic.position.line);
    if (text[wrong] == '\0') {
        diagnostic.message = "the file has a NUL byte";
        diagnostic.hint = "remove it; what reads the text would end at such a byte, and ignore the rest";
    } else {
        diagnostic.message = fmt::format(
            "the file is not UTF-8: the byte {:02X}, which could be Latin-1 or Windows-1252", byte_at(text, wrong));
        diagnostic.hint = conversion("WINDOWS-1252", path);
    }
    throw Error(std::move(diagnostic));
}

std::string read_text_file(const std::string& path) {
    std::string text = read_file(path);
    check_encoding(text, path);
    if (text.starts_with(utf8_mark)) text.erase(0, utf8_mark.size());
    return text;
}

}  // namespace retort::sql
