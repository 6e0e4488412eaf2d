#include "schema/error_codes.hpp"

#include <gtest/gtest.h>

#include <regex>

#include "tests/support/golden.hpp"

namespace retort {
namespace {

/// docs/errors.md.
std::string page() {
    std::string text =
        "# Errors\n\nEvery error ends with its code in brackets. `retort explain CODE` prints what stands here. This "
        "page is\n"
        "generated from `schema/error_codes.def`: `RETORT_UPDATE_GOLDENS=1 ctest -R ErrorCodes` writes it.\n";
    for (const ErrorCodeEntry& each : error_codes()) {
        text += "\n## " + std::string(each.code) + ": " + std::string(each.title) + "\n\n";
        for (const char c : each.explanation) {
            if (c == '<' || c == '*') text += '\\';  // no markup
            text += c;
        }
        text += "\n";
    }
    return text;
}

TEST(ErrorCodes, ThePageOfTheDocumentationIsThisList) {
    test::expect_golden(std::filesystem::path(RETORT_DOCS) / "errors.md", page());
}

TEST(ErrorCodes, HaveATitleAndSentences) {
    for (const ErrorCodeEntry& each : error_codes()) {
        EXPECT_TRUE(std::regex_match(std::string(each.code), std::regex("RT[0-9]{3}"))) << each.code;
        EXPECT_FALSE(each.title.empty()) << each.code;
        EXPECT_LE(each.title.size(), 72U) << each.code;
        EXPECT_FALSE(each.title.ends_with('.')) << each.code;
        EXPECT_TRUE(each.explanation.ends_with('.')) << each.code;
        EXPECT_EQ(each.explanation.find("  "), std::string_view::npos) << each.code;
    }
}

TEST(ErrorCodes, AreFoundInEitherCase) {
    ASSERT_NE(find_error_code("rt084"), nullptr);
    EXPECT_EQ(find_error_code("rt084")->code, "RT084");
    EXPECT_EQ(find_error_code("RT999"), nullptr);
    EXPECT_EQ(find_error_code(""), nullptr);
}

TEST(ErrorCodes, AreParsed) {
    EXPECT_EQ(ErrorCode::parse("RT084"), ErrorCode("RT084"));
    EXPECT_TRUE(ErrorCode::parse("").empty());
    EXPECT_TRUE(ErrorCode::parse("nonsense").empty());
}

}  // namespace
}  // namespace retort
