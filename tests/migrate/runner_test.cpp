#include "migrate/runner.hpp"

#include <fmt/format.h>

#include "support.hpp"

namespace retort::migrate::test {
namespace {

/// Three revisions that run on both engines.
std::vector<Revision> three() {
    return {revision("aaaa1111", {}, "0001", "CREATE TABLE a (id integer PRIMARY KEY);\nINSERT INTO a VALUES (1);",
                     "DROP TABLE a;"),
            revision("bbbb1111", {"aaaa1111"}, "0002", "CREATE TABLE b (id integer)", "DROP TABLE b"),
            revision("cccc1111", {"bbbb1111"}, "0003", "CREATE TABLE c (id integer);", "DROP TABLE c;")};
}

/// `three` with a different second upgrade.
Chain with_second(const std::string& up, const std::string& options = {}) {
    auto revisions = three();
    revisions[1] = revision("bbbb1111", {"aaaa1111"}, "0002", up, "DROP TABLE b", options);
    return Chain(std::move(revisions));
}

class RunnerTest : public testing::TestWithParam<Dialect> {
protected:
    bool has_table(const std::string& name) {
        const bool postgres = GetParam() == Dialect::postgresql;
        return !database
                    ->query(postgres ? "SELECT 1 FROM pg_class WHERE relname = $1"
                                     : "SELECT 1 FROM sqlite_master WHERE name = $1",
                            {name})
                    .empty();
    }

    std::string version() { return value(*database, "SELECT version_num FROM retort_version"); }

