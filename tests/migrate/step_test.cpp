// Lines that call a step of a program: parsing, and what cannot run them.

#include "migrate/step.hpp"

#include "migrate/chain_proof.hpp"
#include "migrate/execute.hpp"
#include "migrate/runner.hpp"
#include "support.hpp"

namespace retort::migrate::test {
namespace {

TEST(Step, IsNamedInAComment) {
    EXPECT_EQ(step_in("-- migrate:step fill"), "fill");
    EXPECT_EQ(step_in("--\tmigrate:step\t fill.slugs-2 \t"), "fill.slugs-2");
    EXPECT_EQ(step_in("-- migrate:step"), "");
    EXPECT_EQ(step_in("-- migrate:steps fill"), std::nullopt);
    EXPECT_EQ(step_in("-- a migrate:step fill"), std::nullopt);
    EXPECT_EQ(step_in("migrate:step fill"), std::nullopt);
}

TEST(Step, LineIsPartOfItsSection) {
    const Revision read = revision("aaaa", {}, "0001", "SELECT 1;\n-- migrate:step fill\nSELECT 2;", "");
    EXPECT_EQ(read.up.sql, "SELECT 1;\n-- migrate:step fill\nSELECT 2;\n");
    EXPECT_EQ(format_revision(parse_revision(format_revision(read), "f")), format_revision(read));
    const auto statements = statements_of(Dialect::sqlite, read, Direction::up);
    ASSERT_EQ(statements.size(), 3u);
    EXPECT_EQ(statements[0].step, std::nullopt);
    EXPECT_EQ(statements[1].step, "fill");
    EXPECT_EQ(statements[2].sql, "SELECT 2");
    const Revision other = revision("aaaa", {}, "0001", "SELECT 1;\nSELECT 2;", "");
    EXPECT_NE(read.up.checksum(), other.up.checksum()) << "a step that is taken out is a change";
}

TEST(Step, BadLinesAreErrors) {
    const auto error = [](const std::string& line) {
        return error_of([&] { revision("aaaa", {}, "0001", line, ""); });
    };
    EXPECT_HAS(error("-- migrate:step"), "0001.sql:6:4: error: '' is not the name of a step [RT061]");
    EXPECT_HAS(error("-- migrate:step fill all"), "'fill all' is not the name of a step");
    EXPECT_HAS(error("-- migrate:stp fill"), "did you mean 'migrate:step'?");
    EXPECT_HAS(error_of([] {
                   parse_revision(
                       "-- revision: a\n-- down_revision: none\n-- migrate:step fill\n"
                       "-- migrate:up\n-- migrate:down\n",
                       "f");
               }),
               "f:3:4: error: a step above the first '-- migrate:up' [RT061]");
}

TEST(Step, IsFoundAfterNestedCommentsAndBodies) {
    const Revision read = revision("aaaa", {}, "0001",
                                   "/* a /* b */\n-- migrate:step no\n*/ -- migrate:step one\n"
                                   "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$\n SELECT 1;\n$$;"
                                   " -- migrate:step two",
                                   "");
    const auto statements = statements_of(Dialect::postgresql, read, Direction::up);
    ASSERT_EQ(statements.size(), 3u);
    EXPECT_EQ(statements[0].step, "one");
    EXPECT_EQ(statements[2].step, "two");
    const Revision body = revision("aaaa", {}, "0001", "DO $$BEGIN\n-- migrate:step no\nEND$$;", "");
    EXPECT_HAS(error_of([&] { statements_of(Dialect::postgresql, body, Direction::up); }), "[RT349]");
}

class CommandAndStep : public testing::TestWithParam<Dialect> {
protected:
    CommandAndStep()
        : chain({revision("aaaa", {}, "0001", "CREATE TABLE a (id integer);", "DROP TABLE a;"),
                 revision("bbbb", {"aaaa"}, "0002", "CREATE TABLE b (id integer);\n-- migrate:step fill",
                          "DROP TABLE b;"),
                 revision("cccc", {"bbbb"}, "0003", "CREATE TABLE c (id integer);", "DROP TABLE c;")}) {}

    TestDatabase place{GetParam()};
    const std::unique_ptr<introspect::Database> database = place.connect();
    const VersionStore store{GetParam(), "retort_version", "retort_history"};
    const Chain chain;
};

INSTANTIATE_TEST_SUITE_P(Engines, CommandAndStep, testing::Values(Dialect::sqlite, Dialect::postgresql),
                         [](const auto& each) { return std::string(retort::to_string(each.param)); });

TEST_P(CommandAndStep, RunnerWithoutStepsRunsNothing) {
    Runner runner(*database, chain, store);
    const std::string error = error_of([&] { runner.upgrade("head"); });
    EXPECT_HAS(error, "0002.sql:7:1: error: retort cannot run the step 'fill' of 0002 step 0002 (bbbb)");
    EXPECT_HAS(error, "[RT346]");
    EXPECT_HAS(error, "nothing was run");
    EXPECT_TRUE(database->introspect().tables.empty());
    runner.upgrade("aaaa");
    EXPECT_EQ(store.current(*database), Heads{"aaaa"});
}

TEST_P(CommandAndStep, OnlyTheDirectionThatRunsCounts) {
    Steps steps;
    steps["fill"] = [](introspect::Database& each) { each.execute("INSERT INTO b VALUES (1)"); };
    RunOptions options;
    options.steps = &steps;
    Runner(*database, chain, store, options).upgrade("head");
    EXPECT_EQ(value(*database, "SELECT count(*) FROM b"), "1");
    Runner(*database, chain, store).downgrade("base");  // these sections call no step
    EXPECT_TRUE(store.current(*database).empty());
}

TEST_P(CommandAndStep, ScriptIsRejected) {
    const std::string error = error_of([&] { script(chain, store, "head", Direction::up); });
    EXPECT_HAS(error, "a script cannot run the step 'fill' of 0002 step 0002 (bbbb)");
    EXPECT_HAS(error, "[RT346]");
    EXPECT_HAS(script(chain, store, "bbbb:head", Direction::up), "CREATE TABLE c");
}

TEST_P(CommandAndStep, AProofSkipsIt) {
    const auto scratch = place.scratch();
    Schema schema;
    schema.dialect = GetParam();
    const std::vector<ChainProof> proofs = prove_chain(chain, {"bbbb"}, *scratch);
    ASSERT_EQ(proofs.size(), 1U);
    EXPECT_EQ(proofs[0].steps_not_run, std::vector<std::string>{"fill"});
    EXPECT_EQ(proofs[0].verified, "upgrade, downgrade, upgrade; without step fill");
    ASSERT_FALSE(proofs[0].notes.empty());
    EXPECT_HAS(proofs[0].notes[0], "fill of 0002 step 0002 (bbbb) was not run: only the program has the function");
}

}  // namespace
}  // namespace retort::migrate::test
