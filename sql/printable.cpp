#include "sql/printable.hpp"

#include <fmt/format.h>

#include <cstdint>

namespace retort::sql {

namespace {

/// A character of UTF-8 text.
struct Character {
    std::size_t bytes = 1;
    std::int32_t number = -1;  ///< -1: one byte that is not UTF-8
};

Character character_at(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t index) { return static_cast<unsigned char>(text[index]); };
    const unsigned char first = byte(at);
    if (first < 0x80U) return {1, first};
    const std::size_t bytes = first >> 5U == 6U ? 2 : first >> 4U == 14U ? 3 : first >> 3U == 30U ? 4 : 0;
    if (bytes == 0 || at + bytes > text.size()) return {};
    std::int32_t number = first & (0x7FU >> bytes);
    for (std::size_t i = 1; i < bytes; ++i) {
        if (byte(at + i) >> 6U != 2U) return {};
        number = number << 6 | (byte(at + i) & 0x3F);
    }
    constexpr std::int32_t lowest[] = {0, 0, 0x80, 0x800, 0x10000};
    const bool surrogate = number >= 0xD800 && number <= 0xDFFF;
    return number < lowest[bytes] || number > 0x10FFFF || surrogate ? Character{} : Character{bytes, number};
}

bool controls(std::int32_t number) {
    const auto in = [number](std::int32_t first, std::int32_t last) { return number >= first && number <= last; };
    if (number == '\n' || number == '\t') return false;
    return number < 0x20 || in(0x7F, 0x9F) || number == 0x61C || in(0x200E, 0x200F) || in(0x2028, 0x202E) ||
           in(0x2066, 0x2069);
}

/// `text` with `replace(character, its bytes)` for each character that controls a terminal.
template <class Replace>
std::string replaced(std::string_view text, Replace replace) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const Character each = character_at(text, at);
        const std::string_view bytes = text.substr(at, each.bytes);
        // The line ends of Windows.
        const bool line_end = each.number == '\r' && at + 1 < text.size() && text[at + 1] == '\n';
        if (controls(each.number) && !line_end)
            out += replace(each, bytes);
        else
            out += bytes;
        at += each.bytes;
    }
    return out;
}

}  // namespace

std::string printable(std::string_view text) {
    return replaced(text, [](const Character& each, std::string_view bytes) {
        return each.number < 0x80 ? fmt::format("\\x{:02x}", static_cast<unsigned char>(bytes[0]))
                                  : fmt::format("\\u{:04x}", each.number);
    });
}

std::string printable_line(std::string_view line) {
    return replaced(line, [](const Character& each, std::string_view) {
        return std::string(each.bytes == 1 ? "?" : each.bytes == 2 ? "\u00BF" : "\uFFFD");
    });
}

}  // namespace retort::sql
