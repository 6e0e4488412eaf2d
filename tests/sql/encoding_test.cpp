#include "sql/encoding.hpp"

#include <gtest/gtest.h>

#include "schema/error.hpp"

namespace retort::sql {
namespace {

Diagnostic error_of(const std::string& text, const std::string& path = "a.sql") {
    try {
        check_encoding(text, path);
    } catch (const Error& error) {
        return error.diagnostics().at(0);
    }
    return {};
}

TEST(Encoding, Utf8IsAccepted) {
    for (const std::string text : {"", "a\n",
                                   "\xEF\xBB\xBF"
                                   "a",
                                   "caf\u00e9 \u20ac \U0001F600 \uFFFD", "\u202e\033"})
        EXPECT_EQ(error_of(text).message, "") << text;
}

TEST(Encoding, OtherBytesAreErrorsWithTheirPosition) {
    for (const std::string text : {"\xe9", "\xc0\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe2\x82", "\x80"}) {
        const Diagnostic error = error_of("caf\u00e9\n\u20ac " + text);
        EXPECT_EQ(error.code.text(), "RT336");
        EXPECT_EQ(error.position.line, 2) << error.message;
        EXPECT_EQ(error.position.column, 3) << error.message;
    }
    EXPECT_EQ(error_of(std::string("a\0b", 3)).position.column, 2);
}

TEST(Encoding, TheHintCanBeCopied) {
    EXPECT_EQ(error_of("\xFF\xFE"
                       "a",
                       "it's a.sql")
                  .hint,
              "save the file as UTF-8: iconv -f UTF-16LE -t UTF-8 'it'\\''s a.sql' > converted");
    EXPECT_EQ(error_of(std::string("\xFF\xFE\0\0a\0\0\0", 8)).message,
              "the file is not UTF-8, but seems to be UTF-32LE");
    EXPECT_EQ(error_of(std::string("a\0\n\0b\0", 6)).message, "the file is not UTF-8, but seems to be UTF-16LE");
}

}  // namespace
}  // namespace retort::sql
