// rebase: another parent, number and file name for migrations that have not run.

#include "written_revisions.hpp"

namespace retort::test {
namespace {

/// 0001, which two branches follow: mine with two migrations, theirs with one.
class Rebase : public WrittenRevisions {
protected:
    Rebase() {
        add("0001_first", "aaaa1111", "none", "CREATE TABLE a (id integer);", "DROP TABLE a;");
        add("0002_mine", "bbbb1111", "aaaa1111", "CREATE TABLE mine (id integer);", "DROP TABLE mine;");
        add("0003_more_of_mine", "bbbb2222", "bbbb1111", "CREATE TABLE more (id integer);", "DROP TABLE more;");
        add("0002_theirs", "cccc1111", "aaaa1111", "CREATE TABLE theirs (id integer);", "DROP TABLE theirs;");
    }
};

INSTANTIATE_TEST_SUITE_P(Engines, Rebase, ::testing::Values(Dialect::postgresql, Dialect::sqlite), engine_name);

TEST_P(Rebase, TheBranchFollowsTheOtherHead) {
    project.must({"upgrade", "cccc"});
    project.must({"verify", "bbbb1111"});
    const Outcome outcome = project.retort({"rebase", "bbbb1111"});
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_EQ(outcome.out, "migrations/0003_mine.sql\nmigrations/0004_more_of_mine.sql\n");
    EXPECT_CONTAINS(outcome.err, "0003 mine (bbbb1111) follows 0002 theirs (cccc1111)\n");
    EXPECT_CONTAINS(outcome.err, "run 'retort verify cccc1111:bbbb2222'");
    const auto files = project.files();
    EXPECT_EQ(files.count("migrations/0002_mine.sql"), 0U);
    EXPECT_EQ(files.count("migrations/0003_more_of_mine.sql"), 0U);
    EXPECT_EQ(files.at("migrations/0003_mine.sql"),
              "-- 0003 mine\n-- revision: bbbb1111\n-- down_revision: cccc1111\n-- verified: no\n\n"
              "-- migrate:up\nCREATE TABLE mine (id integer);\n\n-- migrate:down\nDROP TABLE mine;\n");
    EXPECT_EQ(files.at("migrations/0004_more_of_mine.sql"),
              "-- 0004 more of mine\n-- revision: bbbb2222\n-- down_revision: bbbb1111\n\n"
              "-- migrate:up\nCREATE TABLE more (id integer);\n\n-- migrate:down\nDROP TABLE more;\n");
    EXPECT_EQ(project.must({"heads"}), "bbbb2222  0004  more of mine  (head)\n");
    project.must({"verify", "cccc1111:bbbb2222"});
    project.must({"upgrade"});
    EXPECT_EQ(project.must({"current"}), "bbbb2222  0004  more of mine  (head, current)\n");
}

TEST_P(Rebase, NamedParentAndFilesOfOtherNames) {
    std::filesystem::rename(project.folder() / "migrations/0002_theirs.sql", project.folder() / "migrations/t.sql");
    std::string text = project.read("migrations/t.sql");
    std::string windows = "\xEF\xBB\xBF";
    for (const char c : text) windows += c == '\n' ? std::string("\r\n") : std::string(1, c);
    project.write("migrations/t.sql", windows);
    EXPECT_EQ(project.must({"rebase", "cccc", "--onto", "bbbb2222"}), "migrations/t.sql\n");
    windows.replace(windows.find("0002"), 4, "0004");
    windows.replace(windows.find("down_revision: aaaa1111"), 23, "down_revision: bbbb2222");
    EXPECT_EQ(project.read("migrations/t.sql"), windows) << "other bytes stay";
    project.must({"upgrade"});
}

TEST_P(Rebase, ARootCanFollow) {
    add("0005_other_start", "dddd1111", "none", "CREATE TABLE d (id integer);", "DROP TABLE d;");
    const Outcome outcome = project.retort({"rebase", "dddd", "--onto", "cccc"});
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_EQ(outcome.out, "migrations/0004_other_start.sql\n");
    EXPECT_CONTAINS(outcome.err, "the chain still has 2 heads");
    EXPECT_CONTAINS(project.read("migrations/0004_other_start.sql"), "-- down_revision: cccc1111\n");
}

TEST_P(Rebase, WhatHasRunStays) {
    project.must({"upgrade", "bbbb1111"});
    expect_rejected({"rebase", "bbbb1111"}, "0002 mine (bbbb1111) has run on ");
    expect_rejected({"rebase", "bbbb1111"}, "[RT326]");
    project.must({"rebase", "bbbb2222"});
    project.must({"downgrade", "aaaa"});
    EXPECT_EQ(project.retort({"rebase", "bbbb1111", "--onto", "cccc"}).status, 0) << "it was taken back";
}

TEST_P(Rebase, TheHistoryTableCounts) {
    project.must({"upgrade", "bbbb2222"});
    project.sql("UPDATE retort_version SET version_num = 'cccc1111'");
    expect_rejected({"rebase", "bbbb1111"}, ", according to its history table [RT326]");
}

TEST_P(Rebase, WithoutADatabaseItAsks) {
    const std::vector<std::string> without{
        "rebase", "bbbb1111", "--database",
        GetParam() == Dialect::postgresql ? "postgresql://localhost:1/none" : "sqlite:none/none.db"};
    expect_rejected(without,
                    "whether 0002 mine (bbbb1111) has run is not known, since the database can't be read [RT329]");
    expect_rejected(without, "give --no-database if the migration has run nowhere");
    std::vector<std::string> anyway = without;
    anyway.push_back("--no-database");
    project.must(anyway);
    project.must({"upgrade"});
}

TEST_P(Rebase, CyclesAndNothingToDo) {
    expect_rejected({"rebase", "bbbb1111", "--onto", "bbbb2222"},
                    "0002 mine (bbbb1111) can't follow 0003 more of mine (bbbb2222), which follows it [RT327]");
    expect_rejected({"rebase", "bbbb1111", "--onto", "bbbb1111"}, "can't follow itself [RT327]");
    expect_rejected({"rebase", "bbbb1111", "--onto", "aaaa1111"}, "it follows 0001 first (aaaa1111) already [RT328]");
    expect_rejected({"rebase", "aaaa1111"}, "no other head, since all heads follow it [RT328]");
    add("0004_third", "dddd1111", "aaaa1111", "", "");
    expect_rejected({"rebase", "bbbb1111"}, "there are 2 other heads: ");
    add("0005_merge", "eeee1111", "dddd1111, cccc1111", "", "");
    expect_rejected({"rebase", "eeee", "--onto", "bbbb2222"}, "it merges branches [RT328]");
    project.must({"rebase", "bbbb1111"});
}

}  // namespace
}  // namespace retort::test
