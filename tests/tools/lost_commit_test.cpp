// A connection that is lost during COMMIT: what is said is true, whether the server got it or not, and the next run
// goes on without a hand.

#include <fmt/format.h>

#include "cutting_proxy.hpp"
#include "project.hpp"
#include "revision_file.hpp"

namespace retort::test {
namespace {

/// With true the server gets the COMMIT, with false it does not.
class LostCommit : public ::testing::TestWithParam<bool> {
protected:
    LostCommit() {
        project.configure();
        const auto row = project.connect()
                             ->query(
                                 "SELECT split_part(current_setting('unix_socket_directories'), ',', 1), "
                                 "current_setting('port'), current_user, current_database()")
                             .at(0);
        server = fmt::format("{}/.s.PGSQL.{}", row[0].value_or(""), row[1].value_or(""));
        cut_url = fmt::format("postgresql://{}@/{}?host={}&port=6544", row[2].value_or(""), row[3].value_or(""),
                              project.folder().string());
    }

    bool committed() const { return GetParam(); }

    /// A revision whose section begins in line 6.
    void add(const std::string& up, const std::string& options = "") const {
        project.write("migrations/0001_step.sql",
                      revision_file("0001_step", "aaaa1111", "none", up, "SELECT 1;", options));
    }

    /// Runs the command through a proxy that cuts as `cut` says. Returns what it printed.
    std::string lost(Cut cut, std::vector<std::string> command = {"upgrade"}) const {
        cut.when_answered = committed();
        const CuttingProxy proxy(project.folder(), server, cut);
        command.insert(command.end(), {"--database", cut_url});
        const Outcome outcome = project.retort(command);
        EXPECT_TRUE(proxy.has_cut());
        EXPECT_EQ(outcome.status, 2) << outcome.out;
        EXPECT_CONTAINS(outcome.err, "[RT032]");
        return outcome.err;
    }

    std::string ran() const {
        return project.value("SELECT coalesce(string_agg(i::text, ' ' ORDER BY i), '') FROM log");
    }

