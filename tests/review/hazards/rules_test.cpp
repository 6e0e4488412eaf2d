#include "review/hazards/rules.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>

#include "schema/error_codes.hpp"
#include "tests/support/golden.hpp"

namespace retort::hazards {
namespace {

/// docs/hazard-codes.md.
std::string page() {
    std::string text =
        "# Hazard rules\n\nThe rules of `retort lint`. `retort explain CODE` prints what stands here. "
        "[hazards.md](hazards.md) is about their\nuse. This page is generated from `review/hazards/rules.def`: "
        "`RETORT_UPDATE_GOLDENS=1 ctest -R HazardRules` writes it.\n";
    for (const RuleEntry& each : rules()) {
        text += "\n## " + std::string(each.code) + " " + std::string(each.name) + "\n\n";
        text += "**" + std::string(to_string(each.severity)) + "**, " + std::string(to_string(each.harm)) + ": " +
                std::string(each.title) + ".\n\n";
        for (const std::string_view part : {each.explanation, each.safer}) {
            if (part == each.safer) text += "*Safer:* ";
            for (const char c : part) {
                if (c == '<' || c == '*' || c == '_') text += '\\';  // no markup
                text += c;
            }
            text += "\n\n";
        }
        text += "*Source:* " + std::string(each.source) + ".\n";
    }
    return text;
}

TEST(HazardRules, ThePageOfTheDocumentationIsThisList) {
    test::expect_golden(std::filesystem::path(RETORT_DOCS) / "hazard-codes.md", page());
}

TEST(HazardRules, ThatThePageOfOtherToolsNamesExist) {
    std::ifstream in(std::filesystem::path(RETORT_DOCS) / "hazards.md");
    const std::string text(std::istreambuf_iterator<char>(in), {});
    const std::regex code("RT4[0-9][0-9]");
    int found = 0;
    for (auto at = std::sregex_iterator(text.begin(), text.end(), code); at != std::sregex_iterator(); ++at, ++found)
        EXPECT_NE(find_rule(at->str()), nullptr) << at->str();
    EXPECT_GT(found, 80);
}

TEST(HazardRules, AreComplete) {
    EXPECT_GE(rules().size(), 45U);
    std::set<std::string_view> names;
    for (const RuleEntry& each : rules()) {
        EXPECT_TRUE(std::regex_match(std::string(each.code), std::regex("RT4[0-5][0-9]"))) << each.code;
        EXPECT_TRUE(std::regex_match(std::string(each.name), std::regex("[a-z]+(-[a-z]+)*"))) << each.name;
        EXPECT_TRUE(names.insert(each.name).second) << each.name;
        EXPECT_FALSE(each.title.empty() || each.title.ends_with('.')) << each.code;
        EXPECT_TRUE(each.explanation.ends_with('.')) << each.code;
        EXPECT_TRUE(each.safer.ends_with('.')) << each.code;
        EXPECT_FALSE(each.source.empty() || each.source.ends_with('.')) << each.code;
        EXPECT_EQ(find_error_code(each.code), nullptr) << each.code << " is an error code too";
        EXPECT_EQ(&entry(each.rule), &each);
    }
}

TEST(HazardRules, AreFoundByCodeAndName) {
    ASSERT_NE(find_rule("rt404"), nullptr);
    EXPECT_EQ(find_rule("rt404")->rule, Rule::type_change_rewrites);
    EXPECT_EQ(find_rule("Type-Change-Rewrites"), find_rule("RT404"));
    EXPECT_EQ(find_rule("RT084"), nullptr);
    EXPECT_EQ(find_rule(""), nullptr);
}

}  // namespace
}  // namespace retort::hazards
