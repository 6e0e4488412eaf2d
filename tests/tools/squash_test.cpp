// squash: one migration in the place of several, and the databases that ran those.

#include "written_revisions.hpp"

namespace retort::test {
namespace {

/// Four migrations in a line.
class Squash : public WrittenRevisions {
protected:
    Squash() {
        add("0001_a", "aaaa1111", "none", "CREATE TABLE a (id integer)", "DROP TABLE a");
        add("0002_b", "bbbb1111", "aaaa1111", "CREATE TABLE b (id integer);", "DROP TABLE b;");
        add("0003_b_rows", "cccc1111", "bbbb1111", "INSERT INTO b VALUES (1);", "DELETE FROM b;");
        add("0004_d", "dddd1111", "cccc1111", "CREATE TABLE d (id integer);", "DROP TABLE d;");
    }

    std::string header(const std::string& path) const {
        const std::string text = project.read(path);
        return text.substr(0, text.find("\n\n") + 1);
    }
};

INSTANTIATE_TEST_SUITE_P(Engines, Squash, ::testing::Values(Dialect::postgresql, Dialect::sqlite), engine_name);

TEST_P(Squash, OneFileDoesWhatTheOldOnesDid) {
    const Outcome outcome = project.retort({"squash", "base:cccc", "-m", "version 1"});
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_EQ(outcome.out, "migrations/0003_version_1.sql\n");
    EXPECT_CONTAINS(outcome.err, "proved: upgrade, downgrade, upgrade");
    const auto files = project.files();
    EXPECT_EQ(files.count("migrations/0001_a.sql") + files.count("migrations/0002_b.sql") +
                  files.count("migrations/0003_b_rows.sql"),
              0U);
    const std::string text = files.at("migrations/0003_version_1.sql");
    EXPECT_CONTAINS(text,
                    "-- 0003 version 1\n-- revision: cccc1111\n-- down_revision: none\n-- replaces: aaaa1111, "
                    "bbbb1111; sha256:");
    EXPECT_CONTAINS(text, "-- verified: upgrade, downgrade, upgrade; sha256:");
    EXPECT_CONTAINS(text,
                    "-- migrate:up\n"
                    "-- squashed: 0001 a (aaaa1111)\nCREATE TABLE a (id integer)\n;\n\n"
                    "-- squashed: 0002 b (bbbb1111)\nCREATE TABLE b (id integer);\n\n"
                    "-- squashed: 0003 b rows (cccc1111)\nINSERT INTO b VALUES (1);\n\n"
                    "-- migrate:down\n"
                    "-- squashed: 0003 b rows (cccc1111)\nDELETE FROM b;\n\n"
                    "-- squashed: 0002 b (bbbb1111)\nDROP TABLE b;\n\n"
                    "-- squashed: 0001 a (aaaa1111)\nDROP TABLE a\n;\n");
    project.must({"verify", "--check", "cccc"});
    project.must({"upgrade"});
    EXPECT_EQ(project.value("SELECT count(*) FROM b"), "1");
    EXPECT_EQ(project.must({"current"}), "dddd1111  0004  d  (head, current)\n");
    project.must({"downgrade", "base"});
    project.must({"upgrade"});
}

TEST_P(Squash, ADatabaseAtTheEndStaysThere) {
    project.must({"upgrade", "cccc"});
    project.must({"squash", "base:cccc", "-m", "version 1"});
    for (const std::string command : {"current", "upgrade"}) {
        const Outcome outcome = project.retort({command});
        EXPECT_EQ(outcome.status, 0) << outcome.err;
        EXPECT_EQ(count(outcome.err, "edited"), 0) << outcome.err;
    }
    EXPECT_EQ(project.must({"current"}), "dddd1111  0004  d  (head, current)\n");
    project.must({"downgrade", "cccc"});
    // An edit of the squashed upgrade is no edit for this database; one of the other migrations is.
    std::string text = project.read("migrations/0004_d.sql");
    project.must({"upgrade"});
    project.write("migrations/0004_d.sql", text.replace(text.find("CREATE"), 6, "create"));
    EXPECT_EQ(count(project.retort({"current"}).err, "was edited after it was run"), 1);
    project.must({"downgrade", "base"});
    project.must({"upgrade", "cccc"});
    EXPECT_EQ(count(project.retort({"current"}).err, "edited"), 0);
    text = project.read("migrations/0003_version_1.sql");
    project.write("migrations/0003_version_1.sql", text.replace(text.find("INSERT"), 6, "insert"));
    EXPECT_EQ(count(project.retort({"current"}).err, "0003 version 1 (cccc1111) was edited after it was run"), 1);
}

TEST_P(Squash, ADatabaseBetweenIsAnError) {
    const std::string other = project.create_database();
    project.must({"upgrade", "bbbb", "--database", other});
    project.must({"squash", "base:cccc", "-m", "version 1", "--keep"});
    for (const std::string command : {"current", "upgrade"}) {
        const Outcome outcome = project.retort({command, "--database", other});
        EXPECT_EQ(outcome.status, 2) << command;
        EXPECT_CONTAINS(outcome.err,
                        "contains revision bbbb1111, which was squashed into 0003 version 1 (cccc1111) [RT330]");
        EXPECT_CONTAINS(outcome.err, "run 'retort upgrade cccc1111' with them");
    }
    // The way out: the old files.
    const auto folder = project.folder() / "migrations";
    std::filesystem::rename(folder / "0003_version_1.sql", folder / "new");
    for (const std::string name : {"0001_a.sql", "0002_b.sql", "0003_b_rows.sql"})
        std::filesystem::rename(folder / (name + ".squashed"), folder / name);
    project.must({"upgrade", "cccc1111", "--database", other});
    for (const std::string name : {"0001_a.sql", "0002_b.sql", "0003_b_rows.sql"})
        std::filesystem::remove(folder / name);
    std::filesystem::rename(folder / "new", folder / "0003_version_1.sql");
    project.must({"upgrade", "--database", other});
}

TEST_P(Squash, TheConfiguredDatabaseMustNotBeBetween) {
    project.must({"upgrade", "bbbb"});
    expect_rejected(
        {"squash", "base:cccc", "-m", "version 1"},
        "can't squash: the configured database is at 0002 b (bbbb1111), in the middle of the range [RT331]");
    EXPECT_EQ(project.retort({"squash", "bbbb:head", "-m", "more"}).status, 0);
    project.must({"upgrade"});
}

TEST_P(Squash, KeepsTheOldFilesAside) {
    const auto before = project.files();
    project.must({"squash", "aaaa:cccc", "-m", "b", "--keep"});
    const auto files = project.files();
    EXPECT_EQ(files.at("migrations/0002_b.sql.squashed"), before.at("migrations/0002_b.sql"));
    EXPECT_EQ(files.at("migrations/0003_b_rows.sql.squashed"), before.at("migrations/0003_b_rows.sql"));
    EXPECT_CONTAINS(header("migrations/0003_b.sql"), "-- down_revision: aaaa1111\n-- replaces: bbbb1111; sha256:");
    EXPECT_EQ(count(project.must({"history"}), "\n"), 3);
}

TEST_P(Squash, ASquashOfASquashKeepsAllIds) {
    project.must({"squash", "base:bbbb", "-m", "one"});
    project.must({"upgrade", "cccc"});
    project.must({"squash", "base:cccc", "-m", "two"});
    EXPECT_CONTAINS(header("migrations/0003_two.sql"), "-- replaces: aaaa1111, bbbb1111; sha256:");
    EXPECT_EQ(count(project.retort({"upgrade"}).err, "edited"), 0);
}

TEST_P(Squash, DryRunPrints) {
    const auto before = project.files();
    const std::string text = project.must({"squash", "aaaa:head", "-m", "x", "-n"});
    EXPECT_CONTAINS(text, "-- replaces: bbbb1111, cccc1111; sha256:");
    EXPECT_EQ(project.must({"squash", "aaaa:head", "-m", "x", "--dry-run"}), text);
    EXPECT_EQ(project.files(), before);
}

TEST_P(Squash, TheNewFileMayHaveTheOldName) {
    const std::string old = project.read("migrations/0004_d.sql");
    EXPECT_EQ(project.must({"squash", "aaaa:head", "-m", "d", "--keep"}), "migrations/0004_d.sql\n");
    EXPECT_EQ(project.read("migrations/0004_d.sql.squashed"), old);
    EXPECT_CONTAINS(header("migrations/0004_d.sql"), "-- replaces: bbbb1111, cccc1111; sha256:");
    project.must({"upgrade"});
    expect_rejected({"squash", "aaaa:head", "-m", "y"}, "the range has one revision, 0004 d (dddd1111) [RT331]");
}

TEST_P(Squash, BranchesAreRejected) {
    add("0005_side", "eeee1111", "bbbb1111", "CREATE TABLE e (id integer);", "DROP TABLE e;");
    expect_rejected({"squash", "base:cccc", "-m", "x"},
                    "0005 side (eeee1111) follows 0002 b (bbbb1111), which is in the middle of the range [RT331]");
    project.must({"squash", "base:bbbb", "-m", "x"});
    add("0006_merge", "ffff1111", "dddd1111, eeee1111", "", "");
    expect_rejected({"squash", "bbbb:ffff", "-m", "y"}, "so the range has branches [RT331]");
    expect_rejected({"squash", "dddd:cccc", "-m", "y"}, "the range has no revision [RT331]");
}

TEST_P(Squash, SectionsWithoutATransactionKeepTheirs) {
    add("0005_e", "eeee1111", "dddd1111", "BEGIN;\nCREATE TABLE e (id integer);\nCOMMIT;",
        "BEGIN;\nDROP TABLE e;\nCOMMIT;", " transaction:false");
    project.must({"squash", "cccc:head", "-m", "both"});
    EXPECT_CONTAINS(project.read("migrations/0005_both.sql"),
                    "-- migrate:up transaction:false\n"
                    "-- squashed: 0004 d (dddd1111)\nBEGIN;\nCREATE TABLE d (id integer);\nCOMMIT;\n\n"
                    "-- squashed: 0005 e (eeee1111)\nBEGIN;\nCREATE TABLE e (id integer);\nCOMMIT;\n\n"
                    "-- migrate:down transaction:false\n");
    project.must({"upgrade"});
    project.must({"downgrade", "cccc"});
    EXPECT_EQ(project.must({"current"}).substr(0, 8), "cccc1111");
    EXPECT_EQ(project.retort({"squash", "base:cccc", "-m", "each", "--keep-transactions"}).status, 0);
    EXPECT_EQ(count(project.read("migrations/0003_each.sql"), "BEGIN;\n"), 6);
    project.must({"downgrade", "base"});
    project.must({"upgrade"});
}

TEST_P(Squash, WithoutOneDowngradeThereIsNone) {
    add("0005_e", "eeee1111", "dddd1111", "DROP TABLE d;", "");
    const Outcome outcome = project.retort({"squash", "cccc:head", "-m", "both"});
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_CONTAINS(outcome.err, "proved: upgrade; no downgrade");
    EXPECT_CONTAINS(project.read("migrations/0005_both.sql"),
                    "-- migrate:down\n-- no downgrade, since 0005 e (eeee1111) has none\n");
}

TEST_P(Squash, ADowngradeThatLeavesSomethingWritesNothing) {
    add("0005_e", "eeee1111", "dddd1111", "CREATE TABLE e (id integer);\nCREATE TABLE f (id integer);",
        "DROP TABLE e;");
    expect_rejected({"squash", "cccc:head", "-m", "both"},
                    "the downgrade of 0005 both (eeee1111) does not produce the schema before the revisions [RT082]");
}

TEST_P(Squash, AMigrationOnAReplacedOneIsToldItsNewParent) {
    project.must({"squash", "base:cccc", "-m", "x"});
    add("0005_side", "eeee1111", "bbbb1111", "", "");
    const Outcome outcome = project.retort({"history"});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_CONTAINS(outcome.err, "it was squashed into 0003 x (cccc1111): let this revision follow cccc1111");
}

TEST(SquashDialects, OfTwoDialectsIsRejected) {
    Project project(Dialect::sqlite);
    project.configure();
    for (const std::string id : {"aaaa1111", "bbbb1111"}) {
        std::string text = id == "aaaa1111" ? revision_file("0001_a", id, "none", "SELECT 1;", "")
                                            : revision_file("0002_b", id, "aaaa1111", "SELECT 1;", "");
        text.insert(text.find("\n\n") + 1, id == "aaaa1111" ? "-- dialect: sqlite\n" : "-- dialect: postgresql\n");
        project.write("migrations/" + id + ".sql", text);
    }
    const Outcome outcome = project.retort({"squash", ":head", "-m", "x"});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_CONTAINS(outcome.err, "[RT332]");
}

TEST(SquashSettings, EndWithTheirPart) {
    Project project(Dialect::postgresql);
    project.configure();
    project.write("migrations/1.sql", revision_file("0001_a", "aaaa1111", "none",
                                                    "CREATE SCHEMA s;\nSET search_path = s;\nCREATE TABLE t (id int);",
                                                    "DROP TABLE s.t;\nDROP SCHEMA s;"));
    project.write("migrations/2.sql",
                  revision_file("0002_b", "bbbb1111", "aaaa1111", "CREATE TABLE u (id int);", "DROP TABLE public.u;"));
    EXPECT_EQ(project.must({"squash", ":", "-m", "x"}), "migrations/0002_x.sql\n");
    EXPECT_CONTAINS(project.read("migrations/0002_x.sql"),
                    "CREATE TABLE t (id int);\nRESET SESSION AUTHORIZATION;\nRESET ROLE;\nRESET ALL;\n");
    project.must({"upgrade"});
    EXPECT_EQ(project.value("SELECT to_regclass('public.u') IS NOT NULL"), "t");
}

}  // namespace
}  // namespace retort::test
