#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace retort {

/// U+FFFD, for what is not UTF-8.
inline constexpr char32_t replacement_character = 0xFFFD;

/// True when `text` is valid UTF-8: no overlong form, no surrogate, nothing above U+10FFFF.
bool is_valid_utf8(std::string_view text);

/// The code points of `text`; replacement_character for each byte that is not part of valid UTF-8.
std::u32string decode_utf8(std::string_view text);
std::string encode_utf8(std::u32string_view text);

/// The canonical composition of `text` (Unicode Standard Annex 15, NFC).
std::u32string to_nfc(std::u32string_view text);
std::string to_nfc(std::string_view text);

/// The lower-case letter by the simple mapping of the Unicode character database; `c` where there is none.
char32_t to_lower(char32_t c);

/// True for letters, marks and numbers of every script.
bool is_word_character(char32_t c);

/// True for a mark, which belongs to the letter before it.
bool is_mark(char32_t c);

/// The columns that `text` takes on a terminal: two for East Asian wide characters, none for marks and for characters
/// that format.
std::size_t display_width(std::string_view text);
std::size_t display_width(char32_t c);

}  // namespace retort
