#include "schema/unicode.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <map>
#include <utility>

namespace retort {

namespace {

struct Range {
    std::uint32_t first, last;
};
struct LowerRun {
    std::uint32_t first, last, step;
    std::int32_t difference;
};
struct CombiningRun {
    std::uint32_t first, last;
    std::uint8_t combining_class;
};
struct Decomposition {
    std::uint32_t character, first, second;  // `second` is 0 for one part
};

constexpr Range words[] = {
#define RETORT_WORDS(...) __VA_ARGS__,
#include "schema/unicode_tables.def"
};
constexpr Range marks[] = {
#define RETORT_MARKS(...) __VA_ARGS__,
#include "schema/unicode_tables.def"
};
constexpr Range wide[] = {
#define RETORT_WIDE(...) __VA_ARGS__,
#include "schema/unicode_tables.def"
};
constexpr Range narrow[] = {
#define RETORT_NARROW(...) __VA_ARGS__,
#include "schema/unicode_tables.def"
};
constexpr LowerRun lower_runs[] = {
#define RETORT_LOWER(...) __VA_ARGS__,
#include "schema/unicode_tables.def"
};
constexpr CombiningRun combining_runs[] = {
#define RETORT_COMBINING(...) __VA_ARGS__,
#include "schema/unicode_tables.def"
};
constexpr Decomposition composed[] = {
#define RETORT_COMPOSED(...) __VA_ARGS__,
#include "schema/unicode_tables.def"
};
constexpr Decomposition decomposed[] = {
#define RETORT_DECOMPOSED(...) __VA_ARGS__,
#include "schema/unicode_tables.def"
};

/// The row of an ascending table whose range has `c`; nullptr for none.
template <class Row, std::size_t size>
const Row* find_range(const Row (&rows)[size], char32_t c) {
    const auto after = std::upper_bound(std::begin(rows), std::end(rows), c,
                                        [](char32_t left, const Row& row) { return left < row.first; });
    if (after == std::begin(rows) || c > std::prev(after)->last) return nullptr;
    return &*std::prev(after);
}

template <std::size_t size>
const Decomposition* find_character(const Decomposition (&rows)[size], char32_t c) {
    const auto found = std::lower_bound(std::begin(rows), std::end(rows), c,
                                        [](const Decomposition& row, char32_t right) { return row.character < right; });
    return found != std::end(rows) && found->character == c ? &*found : nullptr;
}

int combining_class(char32_t c) {
    const CombiningRun* run = find_range(combining_runs, c);
    return run == nullptr ? 0 : run->combining_class;
}

// Hangul syllables (the Unicode Standard, 3.12): a leading consonant, a vowel, and perhaps a trailing consonant.
constexpr char32_t syllables = 0xAC00, leading = 0x1100, vowels = 0x1161, trailing = 0x11A7;
constexpr char32_t leading_count = 19, vowel_count = 21, trailing_count = 28;
constexpr char32_t syllable_count = leading_count * vowel_count * trailing_count;

void decompose(char32_t c, std::u32string& out) {
    if (c >= syllables && c < syllables + syllable_count) {
        const char32_t index = c - syllables;
        out += leading + index / (vowel_count * trailing_count);
        out += vowels + index % (vowel_count * trailing_count) / trailing_count;
        if (index % trailing_count != 0) out += trailing + index % trailing_count;
        return;
    }
    const Decomposition* found = find_character(composed, c);
    if (found == nullptr) found = find_character(decomposed, c);
    if (found == nullptr) {
        out += c;
        return;
    }
    decompose(found->first, out);
    if (found->second != 0) decompose(found->second, out);
}

/// The character that two compose to; 0 for none.
char32_t compose(char32_t first, char32_t second) {
    if (first >= leading && first < leading + leading_count && second >= vowels && second < vowels + vowel_count)
        return syllables + ((first - leading) * vowel_count + (second - vowels)) * trailing_count;
    const bool open =
        first >= syllables && first < syllables + syllable_count && (first - syllables) % trailing_count == 0;
    if (open && second > trailing && second < trailing + trailing_count) return first + (second - trailing);
    static const std::map<std::pair<char32_t, char32_t>, char32_t> pairs = [] {
        std::map<std::pair<char32_t, char32_t>, char32_t> all;
        for (const Decomposition& each : composed) all[{each.first, each.second}] = each.character;
        return all;
    }();
    const auto found = pairs.find({first, second});
    return found == pairs.end() ? 0 : found->second;
}

/// The length of the valid sequence at the beginning of `text`, and its code point; 0 for none.
std::pair<std::size_t, char32_t> sequence(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(0);
    if (lead < 0x80) return {1, lead};
    const std::size_t length = lead >= 0xC2 && lead < 0xE0   ? 2
                               : lead >= 0xE0 && lead < 0xF0 ? 3
                               : lead >= 0xF0 && lead < 0xF5 ? 4
                                                             : 0;
    if (length == 0 || text.size() < length) return {0, 0};
    char32_t c = lead & (0x7FU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0) != 0x80) return {0, 0};
        c = c << 6 | (byte(i) & 0x3FU);
    }
    const bool overlong = (length == 3 && c < 0x800) || (length == 4 && c < 0x10000);
    if (overlong || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) return {0, 0};
    return {length, c};
}

}  // namespace

