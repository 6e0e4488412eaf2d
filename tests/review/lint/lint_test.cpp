// Files, sections, severities and sizes.

#include "review/lint/lint.hpp"

#include <gtest/gtest.h>

#include "schema/error.hpp"

namespace retort::hazards {
namespace {

LintOptions options() {
    LintOptions out;
    out.dialect = Dialect::postgresql;
    return out;
}

LintFile file(const std::string& path, const std::string& text, bool reported = true) {
    return {path, text, parts_of(text, false), reported, true};
}

std::vector<std::string> lines(const LintReport& report) {
    std::vector<std::string> out;
    for (const LintFinding& each : report.findings)
        out.push_back(each.place.position.file + ":" + std::to_string(each.place.position.line) + ":" +
                      std::to_string(each.place.position.column) + " " + std::string(entry(each.rule).name));
    return out;
}

using Lines = std::vector<std::string>;

TEST(Lint, ReadsTheSectionsOfARevision) {
    const std::string text = "-- 0001 x\n-- migrate:up transaction:false\nA;\n-- migrate:down\nB;\n";
    const std::vector<Part> parts = parts_of(text, false);
    ASSERT_EQ(parts.size(), 2U);
    EXPECT_EQ(text.substr(parts[0].offset, parts[0].length), "A;\n");
    EXPECT_FALSE(parts[0].transaction);
    EXPECT_FALSE(parts[0].down);
    EXPECT_EQ(text.substr(parts[1].offset, parts[1].length), "B;\n");
    EXPECT_TRUE(parts[1].transaction);
    EXPECT_TRUE(parts[1].down);
}

TEST(Lint, AFileWithoutSectionsIsOnePart) {
    EXPECT_EQ(parts_of("A;", false).size(), 1U);
    EXPECT_FALSE(parts_of("A;", false)[0].transaction);
    EXPECT_TRUE(parts_of("A;", true)[0].transaction);
}

TEST(Lint, PositionsAreThoseOfTheFile) {
    const std::string text =
        "-- migrate:up\r\nALTER TABLE users\r\n  ADD n int,\r\n  DROP COLUMN \"ü\", DROP COLUMN b;\r\n-- "
        "migrate:down\r\nDROP TABLE x;\r\n";
    const LintReport report = lint({file("f.sql", text)}, options());
    EXPECT_EQ(lines(report), (Lines{"f.sql:4:3 drop-column", "f.sql:4:21 drop-column"}));
    EXPECT_EQ(report.findings[1].place.character, 20);
    EXPECT_EQ(report.findings[1].place.source_line, "  DROP COLUMN \"ü\", DROP COLUMN b;");
}

TEST(Lint, DowngradesAreJudgedOnRequest) {
    const std::string text = "-- migrate:up\nCREATE TABLE x (id bigint);\n-- migrate:down\nDROP TABLE x;\n";
    LintOptions with = options();
    EXPECT_EQ(lines(lint({file("f.sql", text)}, with)), Lines{});
    with.down = true;
    EXPECT_EQ(lines(lint({file("f.sql", text)}, with)), Lines{"f.sql:4:1 drop-table"});
}

TEST(Lint, EarlierFilesAreKnownAndTheirTablesAreNotNew) {
    const LintFile first = file("1.sql", "CREATE TABLE t (id bigint, v varchar(10));", false);
    EXPECT_EQ(lines(lint({first, file("2.sql", "ALTER TABLE t ALTER v TYPE text;\nDROP TABLE t;")}, options())),
              Lines{"2.sql:2:1 drop-table"});
    EXPECT_EQ(lines(lint({file("2.sql", "ALTER TABLE t ALTER v TYPE text;")}, options())),
              Lines{"2.sql:1:15 type-change-rewrites"});
    const LintReport report = lint({first}, options());
    EXPECT_EQ(report.files, 0U);
    EXPECT_TRUE(report.statements.empty());
}

TEST(Lint, SeveritiesAreChosen) {
    LintOptions chosen = options();
    const LintFile drop = file("f.sql", "DROP TABLE t;");
    EXPECT_EQ(lint({drop}, chosen).count(Severity::error), 1U);
    chosen.severities[Rule::drop_table] = Severity::warning;
    EXPECT_EQ(lint({drop}, chosen).count(Severity::warning), 1U);
    chosen.severities[Rule::drop_table] = Severity::off;
    EXPECT_TRUE(lint({drop}, chosen).findings.empty());
    chosen.severities[Rule::enum_value_position] = Severity::error;
    EXPECT_EQ(lines(lint({file("f.sql", "ALTER TYPE e ADD VALUE 'x';")}, chosen)),
              Lines{"f.sql:1:1 enum-value-position"});
}

TEST(Lint, SizesAreInTheMessage) {
    LintOptions sized = options();
    sized.sizes[{"", "t"}] = {41'000'000, 12'884'901'888};
    const LintReport report = lint({file("f.sql", "DROP TABLE t;")}, sized);
    EXPECT_EQ(report.findings[0].message, "drops the table t and its rows (t has about 41,000,000 rows, 12 GB)");
}

TEST(Lint, TheTimeOfAStatementIsEstimatedFromMeasuredRates) {
    constexpr std::int64_t gigabyte = 1 << 30;
    LintOptions sized = options();
    sized.sizes[{"", "t"}] = {41'000'000, 12 * gigabyte, 9 * gigabyte, 3};
    sized.rates = {.read = 0.5 * gigabyte, .copy = 0.25 * gigabyte, .sort = 0.0625 * gigabyte};
    const auto of_existing = [&](const std::string& sql) {
        const LintReport report = lint({file("f.sql", sql)}, sized);
        return report.findings.empty() ? std::string() : report.findings.front().message;
    };
    // Twice 9 GB are copied in 72 s, and three indexes are sorted in 144 s each: 504 s.
    EXPECT_TRUE(of_existing("ALTER TABLE t ALTER COLUMN n TYPE bigint;")
                    .ends_with(" (t has about 41,000,000 rows, 12 GB; about 8 min at the rate measured here)"));
    EXPECT_TRUE(of_existing("CREATE INDEX i ON t (n);").ends_with("; about 2 min at the rate measured here)"));
    EXPECT_TRUE(of_existing("ALTER TABLE t ADD CHECK (n > 0);").ends_with("; about 18 s at the rate measured here)"));
    EXPECT_TRUE(of_existing("DROP TABLE t;").ends_with("(t has about 41,000,000 rows, 12 GB)"));
    sized.rates = {};
    EXPECT_TRUE(of_existing("CREATE INDEX i ON t (n);").ends_with("(t has about 41,000,000 rows, 12 GB)"));
}

TEST(Lint, DescribesTimes) {
    EXPECT_EQ(describe_seconds(0.4), "less than a second");
    EXPECT_EQ(describe_seconds(1.2), "about 1 s");
    EXPECT_EQ(describe_seconds(89), "about 89 s");
    EXPECT_EQ(describe_seconds(180), "about 3 min");
    EXPECT_EQ(describe_seconds(7300), "about 2 h");
}

TEST(Lint, DescribesSizes) {
    EXPECT_EQ(describe({-1, 0}), "0 bytes");
    EXPECT_EQ(describe({999, 8192}), "about 999 rows, 8.0 kB");
    EXPECT_EQ(describe({1000, 15'000'000}), "about 1,000 rows, 14 MB");
}

TEST(Lint, ErrorsOfTheTextHaveTheLineOfTheFile) {
    try {
        lint({file("f.sql", "-- migrate:up\nSELECT 1;\nSELECT 'x;\n")}, options());
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.diagnostics()[0].code.text(), "RT033");
        EXPECT_EQ(error.diagnostics()[0].position.file, "f.sql");
        EXPECT_EQ(error.diagnostics()[0].position.line, 3);
    }
}

}  // namespace
}  // namespace retort::hazards