    TestDatabase place{GetParam()};
    std::unique_ptr<introspect::Database> database = place.connect();
    VersionStore store{GetParam(), "retort_version", "retort_history"};
    Chain chain{three()};
    Runner runner{*database, chain, store};
};

INSTANTIATE_TEST_SUITE_P(Engines, RunnerTest, testing::Values(Dialect::sqlite, Dialect::postgresql),
                         [](const auto& each) { return std::string(retort::to_string(each.param)); });

TEST_P(RunnerTest, UpgradesAndDowngrades) {
    EXPECT_TRUE(runner.current().empty());
    EXPECT_FALSE(has_table("retort_version")) << "asking changes nothing";

    const RunResult up = runner.upgrade("+2");
    ASSERT_EQ(up.steps.size(), 2U);
    EXPECT_EQ(up.steps[1].revision->id, "bbbb1111");
    EXPECT_EQ(up.after, Heads{"bbbb1111"});
    EXPECT_EQ(version(), "bbbb1111");
    EXPECT_TRUE(has_table("b"));

    EXPECT_EQ(runner.upgrade("head").steps.size(), 1U);
    EXPECT_EQ(runner.upgrade("head").steps.size(), 0U) << "nothing to do";
    EXPECT_EQ(runner.current(), Heads{"cccc1111"});

    EXPECT_EQ(runner.downgrade("-1").after, Heads{"bbbb1111"});
    EXPECT_FALSE(has_table("c"));
    EXPECT_TRUE(runner.downgrade("base").after.empty());
    EXPECT_FALSE(has_table("a"));
    EXPECT_TRUE(has_table("retort_version"));
    EXPECT_EQ(value(*database, "SELECT count(*) FROM retort_version"), "0");
    EXPECT_FALSE(database->in_transaction());
}

TEST_P(RunnerTest, RecordsHistory) {
    runner.upgrade("+1");
    runner.downgrade("base");
    runner.stamp("bbbb");
    const auto history = store.history(*database);
    ASSERT_EQ(history.size(), 3U);
    EXPECT_EQ(history[0].revision, "aaaa1111");
    EXPECT_EQ(history[0].name, "step 0001");
    EXPECT_EQ(history[0].direction, "upgrade");
    EXPECT_EQ(history[0].checksum, chain.find("aaaa1111")->up.checksum());
    EXPECT_GE(history[0].duration_ms.value(), 0);
    EXPECT_EQ(history[0].applied_at.size(), std::string("2026-11-20T16:56:00Z").size());
    EXPECT_FALSE(history[0].retort_version.empty());
    EXPECT_EQ(history[1].direction, "downgrade");
    EXPECT_EQ(history[1].checksum, chain.find("aaaa1111")->down.checksum());
    EXPECT_EQ(history[2].direction, "stamp");
    EXPECT_EQ(history[2].revision, "bbbb1111");
}

TEST_P(RunnerTest, ReportsProgress) {
    struct Log : Observer {
        std::string text;
        void started(const Revision& revision, Direction) override { text += "+" + revision.number; }
        void finished(const Revision& revision, Direction, std::chrono::milliseconds) override {
            text += "-" + revision.number;
        }
    } log;
    RunOptions options;
    options.observer = &log;
    Runner(*database, chain, store, options).upgrade("+2");
    EXPECT_EQ(log.text, "+0001-0001+0002-0002");
}

TEST_P(RunnerTest, FailureRollsBackThatRevision) {
    const Chain broken =
        with_second("CREATE TABLE b (id integer);\n\n-- what goes wrong\nINSERT INTO b\n  VALUES (missing_column);");
    const std::string message = error_of([&] { Runner(*database, broken, store).upgrade("head"); });
    EXPECT_HAS(message, "the upgrade of 0002 step 0002 (bbbb1111) failed");
    EXPECT_HAS(message, "missing_column");
    EXPECT_HAS(message, "[RT070]");
    EXPECT_HAS(message, "0002.sql:10:11: error:") << "the location of the error";
    EXPECT_HAS(message, "   10 |   VALUES (missing_column);\n      |           ^");
    EXPECT_HAS(message, "0002.sql:9:1: note: the statement begins here");
    EXPECT_HAS(message, "the database is as it was before this revision");

    EXPECT_FALSE(database->in_transaction());
    EXPECT_EQ(version(), "aaaa1111") << "the revision before stays";
    EXPECT_TRUE(has_table("a"));
    EXPECT_FALSE(has_table("b"));
    EXPECT_FALSE(has_table("c"));
    const auto history = store.history(*database);
    ASSERT_EQ(history.size(), 2U);
    EXPECT_EQ(history[1].revision, "bbbb1111");
    EXPECT_EQ(history[1].outcome, "failed");
    EXPECT_HAS(history[1].error, "missing_column");

    EXPECT_EQ(runner.upgrade("head").steps.size(), 2U) << "mended, it goes on";
}

TEST_P(RunnerTest, FailureOfFirstRevisionLeavesNoVersionTable) {
    const Chain broken({revision("aaaa1111", {}, "0001", "CREATE TABLE a (id integer);\nnonsense;", "")});
    const std::string message = error_of([&] { Runner(*database, broken, store).upgrade("head"); });
    EXPECT_HAS(message, "0001.sql:7:1: error:");
    EXPECT_FALSE(has_table("a"));
    EXPECT_FALSE(has_table("retort_version"));
}

TEST_P(RunnerTest, FailingDowngradeChangesNothing) {
    runner.upgrade("head");
    auto revisions = three();
    revisions[2] = revision("cccc1111", {"bbbb1111"}, "0003", "", "DROP TABLE c;\nDROP TABLE nowhere;");
    const Chain broken(std::move(revisions));
    EXPECT_HAS(error_of([&] { Runner(*database, broken, store).downgrade("base"); }),
               "the downgrade of 0003 step 0003 (cccc1111) failed");
    EXPECT_TRUE(has_table("c"));
    EXPECT_EQ(version(), "cccc1111");
}

TEST_P(RunnerTest, FindsUnterminatedQuoteBeforeRunning) {
    const Chain broken = with_second("CREATE TABLE b (id integer);\nSELECT 'open;");
    const std::string message = error_of([&] { Runner(*database, broken, store).upgrade("head"); });
    EXPECT_HAS(message, "0002.sql:7:8: error:");
    EXPECT_HAS(message, "[RT033]");
    EXPECT_EQ(version(), "aaaa1111");
}

TEST_P(RunnerTest, RejectsCommitInTransactionSection) {
    const Chain broken = with_second("CREATE TABLE b (id integer);\nCOMMIT;\nCREATE TABLE d (id integer);");
    const std::string message = error_of([&] { Runner(*database, broken, store).upgrade("head"); });
    EXPECT_HAS(message, "0002.sql:7:1: error: the upgrade of 0002 step 0002 (bbbb1111) contains transaction control");
    EXPECT_HAS(message, "transaction:false");
    EXPECT_FALSE(has_table("b"));
}

TEST_P(RunnerTest, RunsSectionWithOwnTransactionsAsWritten) {
    const Chain own = with_second("BEGIN;\nCREATE TABLE b (id integer);\nCOMMIT;", " transaction:false");
    Runner(*database, own, store).upgrade("bbbb");
    EXPECT_EQ(version(), "bbbb1111");
    EXPECT_TRUE(has_table("b"));
    Runner(*database, own, store).downgrade("-1");
    EXPECT_EQ(version(), "aaaa1111") << "the downgrade has no COMMIT: the version follows it";
}

TEST_P(RunnerTest, ReportsCommittedPartOfSection) {
    const Chain own = with_second(
        "CREATE TABLE b (id integer);\nBEGIN;\nCREATE TABLE d (id integer);\nCREATE TABLE e (id integer);\nINSERT INTO "
        "b VALUES (nothing);\nCOMMIT;",
        " transaction:false");
    const std::string message = error_of([&] { Runner(*database, own, store).upgrade("bbbb"); });
    EXPECT_HAS(message, "0002.sql:10:23: error:");
    EXPECT_HAS(message, "the statements in line 6 were committed");
    EXPECT_HAS(message, "the statements in lines 7 to 9 were rolled back");
    EXPECT_HAS(message,
               "it goes on at line 7; or revert the committed statements by hand and run 'retort stamp aaaa1111'");
    EXPECT_TRUE(has_table("b"));
    EXPECT_FALSE(has_table("d"));
    EXPECT_FALSE(database->in_transaction());
    EXPECT_EQ(version(), "aaaa1111");
}

TEST_P(RunnerTest, VersionChangesInLastTransactionOfSection) {
    // A failure to update the version row rolls back the last transaction of the section.
    const Chain own =
        with_second("BEGIN;\nCREATE TABLE b (id integer);\nUPDATE retort_version SET version_num = 'other';\nCOMMIT;",
                    " transaction:false");
    const std::string message = error_of([&] { Runner(*database, own, store).upgrade("bbbb"); });
    EXPECT_HAS(message, "[RT074]");
    EXPECT_HAS(message, "nothing was committed");
    EXPECT_FALSE(has_table("b"));
    EXPECT_EQ(version(), "aaaa1111");
}

TEST_P(RunnerTest, ARevisionThatTheVersionTableContainsTwiceIsReported) {
    database->execute(
        "CREATE TABLE retort_version (version_num varchar(32));"
        "INSERT INTO retort_version VALUES ('aaaa1111'), ('aaaa1111')");
    const std::string message = error_of([&] { runner.upgrade("bbbb"); });
    EXPECT_HAS(message, "contains aaaa1111 twice [RT275]");
    runner.stamp("aaaa1111");
    EXPECT_EQ(runner.upgrade("bbbb").after, Heads{"bbbb1111"});
}

TEST_P(RunnerTest, RollsBackTransactionLeftOpen) {
    const Chain own = with_second("BEGIN;\nCREATE TABLE b (id integer);", " transaction:false");
    EXPECT_HAS(error_of([&] { Runner(*database, own, store).upgrade("bbbb"); }), "leaves a transaction open");
    EXPECT_FALSE(has_table("b"));
    EXPECT_FALSE(database->in_transaction());
}

TEST_P(RunnerTest, UnknownRevisionIsError) {
    runner.upgrade("head");
    const Chain older({three()[0], three()[1]});
    const std::string message = error_of([&] { Runner(*database, older, store).upgrade("head"); });
    EXPECT_HAS(message, "the table retort_version of ");
    EXPECT_HAS(message, "contains revision cccc1111, but no file does");
    EXPECT_HAS(message, "retort stamp REV");
    EXPECT_EQ(Runner(*database, older, store).stamp("bbbb").after, Heads{"bbbb1111"}) << "the way out";
    EXPECT_EQ(version(), "bbbb1111");
}

TEST_P(RunnerTest, InconsistentVersionTableIsError) {
    runner.upgrade("head");
    database->execute("INSERT INTO retort_version VALUES ('aaaa1111')");
    const std::string message = error_of([&] { (void)runner.current(); });
    EXPECT_HAS(message, "contains aaaa1111, cccc1111, but 0001 step 0001 (aaaa1111) is an ancestor of another");
    EXPECT_HAS(message, "retort stamp REV");
    runner.stamp("cccc1111");
    EXPECT_EQ(runner.current(), Heads{"cccc1111"});
}

TEST_P(RunnerTest, ExplainsStatementThatCannotRunInTransaction) {
    const Chain vacuum = with_second("VACUUM;");
    EXPECT_HAS(error_of([&] { Runner(*database, vacuum, store).upgrade("head"); }),
               "hint: mark the section transaction:false");
    const Chain mended = with_second("VACUUM;", " transaction:false");
    EXPECT_EQ(Runner(*database, mended, store).upgrade("bbbb").after, Heads{"bbbb1111"});
}

TEST_P(RunnerTest, RejectsRevisionOfOtherDialectBeforeRunning) {
    auto revisions = three();
    revisions[1].dialect = GetParam() == Dialect::sqlite ? Dialect::postgresql : Dialect::sqlite;
    const Chain mixed(std::move(revisions));
    EXPECT_HAS(error_of([&] { Runner(*database, mixed, store).upgrade("head"); }), "[RT069]");
    EXPECT_FALSE(has_table("a"));
}

TEST_P(RunnerTest, ReadsVersionTableOfAlembic) {
    database->execute(
        "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY "
        "(version_num))");
    database->execute("INSERT INTO alembic_version VALUES ('aaaa1111')");
    const VersionStore alembic(GetParam(), "alembic_version", "retort_history");
    const RunResult result = Runner(*database, chain, alembic).upgrade("head");
    EXPECT_EQ(result.steps.size(), 2U);
    EXPECT_EQ(value(*database, "SELECT version_num FROM alembic_version"), "cccc1111");
}

TEST_P(RunnerTest, ReportsTableThatIsNotAVersionTable) {
    database->execute("CREATE TABLE retort_version (x integer)");
    const std::string message = error_of([&] { (void)runner.current(); });
    EXPECT_HAS(message, "can't read the version table retort_version of ");
    EXPECT_HAS(message, "'version_table'");
}

TEST_P(RunnerTest, ReportsTableThatIsNotAHistoryTableAndDoesNothing) {
    database->execute("CREATE TABLE retort_history (x integer)");
    const std::string message = error_of([&] { runner.upgrade("head"); });
    EXPECT_HAS(message,
               "is not a history table of Retort: it has no column id, revision, name, direction, applied_at, "
               "duration_ms, checksum, retort_version [RT300]");
    EXPECT_HAS(message, "'history_table'");
    EXPECT_FALSE(has_table("a"));
    EXPECT_FALSE(has_table("retort_version"));
}

TEST_P(RunnerTest, RecordsNoHistoryWhenDisabled) {
    const VersionStore plain(GetParam(), "retort_version", "");
    Runner(*database, chain, plain).upgrade("head");
    EXPECT_EQ(version(), "cccc1111");
    EXPECT_FALSE(has_table("retort_history"));
    EXPECT_TRUE(plain.history(*database).empty());
}

TEST_P(RunnerTest, RevisionThatWasPutBelowOneThatRanIsAnError) {
    runner.upgrade("bbbb1111");
    auto revisions = three();
    revisions[1].down_revisions = {"cccc1111"};
    revisions[2].down_revisions = {"aaaa1111"};
    const Chain relinked(revisions);
    for (const Direction direction : {Direction::up, Direction::down}) {
        const std::string message = error_of([&] {
            Runner run(*database, relinked, store);
            direction == Direction::up ? run.upgrade("head") : run.downgrade("-1");
        });
        EXPECT_HAS(message, "0003 step 0003 (cccc1111) never ran on");
        EXPECT_HAS(message, "in 0003.sql set 'down_revision: bbbb1111'");
        EXPECT_HAS(message, "[RT297]");
    }
    EXPECT_EQ(version(), "bbbb1111");
    EXPECT_FALSE(has_table("c"));
    // Each of the two ways out.
    EXPECT_EQ(runner.upgrade("head").after, Heads{"cccc1111"});
    runner.downgrade("bbbb1111");
    Runner(*database, relinked, store).stamp("bbbb1111");
    EXPECT_TRUE(Runner(*database, relinked, store).upgrade("head").steps.empty());
}

TEST_P(RunnerTest, WhatRanBeforeTheHistoryIsNotReported) {
    database->execute(
        "CREATE TABLE a (id integer); CREATE TABLE b (id integer); "
        "CREATE TABLE retort_version (version_num varchar(32)); INSERT INTO retort_version VALUES ('bbbb1111')");
    EXPECT_EQ(runner.upgrade("head").after, Heads{"cccc1111"});
    EXPECT_TRUE(runner.upgrade("head").steps.empty());
    runner.downgrade("base");
    EXPECT_EQ(runner.upgrade("head").steps.size(), 3U);
}

TEST_P(RunnerTest, HintForTwoHeadsKeepsTheOrderThatRan) {
    auto revisions = three();
    revisions[2].down_revisions = {"aaaa1111"};
    const Chain branched(revisions);
    Runner run(*database, branched, store);
    run.upgrade("cccc1111");
    EXPECT_HAS(error_of([&] { run.upgrade("head"); }),
               "in 0002.sql set 'down_revision: cccc1111' and the number 0004, and check that its SQL still applies; "
               "the database is at "
               "0003 step 0003 (cccc1111) already");
    revisions[1].down_revisions = {"cccc1111"};
    revisions[1].number = "0004";
    EXPECT_EQ(Runner(*database, Chain(revisions), store).upgrade("head").after, Heads{"bbbb1111"}) << "after the hint";
    run.stamp("heads");
    EXPECT_HAS(error_of([&] { run.upgrade("head"); }),
               "'retort merge' writes a revision that follows bbbb1111, cccc1111");
    EXPECT_EQ(run.upgrade("heads").steps.size(), 0U);
}

TEST(PostgresSettings, OfARevisionEndWithIt) {
    const TestDatabase place(Dialect::postgresql);
    const auto database = place.connect();
    const VersionStore store(Dialect::postgresql, "retort_version", "retort_history");
    const std::string role = "settings_" + value(*database, "SELECT current_database()");
    database->execute("CREATE ROLE " + role + "; GRANT CREATE ON SCHEMA public TO " + role);
    const Chain chain(
        {revision("aaaa", {}, "0001",
                  "CREATE SCHEMA s; SET search_path = s; SET statement_timeout = '7s'; CREATE TABLE a ();", ""),
         revision("bbbb", {"aaaa"}, "0002", "CREATE TABLE b (); SELECT set_config('search_path', '', false);", ""),
         revision("cccc", {"bbbb"}, "0003", "SET ROLE " + role + "; CREATE TABLE c ();", ""),
         revision("dddd", {"cccc"}, "0004", "SET search_path = s; CREATE TABLE d ();", "", " transaction:false"),
         revision("eeee", {"dddd"}, "0005", "CREATE TABLE e ();", ""),
         revision("ffff", {"eeee"}, "0006", "SET SESSION AUTHORIZATION " + role + "; CREATE TABLE f ();", ""),
         revision("1111", {"ffff"}, "0007", "CREATE TABLE g AS SELECT session_user <> current_user AS other;", ""),
         revision("2222", {"1111"}, "0008",
                  "SET SESSION AUTHORIZATION " + role + "; CREATE TABLE h (); VACUUM h; DROP TABLE h;", "",
                  " transaction:false")});
    Runner(*database, chain, store).upgrade("head");
    for (const char* table : {"s.a", "public.b", "public.c", "s.d", "public.e"})
        EXPECT_EQ(value(*database, fmt::format("SELECT to_regclass('{}') IS NOT NULL", table)), "t") << table;
    EXPECT_EQ(value(*database, "SELECT current_setting('statement_timeout')"), "0");
    EXPECT_EQ(value(*database, "SELECT current_user = session_user"), "t");
    EXPECT_EQ(value(*database, "SELECT count(*) FROM retort_history WHERE database_user = session_user"), "8");
    EXPECT_EQ(value(*database, "SELECT count(*) FROM pg_tables WHERE tablename = 'g' AND tableowner = session_user"),
              "1");
    database->execute("DROP TABLE c, f; DROP OWNED BY " + role + "; DROP ROLE " + role);
}

TEST_P(RunnerTest, StampsBaseAndRelativeTargets) {
    runner.stamp("head");
    EXPECT_EQ(version(), "cccc1111");
    runner.stamp("-2");
    EXPECT_EQ(version(), "aaaa1111");
    runner.stamp("base");
    EXPECT_EQ(value(*database, "SELECT count(*) FROM retort_version"), "0");
    EXPECT_FALSE(has_table("a"));
}

TEST_P(RunnerTest, PassesThroughMerge) {
    const Chain merged({revision("aaaa", {}, "0001", "CREATE TABLE a (i integer);", "DROP TABLE a;"),
                        revision("bbbb", {"aaaa"}, "0002", "CREATE TABLE b (i integer);", "DROP TABLE b;"),
                        revision("cccc", {"aaaa"}, "0003", "CREATE TABLE c (i integer);", "DROP TABLE c;"),
                        revision("dddd", {"bbbb", "cccc"}, "0004", "", "")});
    Runner both(*database, merged, store);
    EXPECT_EQ(both.upgrade("head").after, Heads{"dddd"});
    EXPECT_EQ(value(*database, "SELECT count(*) FROM retort_version"), "1");
    EXPECT_EQ(both.downgrade("bbbb").after, (Heads{"bbbb", "cccc"})) << "the other branch does not follow it";
    EXPECT_TRUE(has_table("b"));
    EXPECT_TRUE(has_table("c"));
    EXPECT_EQ(both.downgrade("aaaa").after, Heads{"aaaa"});
    EXPECT_FALSE(has_table("c"));
    EXPECT_TRUE(both.downgrade("base").after.empty());
}

}  // namespace
}  // namespace retort::migrate::test
