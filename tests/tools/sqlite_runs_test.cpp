// Several runs on one SQLite file, with other connections that hold locks.

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <thread>

#include "sqlite_project.hpp"

namespace retort::test {
namespace {

constexpr int processes = 20;

/// Runs `retort WORDS` in several processes at once, and expects each to end with status 0. Returns what they wrote to
/// standard error.
std::string at_once(const Project& project, const std::string& words) {
    const Outcome outcome =
        run({"sh", "-c",
             fmt::format("for i in $(seq {}); do \"$RETORT\" {} 2>err.$i & pids=\"$pids $!\"; done\n"
                         "failed=0; for pid in $pids; do wait $pid || failed=$((failed+1)); done\n"
                         "cat err.*; rm err.*; exit $failed",
                         processes, words)},
            {project.folder(), {{"RETORT", RETORT_BINARY}}, ""});
    EXPECT_EQ(outcome.status, 0) << outcome.out << outcome.err;
    return outcome.out;
}

class SqliteRuns : public ::testing::TestWithParam<const char*> {
protected:
    SqliteProject project{GetParam(), 3000};
};

TEST_P(SqliteRuns, UpgradesAtOnceRunEachRevisionOnce) {
    const std::string reports = at_once(project, "upgrade");
    EXPECT_EQ(count(reports, "upgrade 000"), 4) << reports;
    EXPECT_EQ(project.history(), "0001 upgrade, 0002 upgrade, 0003 upgrade, 0004 upgrade");
    EXPECT_EQ(project.value("SELECT group_concat(version_num) FROM retort_version"), "aaaa0004");
    EXPECT_EQ(project.value("SELECT count(*) || ' ' || sum(price) FROM item"), "3000 0");
    EXPECT_EQ(
        project.value("SELECT count(*) FROM sqlite_schema WHERE name = 'item' AND sql LIKE '%name TEXT NOT NULL%'"),
        "1");
    EXPECT_EQ(project.value("SELECT count(*) FROM sqlite_schema WHERE name = 'item_name'"), "1");
    EXPECT_EQ(project.value("PRAGMA integrity_check"), "ok");
    EXPECT_EQ(project.value("PRAGMA journal_mode"), GetParam());
}

TEST_P(SqliteRuns, DowngradesAndStampsAtOnceEndWell) {
    project.must({"upgrade"});
    at_once(project, "downgrade aaaa0001");
    EXPECT_EQ(project.history(),
              "0001 upgrade, 0002 upgrade, 0003 upgrade, 0004 upgrade, 0004 downgrade, 0003 downgrade, 0002 downgrade");
    EXPECT_EQ(project.value("SELECT count(*) FROM item"), "3000");
    at_once(project, "stamp base");
    EXPECT_EQ(project.value("SELECT count(*) FROM retort_version"), "0");
    EXPECT_EQ(project.value("SELECT count(*) FROM retort_history WHERE direction = 'stamp'"),
              fmt::to_string(processes));
}

TEST_P(SqliteRuns, OneStepEachTakesAsManySteps) {
    const Outcome outcome =
        run({"sh", "-c", "\"$RETORT\" upgrade +1 & \"$RETORT\" upgrade +1; a=$?; wait $! && exit $a"},
            {project.folder(), {{"RETORT", RETORT_BINARY}}, ""});
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_EQ(project.history(), "0001 upgrade, 0002 upgrade");
}

TEST_P(SqliteRuns, AWaitIsReportedAndEnds) {
    const auto other = project.connect();
    other->execute("BEGIN IMMEDIATE");
    std::thread writer([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(1500));
        other->execute("CREATE TABLE other (id INTEGER); COMMIT");
    });
    const Outcome outcome = project.retort({"upgrade"});
    writer.join();
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_EQ(count(outcome.err, "waiting: sqlite:app.db is locked by another connection"), 1) << outcome.err;
    EXPECT_EQ(project.value("SELECT count(*) FROM other"), "0");
}

TEST_P(SqliteRuns, AWaitEndsAfterTheBusyTimeout) {
    project.configure("busy_timeout = \"1200ms\"\n");
    const auto other = project.connect();
    other->execute("BEGIN IMMEDIATE; CREATE TABLE other (id INTEGER)");
    for (const char* command : {"upgrade", "stamp"}) {
        std::vector<std::string> arguments{command};
        if (arguments[0] == "stamp") arguments.push_back("head");
        const Outcome outcome = project.retort(arguments);
        EXPECT_EQ(outcome.status, 2) << outcome.err;
        EXPECT_CONTAINS(outcome.err, "waiting: sqlite:app.db is locked by another connection");
        EXPECT_CONTAINS(outcome.err, "[RT274]");
        EXPECT_CONTAINS(outcome.err, ", waited 1.2");
        EXPECT_CONTAINS(outcome.err, "busy_timeout under [database]");
    }
    EXPECT_CONTAINS(project.retort({"upgrade"}).err, "nothing was committed");
    other->execute("ROLLBACK");
    EXPECT_EQ(project.value("SELECT count(*) FROM sqlite_schema"), "0");
    project.must({"upgrade"});
}

TEST_P(SqliteRuns, ReadersDoNotStopAnUpgrade) {
    project.must({"upgrade", "aaaa0001"});
    const auto reader = project.connect();
    reader->execute("BEGIN");
    reader->query("SELECT count(*) FROM item");
    const bool wal = GetParam() == std::string("wal");
    project.configure("busy_timeout = 300\n");
    const Outcome outcome = project.retort({"upgrade"});
    // With a rollback journal a COMMIT waits until nobody reads.
    EXPECT_EQ(outcome.status, wal ? 0 : 2) << outcome.err;
    if (wal) {
        EXPECT_EQ(reader->query("SELECT count(*) FROM pragma_table_info('item')").at(0).at(0), "2") << "a snapshot";
    } else {
        EXPECT_CONTAINS(outcome.err, "[RT274]");
        EXPECT_CONTAINS(outcome.err, "nothing was committed");
    }
    reader->execute("ROLLBACK");
    project.must({"upgrade"});
    EXPECT_EQ(project.history(), "0001 upgrade, 0002 upgrade, 0003 upgrade, 0004 upgrade");
}

TEST_P(SqliteRuns, ACommandThatReadsWaitsToo) {
    project.must({"upgrade"});
    project.configure("busy_timeout = \"100ms\"\n");
    const auto other = project.connect();
    other->execute("BEGIN EXCLUSIVE; CREATE TABLE other (id INTEGER)");
    const Outcome outcome = project.retort({"current"});
    if (GetParam() == std::string("wal")) {
        EXPECT_EQ(outcome.status, 0) << outcome.err;
    } else {
        EXPECT_EQ(outcome.status, 2) << outcome.out;
        EXPECT_CONTAINS(outcome.err, "[RT274]");
    }
}

INSTANTIATE_TEST_SUITE_P(JournalModes, SqliteRuns, ::testing::Values("delete", "wal"),
                         [](const auto& info) { return std::string(info.param); });

TEST(SqliteRunsOfSections, ASectionWithoutTransactionsIsClaimedBeforeItRuns) {
    SqliteProject project("delete");
    project.write_revision("0005", "0004", "PRAGMA journal_mode = WAL;", "PRAGMA journal_mode = DELETE;",
                           " transaction:false");
    project.write_revision("0006", "0005", "BEGIN DEFERRED;\nCREATE TABLE a (id INTEGER);\nCOMMIT;",
                           "BEGIN;\nDROP TABLE a;\nCOMMIT;", " transaction:false");
    project.must({"upgrade"});
    EXPECT_EQ(project.value("PRAGMA journal_mode"), "wal");
    EXPECT_CONTAINS(project.history(), "0005 upgrade, 0006 upgrade");
    project.must({"downgrade", "base"});
}

}  // namespace
}  // namespace retort::test
