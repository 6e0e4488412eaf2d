#include "schema/unicode.hpp"

#include <gtest/gtest.h>

namespace retort {
namespace {

TEST(Unicode, ReadsAndWritesUtf8) {
    const std::string text = "a\u00e9\u20ac\U0001F600";
    EXPECT_EQ(decode_utf8(text), U"a\u00e9\u20ac\U0001F600");
    EXPECT_EQ(encode_utf8(decode_utf8(text)), text);
    EXPECT_TRUE(is_valid_utf8(text));
}

TEST(Unicode, InvalidBytesAreReplaced) {
    // A lone lead byte, an overlong form, a surrogate, a value above U+10FFFF, an end inside a character.
    for (const std::string text : {"\xC3(", "\xC0\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE2\x82"}) {
        EXPECT_FALSE(is_valid_utf8(text));
        EXPECT_EQ(decode_utf8(text).front(), replacement_character);
    }
    EXPECT_EQ(decode_utf8("\xE9t\xE9"), U"\uFFFDt\uFFFD");
}

// Examples of Unicode Standard Annex 15.
TEST(Unicode, ComposesCanonically) {
    EXPECT_EQ(to_nfc(U"e\u0301"), U"\u00e9");
    EXPECT_EQ(to_nfc(U"\u212B"), U"\u00C5") << "the sign of angstrom is the letter";
    EXPECT_EQ(to_nfc(U"D\u0307\u0323"), U"\u1E0C\u0307") << "marks are ordered first";
    EXPECT_EQ(to_nfc(U"\u1112\u1161\u11ab"), U"\uD55C") << "Hangul";
    EXPECT_EQ(to_nfc(U"\u0958"), U"\u0915\u093C") << "excluded from composition";
    EXPECT_EQ(to_nfc(U"\uFB01"), U"\uFB01") << "compatibility characters stay";
    EXPECT_EQ(to_nfc(std::string_view("caf\u00e9")), "caf\u00e9");
}

TEST(Unicode, LowerCase) {
    EXPECT_EQ(to_lower(U'A'), U'a');
    EXPECT_EQ(to_lower(U'\u00c9'), U'\u00e9');
    EXPECT_EQ(to_lower(U'\u03a9'), U'\u03c9');
    EXPECT_EQ(to_lower(U'\u0416'), U'\u0436');
    EXPECT_EQ(to_lower(U'\u0130'), U'i');
    EXPECT_EQ(to_lower(U'\u00df'), U'\u00df');
    EXPECT_EQ(to_lower(U'\u65e5'), U'\u65e5');
}

TEST(Unicode, Classes) {
    for (const char32_t c : {U'a', U'7', U'\u00e9', U'\u0436', U'\u65e5', U'\u0e01', U'\u0e31'})
        EXPECT_TRUE(is_word_character(c)) << static_cast<unsigned>(c);
    for (const char32_t c : {U' ', U'_', U'-', U'\u2192', U'\u3002', U'\u00a0', U'\U0001F600'})
        EXPECT_FALSE(is_word_character(c)) << static_cast<unsigned>(c);
    EXPECT_TRUE(is_mark(U'\u0301'));
    EXPECT_FALSE(is_mark(U'a'));
}

TEST(Unicode, DisplayWidth) {
    EXPECT_EQ(display_width("abc"), 3U);
    EXPECT_EQ(display_width("\u65e5\u672c"), 4U);
    EXPECT_EQ(display_width("e\u0301\u00e9"), 2U);
    EXPECT_EQ(display_width("\u200b"), 0U);
    EXPECT_EQ(display_width("\U0001F600"), 2U);
}

}  // namespace
}  // namespace retort
