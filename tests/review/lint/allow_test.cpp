// '-- retort: allow RULE because REASON'

#include "review/lint/allow.hpp"

#include <gtest/gtest.h>

#include "review/lint/lint.hpp"
#include "schema/error.hpp"

namespace retort::hazards {
namespace {

/// The lines "LINE code" that are reported for a file.
std::vector<std::string> findings(const std::string& text, std::map<Rule, Severity> severities = {}) {
    LintOptions options;
    options.dialect = Dialect::postgresql;
    options.severities = std::move(severities);
    std::vector<std::string> lines;
    for (const LintFinding& each : lint({{"f.sql", text, parts_of(text, false), true, true}}, options).findings)
        lines.push_back(std::to_string(each.place.position.line) + " " + std::string(entry(each.rule).name));
    return lines;
}

using Lines = std::vector<std::string>;

TEST(Allow, SilencesTheStatementBelow) {
    EXPECT_EQ(findings("DROP TABLE a;\n"), Lines{"1 drop-table"});
    EXPECT_EQ(findings("-- retort: allow RT430 because it was never used\nDROP TABLE a;\nDROP TABLE b;\n"),
              Lines{"3 drop-table"});
}

TEST(Allow, ByCodeOrNameInAnyCase) {
    EXPECT_EQ(findings("-- retort: allow rt430 because x\nDROP TABLE a;"), Lines{});
    EXPECT_EQ(findings("--retort:  allow Drop-Table because x\nDROP TABLE a;"), Lines{});
}

TEST(Allow, SeveralRules) {
    EXPECT_EQ(findings("-- retort: allow drop-table, drop-cascade because all are empty\nDROP TABLE a CASCADE;"),
              Lines{});
    EXPECT_EQ(findings("-- retort: allow drop-table because x\n-- retort: allow drop-cascade because y\n"
                       "DROP TABLE a CASCADE;"),
              Lines{});
}

TEST(Allow, InsideAndAtTheEndOfTheLine) {
    EXPECT_EQ(findings("ALTER TABLE a\n  -- retort: allow drop-column because x\n  DROP COLUMN b;"), Lines{});
    EXPECT_EQ(findings("DROP TABLE a; -- retort: allow drop-table because x\nDROP TABLE b;"), Lines{"2 drop-table"});
}

TEST(Allow, ThatSilencesNothingIsReported) {
    EXPECT_EQ(findings("-- retort: allow drop-table because x\nCREATE TABLE a (id bigint);"), Lines{"1 unused-allow"});
    EXPECT_EQ(findings("CREATE TABLE a (id bigint);\n\n-- retort: allow drop-table because x\n"),
              Lines{"3 unused-allow"});
    // A rule that is off reports nothing that could be silenced.
    EXPECT_EQ(findings("-- retort: allow drop-table because x\nDROP TABLE a;", {{Rule::drop_table, Severity::off}}),
              Lines{"1 unused-allow"});
    EXPECT_EQ(findings("-- retort: allow drop-table because x\nSELECT 1;", {{Rule::unused_allow, Severity::off}}),
              Lines{});
}

TEST(Allow, InATextIsNone) {
    EXPECT_EQ(findings("INSERT INTO a VALUES ('\n-- retort: allow drop-table because x\n');\nDROP TABLE a;"),
              Lines{"4 drop-table"});
}

Diagnostic error(const std::string& text) {
    try {
        findings(text);
    } catch (const Error& error) {
        return error.diagnostics().front();
    }
    ADD_FAILURE() << text;
    return {};
}

TEST(Allow, NeedsAReason) {
    for (const char* text :
         {"-- retort: allow drop-table\nDROP TABLE a;", "-- retort: allow drop-table because\nDROP TABLE a;",
          "-- retort: allow drop-table because  \nDROP TABLE a;", "-- retort: alow drop-table because x\nSELECT 1;"})
        EXPECT_EQ(error(text).code.text(), "RT380") << text;
    const Diagnostic found = error("SELECT 1;\n  -- retort: allow drop-table\nDROP TABLE a;");
    EXPECT_EQ(found.position, (Position{"f.sql", 2, 3}));
    EXPECT_FALSE(found.hint.empty());
}

TEST(Allow, NamesARule) {
    const Diagnostic found = error("-- retort: allow drop-tabel because x\nDROP TABLE a;");
    EXPECT_EQ(found.code.text(), "RT381");
    EXPECT_EQ(found.hint, "did you mean 'drop-table'?");
}

}  // namespace
}  // namespace retort::hazards
