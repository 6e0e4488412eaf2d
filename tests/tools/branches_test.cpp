// Branches of the chain and where a database stands in it: merge, heads, current, history, ensure-version, and the
// words of other tools.

#include <fmt/format.h>

#include "models.hpp"
#include "project.hpp"

namespace retort::test {
namespace {

/// 0001, which two others follow.
class Branches : public BothEngines {
protected:
    Branches() {
        project.configure();
        add("0001_first", "aaaa1111", "none", "CREATE TABLE a (id integer);", "DROP TABLE a;");
        add("0002_mine", "bbbb1111", "aaaa1111", "CREATE TABLE mine (id integer);", "DROP TABLE mine;");
        add("0002_theirs", "cccc11112222", "aaaa1111", "CREATE TABLE theirs (id integer);", "DROP TABLE theirs;");
    }

    void add(const std::string& name, const std::string& id, const std::string& follows, const std::string& up,
             const std::string& down) const {
        std::string title = name;
        title[title.find('_')] = ' ';
        project.write("migrations/" + name + ".sql",
                      fmt::format("-- {}\n-- revision: {}\n-- down_revision: {}\n\n-- migrate:up\n{}\n\n-- "
                                  "migrate:down\n{}\n",
                                  title, id, follows, up, down));
    }
};

INSTANTIATE_TEST_SUITE_P(Engines, Branches, ::testing::Values(Dialect::postgresql, Dialect::sqlite), engine_name);

TEST_P(Branches, MergeJoinsAllHeads) {
    project.must({"upgrade", "cccc"});
    EXPECT_EQ(project.retort({"upgrade"}).status, 2);
    std::string path = project.must({"merge"});
    path.pop_back();
    EXPECT_EQ(path, "migrations/0004_merge_bbbb1111_and_cccc11112222.sql");
    const std::string text = project.read(path);
    EXPECT_CONTAINS(text, "-- down_revision: bbbb1111, cccc11112222\n");
    const Outcome upgrade = project.retort({"upgrade"});
    EXPECT_EQ(upgrade.status, 0) << upgrade.err;
    EXPECT_EQ(count(upgrade.err, "upgrade "), 2) << "mine, and the merge";
    EXPECT_EQ(project.value("SELECT count(*) FROM mine"), "0");
    EXPECT_CONTAINS(project.retort({"merge"}).err, "nothing to merge: 0004 merge bbbb1111 and cccc11112222");
    project.must({"downgrade", "base"});
    project.must({"upgrade"});
}

TEST_P(Branches, MergeOfNamedRevisions) {
    add("0003_other", "dddd1111", "aaaa1111", "", "");
    const std::string path = project.must({"merge", "-m", "two of three", "bbbb", "0003"});
    EXPECT_CONTAINS(project.read(path.substr(0, path.size() - 1)), "-- down_revision: bbbb1111, dddd1111\n");
    const Outcome heads = project.retort({"heads"});
    EXPECT_EQ(count(heads.out, "(head)"), 2) << heads.out;
    const Outcome ancestor = project.retort({"merge", "aaaa", "bbbb"});
    EXPECT_EQ(ancestor.status, 2);
    EXPECT_CONTAINS(ancestor.err, "0001 first (aaaa1111) is an ancestor of another revision to merge [RT298]");
    EXPECT_EQ(project.retort({"merge", "heads"}).status, 0) << "as in Alembic";
}

TEST_P(Branches, ListingsAreAligned) {
    project.must({"upgrade", "bbbb"});
    EXPECT_EQ(project.must({"history"}),
              "cccc11112222  0002  theirs  (head)\n"
              "bbbb1111      0002  mine  (head, current)\n"
              "aaaa1111      0001  first\n");
    EXPECT_EQ(project.must({"history", "-r", "current:bbbb"}), "bbbb1111  0002  mine  (head, current)\n");
    EXPECT_EQ(project.must({"history", "-r", "aaaa:current"}),
              "bbbb1111  0002  mine  (head, current)\n"
              "aaaa1111  0001  first\n");
    const std::string verbose = project.must({"heads", "-v"});
    EXPECT_CONTAINS(verbose, "bbbb1111      0002  mine  (head)\n    file      migrations/0002_mine.sql\n");
    EXPECT_CONTAINS(project.must({"current", "-v"}), "    follows   aaaa1111\n");
}

TEST_P(Branches, GraphDrawsTheBranches) {
    project.must({"merge", "-m", "joined"});
    std::string drawn = project.must({"history", "--graph"});
    const std::string id = drawn.substr(2, drawn.find(' ', 2) - 2);
    EXPECT_EQ(drawn, "* " + id +
                         "  0004  joined  (head)\n"
                         "|\\\n"
                         "| * cccc11112222  0002  theirs\n"
                         "* | bbbb1111      0002  mine\n"
                         "|/\n"
                         "* aaaa1111      0001  first\n");
    EXPECT_CONTAINS(project.must({"history", "--graph", "-v", "-r", "aaaa:bbbb"}),
                    "* aaaa1111  0001  first\n      file      migrations/0001_first.sql\n");
}

TEST_P(Branches, BranchesListsWhereTheyBegin) {
    EXPECT_EQ(project.must({"branches"}),
              "aaaa1111      0001  first\n"
              "    -> bbbb1111      0002  mine  (head)\n"
              "    -> cccc11112222  0002  theirs  (head)\n");
    EXPECT_CONTAINS(project.must({"branches", "-v"}), "\n           file      migrations/0002_mine.sql\n");
    const Outcome none = project.retort({"branches", "--config", "none.toml"});
    EXPECT_EQ(none.status, 2);
}

TEST_P(Branches, DowngradeOfOneLeavesTheOther) {
    project.must({"upgrade", "heads"});
    const Outcome down = project.retort({"downgrade", "bbbb-1"});
    EXPECT_EQ(down.status, 0) << down.err;
    EXPECT_EQ(project.must({"current"}), "cccc11112222  0002  theirs  (head, current)\n");
    project.must({"upgrade", "heads"});
    add("0002_mine", "bbbb1111", "aaaa1111\n-- branch_labels: mine", "CREATE TABLE mine (id integer);",
        "DROP TABLE mine;");
    project.must({"downgrade", "mine@-1"});
    EXPECT_EQ(project.must({"current"}), "cccc11112222  0002  theirs  (head, current)\n");
    EXPECT_CONTAINS(project.retort({"upgrade", "mine@head"}).err, "upgrade 0002 mine (bbbb1111)");
    EXPECT_CONTAINS(project.retort({"upgrade", "0002"}).err, "'0002' is ambiguous");
    EXPECT_CONTAINS(project.retort({"upgrade", "mine@0002"}).err, "nothing to do");
}

TEST_P(Branches, CurrentChecksHeads) {
    project.must({"upgrade", "bbbb"});
    const Outcome behind = project.retort({"current", "--check-heads"});
    EXPECT_EQ(behind.status, 1);
    EXPECT_CONTAINS(behind.err, ": 0002 theirs (cccc11112222)\n");
    EXPECT_EQ(project.retort({"current"}).status, 0);
    project.must({"upgrade", "heads"});
    EXPECT_EQ(project.retort({"current", "--check-heads"}).status, 0);
}

/// The found case: theirs has run, and the merge of the branches puts mine below it.
TEST_P(Branches, ARevisionThatNeverRanIsReportedEverywhere) {
    project.must({"upgrade", "cccc"});
    const auto replace = [&](const std::string& from, const std::string& to, const char* id, const char* down,
                             const std::string& table) {
        std::filesystem::remove(project.folder() / "migrations" / (from + ".sql"));
        add(to, id, down, "CREATE TABLE " + table + " (id integer);", "DROP TABLE " + table + ";");
    };
    replace("0002_theirs", "0003_theirs", "cccc11112222", "bbbb1111", "theirs");
    project.write("models/a.hpp", person());
    for (const std::vector<std::string>& command :
         {std::vector<std::string>{"upgrade"}, {"downgrade", "-1"}, {"current"}, {"revision", "-a", "-m", "more"}}) {
        const Outcome outcome = project.retort(command);
        EXPECT_EQ(outcome.status, 2) << command[0];
        EXPECT_CONTAINS(outcome.err, "0002 mine (bbbb1111) never ran on ");
        EXPECT_CONTAINS(outcome.err, "[RT297]");
    }
    EXPECT_CONTAINS(project.retort({"check"}).out, "skipped: 0002 mine (bbbb1111) never ran on ");
    EXPECT_EQ(project.retort({"check"}).status, 1);
    // The hint: mine follows theirs.
    replace("0003_theirs", "0003_theirs", "cccc11112222", "aaaa1111", "theirs");
    replace("0002_mine", "0004_mine", "bbbb1111", "cccc11112222", "mine");
    project.must({"upgrade"});
    EXPECT_EQ(project.must({"current"}), "bbbb1111  0004  mine  (head, current)\n");
}

TEST_P(Branches, EnsureVersionCreatesTheTables) {
    const Outcome created = project.retort({"ensure-version"});
    EXPECT_EQ(created.status, 0) << created.err;
    EXPECT_CONTAINS(created.err, "created table retort_version in ");
    EXPECT_CONTAINS(created.err, "created table retort_history in ");
    EXPECT_CONTAINS(project.retort({"ensure-version"}).err, "nothing to do");
    EXPECT_EQ(project.must({"current"}), "");
    const std::string script = project.must({"ensure-version", "--sql"});
    EXPECT_CONTAINS(script, "retort_version");
    project.sql(script);
}

TEST_P(Branches, HistoryCanBeSwitchedOff) {
    project.configure("history_table = \"\"\n");
    project.must({"upgrade", "bbbb"});
    EXPECT_EQ(project.retort({"ensure-version"}).status, 0);
    EXPECT_EQ(count(project.must({"inspect", "live"}), "retort_history"), 0);
    EXPECT_EQ(project.must({"current"}), "bbbb1111  0002  mine  (head, current)\n");
}

TEST_P(Branches, ATableOfAlembicIsNamedAndNeverDropped) {
    project.sql(
        "CREATE TABLE alembic_version (version_num varchar(32) NOT NULL PRIMARY KEY); "
        "INSERT INTO alembic_version VALUES ('aaaa1111')");
    const std::string warning =
        "has the table alembic_version with revision aaaa1111, which is not read; to go on from "
        "it, set version_table = \"alembic_version\" under [database]";
    EXPECT_CONTAINS(project.retort({"current"}).err, warning);
    project.write("models/a.hpp", person());
    EXPECT_EQ(count(project.retort({"check"}).out, "alembic_version"), 0);
    EXPECT_CONTAINS(project.retort({"upgrade", "aaaa"}).err, warning);
    EXPECT_EQ(count(project.retort({"current"}).err, "alembic_version"), 0) << "the configured table exists";
    project.configure("version_table = \"alembic_version\"\n");
    EXPECT_EQ(project.must({"current"}), "aaaa1111  0001  first  (current)\n");
}

TEST_P(Branches, WordsOfOtherTools) {
    const std::pair<const char*, const char*> words[] = {{"log", "history"},
                                                         {"status", "current"},
                                                         {"migrate", "upgrade"},
                                                         {"rollback", "downgrade"},
                                                         {"hstory", "history"}};
    for (const auto& [word, ours] : words) {
        const Outcome outcome = project.retort({word});
        EXPECT_EQ(outcome.status, 2) << word;
        EXPECT_CONTAINS(outcome.err, fmt::format("unknown command '{}' [RT008]", word));
        EXPECT_CONTAINS(outcome.err, fmt::format("did you mean '{}'?", ours));
    }
    EXPECT_CONTAINS(project.retort({"xyzzy"}).err, "unknown command 'xyzzy' [RT008]\n  hint: retort --help\n");
}

}  // namespace
}  // namespace retort::test
