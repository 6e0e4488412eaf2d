// tests/cases/lint: the findings of each script.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "lint_case.hpp"

namespace retort::test {
namespace {

std::vector<std::string> effect_lines(const std::string& sql, const std::vector<hazards::JudgedStatement>& statements) {
    std::vector<std::string> lines;
    for (const hazards::JudgedStatement& each : statements)
        for (const hazards::TableEffect& effect : each.effects) {
            const auto end = sql.begin() + static_cast<std::ptrdiff_t>(each.offset);
            lines.push_back(fmt::format("{} {}: {}, {}", 1 + std::count(sql.begin(), end, '\n'), display(effect.table),
                                        to_string(effect.lock), to_string(effect.work)));
        }
    return lines;
}

class LintCases : public ::testing::TestWithParam<LintCase> {};

TEST_P(LintCases, HaveTheirFindings) {
    for (const LintPart& part : GetParam().parts) {
        const auto judged = part.judge(GetParam().dialect);
        std::string messages;
        for (const hazards::JudgedStatement& each : judged)
            for (const hazards::Finding& finding : each.findings) messages += "\n  " + finding.message;
        EXPECT_EQ(finding_lines(part.sql, judged), part.findings) << GetParam().name << ", line " << part.line << ":\n"
                                                                  << part.sql << messages;
        if (part.has_effects) {
            EXPECT_EQ(effect_lines(part.sql, judged), part.effects) << GetParam().name << ", line " << part.line;
        }
    }
}

std::string case_name(const ::testing::TestParamInfo<LintCase>& info) {
    std::string name = info.param.name;
    std::replace_if(name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
    return name;
}

INSTANTIATE_TEST_SUITE_P(All, LintCases, ::testing::ValuesIn(lint_cases()), case_name);

/// For each rule a script that violates it, and, in the file of the rule's code, one that does not.
TEST(LintCases, CoverEveryRule) {
    std::set<std::string_view> violated, kept;
    for (const LintCase& each : lint_cases())
        for (const LintPart& part : each.parts) {
            const auto judged = part.judge(each.dialect);
            std::set<std::string_view> found;
            for (const hazards::JudgedStatement& statement : judged)
                for (const hazards::Finding& finding : statement.findings) found.insert(entry(finding.rule).code);
            violated.insert(found.begin(), found.end());
            for (const hazards::RuleEntry& rule : hazards::rules())
                if (each.name.find(rule.code) != std::string::npos && !found.contains(rule.code))
                    kept.insert(rule.code);
        }
    for (const hazards::RuleEntry& rule : hazards::rules()) {
        if (rule.rule == hazards::Rule::unused_allow) continue;  // of the comments: tests/review/lint
        EXPECT_TRUE(violated.contains(rule.code)) << rule.code << " " << rule.name;
        EXPECT_TRUE(kept.contains(rule.code)) << rule.code << " " << rule.name;
    }
}

}  // namespace
}  // namespace retort::test