    Project project{Dialect::postgresql};
    std::string server;
    std::string cut_url;
};

INSTANTIATE_TEST_SUITE_P(Cut, LostCommit, ::testing::Bool(),
                         [](const auto& each) { return each.param ? "AfterTheAnswer" : "BeforeTheServer"; });

TEST_P(LostCommit, OfATransaction) {
    add("CREATE TABLE log (i integer);\nINSERT INTO log VALUES (1);");
    const std::string text = lost({.at = "COMMIT", .after = "INSERT INTO log"});
    EXPECT_CONTAINS(text,
                    "the connection was lost during COMMIT: whether the transaction was committed is not known; the "
                    "next run finds out");
    EXPECT_EQ(count(text, "rolls back the open transaction"), 0);
    EXPECT_EQ(count(text, "nothing was committed"), 0);
    EXPECT_EQ(project.value("SELECT to_regclass('log') IS NOT NULL"), committed() ? "t" : "f");
    project.must({"upgrade"});
    EXPECT_EQ(ran(), "1");
}

TEST_P(LostCommit, OfAStatementOutsideATransaction) {
    add("CREATE TABLE log (i integer);\nINSERT INTO log VALUES (1);\nINSERT INTO log VALUES (2);",
        " transaction:false");
    const std::string text = lost({.at = "COMMIT", .after = "INSERT INTO log VALUES (1)"});
    EXPECT_CONTAINS(text,
                    "the connection was lost during COMMIT: whether the transaction of line 7 was committed is not "
                    "known; the next run finds out");
    EXPECT_CONTAINS(text, "the statements in line 6 were committed");
    EXPECT_CONTAINS(text, "it goes on with the first statement that was not committed");
    EXPECT_EQ(count(text, "goes on at line"), 0);
    EXPECT_EQ(ran(), committed() ? "1" : "");
    project.must({"upgrade"});
    EXPECT_EQ(ran(), "1 2");
}

TEST_P(LostCommit, OfTheFirstStatementOutsideATransaction) {
    add("CREATE TABLE log (i integer);\nINSERT INTO log VALUES (1);", " transaction:false");
    const std::string text = lost({.at = "COMMIT", .after = "CREATE TABLE log"});
    EXPECT_CONTAINS(text, "whether the transaction of line 6 was committed is not known");
    EXPECT_CONTAINS(text, "it goes on with the first statement that was not committed");
    EXPECT_EQ(count(text, "were committed"), 0);
    project.must({"upgrade"});
    EXPECT_EQ(ran(), "1");
}

TEST_P(LostCommit, OfABlock) {
    add("CREATE TABLE log (i integer);\nBEGIN;\nINSERT INTO log VALUES (1);\nINSERT INTO log VALUES (2);\nCOMMIT;\n"
        "INSERT INTO log VALUES (3);",
        " transaction:false");
    const std::string text = lost({.at = "COMMIT", .after = "INSERT INTO log VALUES (2)"});
    EXPECT_CONTAINS(text,
                    "whether the transaction of lines 7 to 10 was committed is not known; the next run finds out");
    EXPECT_CONTAINS(text, "the statements in line 6 were committed");
    EXPECT_EQ(count(text, "were rolled back"), 0);
    EXPECT_EQ(ran(), committed() ? "1 2" : "");
    project.must({"upgrade"});
    EXPECT_EQ(ran(), "1 2 3");
}

TEST_P(LostCommit, OfTheLastBlock) {
    add("CREATE TABLE log (i integer);\nBEGIN;\nINSERT INTO log VALUES (1);\nCOMMIT;", " transaction:false");
    EXPECT_CONTAINS(lost({.at = "COMMIT", .after = "INSERT INTO log VALUES (1)"}),
                    "whether the transaction of lines 7 to 9 was committed is not known; the next run finds out");
    EXPECT_EQ(project.retort({"current", "--check-heads"}).status, committed() ? 0 : 1);
    project.must({"upgrade"});
    EXPECT_EQ(ran(), "1");
}

TEST_P(LostCommit, OfTheRecordOfTheRevision) {
    add("CREATE TABLE log (i integer);\nINSERT INTO log VALUES (1);", " transaction:false");
    const std::string text = lost({.at = "COMMIT", .after = "RESET ROLE"});
    EXPECT_CONTAINS(text,
                    "the connection was lost during COMMIT: whether the revision was recorded is not known; the next "
                    "run finds out");
    EXPECT_CONTAINS(text, "the statements in lines 6 to 7 were committed");
    EXPECT_EQ(ran(), "1");
    project.must({"upgrade"});
    EXPECT_EQ(ran(), "1");
}

TEST_P(LostCommit, OfAStatementThatNeedsNoTransaction) {
    add("CREATE TABLE log (i integer);\nINSERT INTO log VALUES (1);\nCREATE INDEX CONCURRENTLY log_i ON log (i);",
        " transaction:false");
    const std::string text = lost({.at = "CREATE INDEX"});
    EXPECT_CONTAINS(
        text,
        "the connection was lost: whether the statement of line 8 had its effect is not known; the next run "
        "finds out");
    EXPECT_CONTAINS(text, "the statements in lines 6 to 7 were committed");
    project.must({"upgrade"});
    EXPECT_EQ(project.value("SELECT count(*) FROM pg_index WHERE indisvalid AND indexrelid = 'log_i'::regclass"), "1");
}

TEST_P(LostCommit, AStatementInATransactionIsRolledBackForSure) {
    add("CREATE TABLE log (i integer);\nINSERT INTO log VALUES (1);\nINSERT INTO log VALUES (2);",
        " transaction:false");
    const std::string text = lost({.at = "INSERT INTO log VALUES (2)"});
    EXPECT_CONTAINS(text, "the server rolls back the open transaction");
    EXPECT_CONTAINS(text, "it goes on at line 8");
    EXPECT_EQ(ran(), "1");
    project.must({"upgrade"});
    EXPECT_EQ(ran(), "1 2");
}

TEST_P(LostCommit, WithoutAHistoryTable) {
    project.configure("history_table = \"\"\n");
    add("CREATE TABLE log (i integer);\nBEGIN;\nINSERT INTO log VALUES (1);\nCOMMIT;\nINSERT INTO log VALUES (2);",
        " transaction:false");
    const std::string text = lost({.at = "COMMIT", .after = "INSERT INTO log VALUES (1)"});
    EXPECT_CONTAINS(text,
                    "whether the transaction of lines 7 to 9 was committed is not known; without a history table the "
                    "next run does not find out");
    EXPECT_CONTAINS(text, "find out which statements were committed");
}

TEST_P(LostCommit, OfOneTransaction) {
    add("CREATE TABLE log (i integer);\nINSERT INTO log VALUES (1);");
    const std::string text = lost({.at = "COMMIT", .after = "INSERT INTO log"}, {"upgrade", "--one-transaction"});
    EXPECT_CONTAINS(text, "whether the run was committed is not known; 'retort current' shows it");
    project.must({"upgrade"});
    EXPECT_EQ(ran(), "1");
}

TEST_P(LostCommit, OfAStamp) {
    add("CREATE TABLE log (i integer);");
    const std::string text = lost({.at = "COMMIT", .after = "INSERT INTO"}, {"stamp", "head"});
    EXPECT_CONTAINS(text, "whether the stamp was committed is not known; 'retort current' shows it");
    project.must({"stamp", "head"});
}

}  // namespace
}  // namespace retort::test