bool is_valid_utf8(std::string_view text) {
    while (!text.empty()) {
        const std::size_t length = sequence(text).first;
        if (length == 0) return false;
        text.remove_prefix(length);
    }
    return true;
}

std::u32string decode_utf8(std::string_view text) {
    std::u32string out;
    while (!text.empty()) {
        const auto [length, c] = sequence(text);
        out += length == 0 ? replacement_character : c;
        text.remove_prefix(std::max<std::size_t>(length, 1));
    }
    return out;
}

std::string encode_utf8(std::u32string_view text) {
    std::string out;
    for (const char32_t c : text) {
        const auto tail = [&](int shift) { out += static_cast<char>(0x80 | (c >> shift & 0x3F)); };
        if (c < 0x80) {
            out += static_cast<char>(c);
        } else if (c < 0x800) {
            out += static_cast<char>(0xC0 | c >> 6);
            tail(0);
        } else if (c < 0x10000) {
            out += static_cast<char>(0xE0 | c >> 12);
            tail(6);
            tail(0);
        } else {
            out += static_cast<char>(0xF0 | c >> 18);
            tail(12);
            tail(6);
            tail(0);
        }
    }
    return out;
}

std::u32string to_nfc(std::u32string_view text) {
    std::u32string parts;
    for (const char32_t c : text) decompose(c, parts);
    for (auto at = parts.begin(); at != parts.end();) {
        const auto starter = [](char32_t c) { return combining_class(c) == 0; };
        const auto end = std::find_if(at + 1, parts.end(), starter);
        std::stable_sort(starter(*at) ? at + 1 : at, end,
                         [](char32_t a, char32_t b) { return combining_class(a) < combining_class(b); });
        at = end;
    }

    std::u32string out;
    std::size_t starter = std::u32string::npos;  // in `out`
    for (const char32_t c : parts) {
        const int own = combining_class(c);
        if (starter != std::u32string::npos) {
            // Blocked: a character of the same or a higher class is between the two.
            const bool adjacent = starter + 1 == out.size();
            const bool blocked = !adjacent && combining_class(out.back()) >= own;
            if (const char32_t whole = blocked ? 0 : compose(out[starter], c); whole != 0) {
                out[starter] = whole;
                continue;
            }
        }
        if (own == 0) starter = out.size();
        out += c;
    }
    return out;
}

std::string to_nfc(std::string_view text) { return encode_utf8(to_nfc(decode_utf8(text))); }

char32_t to_lower(char32_t c) {
    const LowerRun* run = find_range(lower_runs, c);
    if (run == nullptr || (c - run->first) % run->step != 0) return c;
    return static_cast<char32_t>(static_cast<std::int32_t>(c) + run->difference);
}

bool is_word_character(char32_t c) { return find_range(words, c) != nullptr; }

bool is_mark(char32_t c) { return find_range(marks, c) != nullptr; }

std::size_t display_width(char32_t c) {
    if (find_range(narrow, c) != nullptr) return 0;
    return find_range(wide, c) != nullptr ? 2 : 1;
}

std::size_t display_width(std::string_view text) {
    std::size_t width = 0;
    for (const char32_t c : decode_utf8(text)) width += display_width(c);
    return width;
}

}  // namespace retort
