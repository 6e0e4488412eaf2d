#include "migrate/proof.hpp"

#include "support.hpp"

namespace retort::migrate::test {
namespace {

class ProofTest : public testing::TestWithParam<Dialect> {
protected:
    /// The schema of a new database after the script.
    Schema schema_of(const std::string& sql) {
        const auto database = scratch->create();
        if (!sql.empty()) database->execute(sql);
        return database->introspect();
    }

    TestDatabase place{GetParam()};
    std::unique_ptr<scratch::Scratch> scratch = place.scratch();
    const std::string a = "CREATE TABLE a (id integer NOT NULL, name varchar(20));";
    const std::string b = "CREATE TABLE b (id integer NOT NULL);";
    Schema from = schema_of(a);
    Schema to = schema_of(a + b);
};

INSTANTIATE_TEST_SUITE_P(Engines, ProofTest, testing::Values(Dialect::sqlite, Dialect::postgresql),
                         [](const auto& each) { return std::string(retort::to_string(each.param)); });

TEST_P(ProofTest, RunsUpDownUp) {
    const Proof proof = prove(from, to, revision("aaaa", {}, "0001", b, "DROP TABLE b;"), *scratch);
    EXPECT_EQ(proof.verified, "upgrade, downgrade, upgrade");
    std::vector<std::string> phases;
    for (const Timing& each : proof.timings) {
        phases.push_back(each.phase);
        EXPECT_GT(each.duration.count(), 0) << each.phase;
    }
    std::vector<std::string> expected{"build", "upgrade", "downgrade", "upgrade again"};
    if (info(GetParam()).server) expected.insert(expected.begin() + 2, "rows in new tables");
    EXPECT_EQ(phases, expected);
}

TEST_P(ProofTest, StartsFromEmptySchema) {
    EXPECT_EQ(prove(schema_of(""), from, revision("aaaa", {}, "0001", a, "DROP TABLE a;"), *scratch).verified,
              "upgrade, downgrade, upgrade");
}

TEST_P(ProofTest, WrongDowngradeReportsRemainingDifferences) {
    const std::string message =
        error_of([&] { prove(from, to, revision("aaaa", {}, "0001", b, "DROP TABLE a;"), *scratch); });
    EXPECT_HAS(message, "the downgrade of 0001 step 0001 (aaaa) does not produce the initial schema");
    EXPECT_HAS(message, "[RT082]");
    EXPECT_HAS(message, "note: remaining difference: ");
    EXPECT_HAS(message, "table b");
}

TEST_P(ProofTest, IncompleteUpgradeReportsRemainingDifferences) {
    const std::string message = error_of([&] { prove(from, to, revision("aaaa", {}, "0001", "", ""), *scratch); });
    EXPECT_HAS(message, "the upgrade of 0001 step 0001 (aaaa) does not produce the schema of the models");
    EXPECT_HAS(message, "table b");
}

TEST_P(ProofTest, FailingStatementIsReportedWithStep) {
    const std::string message =
        error_of([&] { prove(from, to, revision("aaaa", {}, "0001", b, "DROP TABLE nobody;"), *scratch); });
    EXPECT_HAS(message, "0001.sql:9:1: error: the downgrade of 0001 step 0001 (aaaa) failed: ");
    EXPECT_HAS(message, "note: this was the downgrade in the proof on " + scratch->describe());
    EXPECT_HAS(message, "no file was written");
    EXPECT_HAS_NOT(message, "the database is as it was") << "that one is thrown away";
}

TEST_P(ProofTest, AStartThatCannotBeBuiltIsAnError) {
    from.tables.begin()->second.columns[0].default_sql = "nothing_of_that_name(";
    EXPECT_HAS(error_of([&] { prove(from, to, revision("aaaa", {}, "0001", b, "DROP TABLE b;"), *scratch); }),
               "[RT080]");
}

TEST_P(ProofTest, AStartThatComesOutDifferentlyIsAnError) {
    if (GetParam() == Dialect::sqlite) GTEST_SKIP() << "SQLite stores texts as they are written";
    from.tables.begin()->second.columns[0].default_sql = "1+1";
    EXPECT_HAS(error_of([&] { prove(from, to, revision("aaaa", {}, "0001", b, "DROP TABLE b;"), *scratch); }),
               "[RT233]");
}

TEST_P(ProofTest, AnExtensionThatCannotBeCreatedIsLeftOut) {
    if (GetParam() == Dialect::sqlite) GTEST_SKIP() << "SQLite has no extensions in a schema";
    for (Schema* each : {&from, &to}) {
        Extension& extension = each->extensions["of_another_server"];
        extension.name = "of_another_server";
        extension.comment = "as pg_cron, which exists in one database only";
    }
    const Revision step = revision("aaaa", {}, "0001", b, "DROP TABLE b;");
    const Proof proof = prove(from, to, step, *scratch);
    EXPECT_EQ(proof.verified, "upgrade, downgrade, upgrade; without extension of_another_server");
    ASSERT_EQ(proof.notes.size(), 1U);
    EXPECT_HAS(proof.notes.front(), "extension of_another_server cannot be created in the scratch database");

    // Where a table uses it, the message names the extension too.
    from.tables.begin()->second.columns[0].type.sql = "type_of_it";
    const std::string message = error_of([&] { prove(from, to, step, *scratch); });
    EXPECT_HAS(message, "[RT080]");
    EXPECT_HAS(message, "before, extension of_another_server could not be created: ");
}

TEST_P(ProofTest, SecondUpgradeFindsRowsLeftByDowngrade) {
    // Introspection does not read rows; the second upgrade fails on them.
    const std::string up = "INSERT INTO a VALUES (1, 'x'); CREATE UNIQUE INDEX u ON a (id);";
    const Schema indexed = schema_of(a + "CREATE UNIQUE INDEX u ON a (id);");
    const std::string message =
        error_of([&] { prove(from, indexed, revision("aaaa", {}, "0001", up, "DROP INDEX u;"), *scratch); });
    EXPECT_HAS(message, "the upgrade after the downgrade in the proof");
}

}  // namespace
}  // namespace retort::migrate::test
