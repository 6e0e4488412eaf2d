#include "review/lint/reports.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace retort::hazards {
namespace {

LintReport report() {
    const std::string text =
        "-- retort: allow drop-table because it is empty\nDROP TABLE a;\n\tALTER TABLE users DROP COLUMN email;\n"
        "ALTER TABLE users ALTER age DROP NOT NULL;\n";
    LintOptions options;
    options.dialect = Dialect::postgresql;
    options.sizes[{"", "users"}] = {1200, 4096};
    return lint({{"db/a b,c.sql", text, parts_of(text, false), true, true}}, options);
}

TEST(LintReports, Text) {
    EXPECT_EQ(to_text(report(), false),
              "db/a b,c.sql:3:20: error: drops the column users.email (users has about 1,200 rows, 4.0 kB) [RT431]\n"
              "    3 | \tALTER TABLE users DROP COLUMN email;\n"
              "      | \t                  ^\n"
              "  safer: Remove its uses from the program and deploy that first. Drop the column in a later migration.\n"
              "db/a b,c.sql:4:19: warning: users.age may be NULL from now on (users has about 1,200 rows, 4.0 kB) "
              "[RT444]\n"
              "    4 | ALTER TABLE users ALTER age DROP NOT NULL;\n"
              "      |                   ^\n"
              "  safer: Deploy programs that accept NULL first.\n");
    EXPECT_EQ(summary(report()), "1 error, 1 warning in 1 file; 1 allowed");
    EXPECT_EQ(summary({}), "0 errors, 0 warnings in 0 files");
}

TEST(LintReports, Colour) { EXPECT_NE(to_text(report(), true).find("\x1b[1;31merror:\x1b[0m"), std::string::npos); }

TEST(LintReports, Json) {
    const auto json = nlohmann::json::parse(to_json(report()));
    EXPECT_EQ(json["version"], 1);
    EXPECT_EQ(json["errors"], 1);
    EXPECT_EQ(json["warnings"], 1);
    ASSERT_EQ(json["findings"].size(), 2U);
    const auto& finding = json["findings"][0];
    EXPECT_EQ(finding["file"], "db/a b,c.sql");
    EXPECT_EQ(finding["line"], 3);
    EXPECT_EQ(finding["column"], 20);
    EXPECT_EQ(finding["code"], "RT431");
    EXPECT_EQ(finding["rule"], "drop-column");
    EXPECT_EQ(finding["severity"], "error");
    EXPECT_EQ(finding["harm"], "loses");
    EXPECT_EQ(finding["table"], "users");
    EXPECT_EQ(finding["size"]["rows"], 1200);
    ASSERT_EQ(json["statements"].size(), 3U);
    EXPECT_EQ(json["statements"][0]["allowed"], nlohmann::json::array({"RT430"}));
    EXPECT_EQ(json["statements"][1]["tables"][0]["lock"], "ACCESS EXCLUSIVE");
    EXPECT_EQ(json["statements"][1]["tables"][0]["work"], "catalog only");
    EXPECT_EQ(json["statements"][1]["harms"], nlohmann::json::array({"loses"}));
}

TEST(LintReports, GitHub) {
    const std::string text = to_github(report());
    EXPECT_TRUE(
        text.starts_with("::error file=db/a b%2Cc.sql,line=3,col=20,title=RT431 drop-column::drops the column "
                         "users.email (users has about 1,200 rows, 4.0 kB)%0ASafer: "))
        << text;
    EXPECT_NE(text.find("\n::warning file="), std::string::npos);
}

TEST(LintReports, Sarif) {
    const auto json = nlohmann::json::parse(to_sarif(report(), "1.2"));
    EXPECT_EQ(json["version"], "2.1.0");
    const auto& run = json["runs"][0];
    EXPECT_EQ(run["tool"]["driver"]["rules"].size(), rules().size());
    const auto& result = run["results"][0];
    EXPECT_EQ(result["ruleId"], "RT431");
    EXPECT_EQ(run["tool"]["driver"]["rules"][result["ruleIndex"].get<std::size_t>()]["id"], "RT431");
    EXPECT_EQ(result["level"], "error");
    const auto& location = result["locations"][0]["physicalLocation"];
    EXPECT_EQ(location["artifactLocation"]["uri"], "db/a%20b%2Cc.sql");
    EXPECT_EQ(location["region"]["startLine"], 3);
    EXPECT_EQ(location["region"]["startColumn"], 20);
    for (const auto& rule : run["tool"]["driver"]["rules"]) {
        const auto& level = rule["defaultConfiguration"]["level"];
        EXPECT_TRUE(level == "none" || level == "warning" || level == "error") << level;
    }
}

}  // namespace
}  // namespace retort::hazards
