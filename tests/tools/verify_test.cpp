// verify: proofs of hand-written and edited migrations, the line `verified:` in their files, and what voids it.

#include "models.hpp"
#include "written_revisions.hpp"

namespace retort::test {
namespace {

class Verify : public WrittenRevisions {
protected:
    Verify() {
        add("0001_first", "aaaa1111", "none", "CREATE TABLE a (id integer NOT NULL);", "DROP TABLE a;");
        add("0002_second", "bbbb1111", "aaaa1111", "CREATE TABLE b (id integer);\nINSERT INTO b VALUES (1);",
            "DROP TABLE b;");
    }

    static std::string path(const std::string& name) { return "migrations/" + name + ".sql"; }

    /// The value of `verified:`; empty without one.
    std::string verified(const std::string& name) const {
        const std::string text = project.read(path(name));
        const std::size_t at = text.find("-- verified: ");
        return at == std::string::npos ? "" : text.substr(at + 13, text.find('\n', at) - at - 13);
    }

    /// `verified:` without the checksum, which must be there.
    std::string result(const std::string& name) const {
        const std::string value = verified(name);
        const std::size_t at = value.find("; sha256:");
        EXPECT_NE(at, std::string::npos) << value;
        if (at == std::string::npos) return value;
        EXPECT_EQ(value.size(), at + 9 + 12) << value;
        return value.substr(0, at);
    }

    void replace(const std::string& name, const std::string& part, const std::string& with) const {
        std::string text = project.read(path(name));
        const std::size_t at = text.find(part);
        ASSERT_NE(at, std::string::npos) << text;
        project.write(path(name), text.replace(at, part.size(), with));
    }
};

INSTANTIATE_TEST_SUITE_P(Engines, Verify, ::testing::Values(Dialect::postgresql, Dialect::sqlite), engine_name);

TEST_P(Verify, WritesTheResultIntoTheHeader) {
    const std::string before = project.read(path("0001_first"));
    const Outcome outcome = project.retort({"verify"});
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_EQ(outcome.out,
              "0001 first (aaaa1111): upgrade, downgrade, upgrade\n"
              "0002 second (bbbb1111): upgrade, downgrade, upgrade\n");
    EXPECT_EQ(result("0001_first"), "upgrade, downgrade, upgrade");
    EXPECT_EQ(result("0002_second"), "upgrade, downgrade, upgrade");
    std::string expected = before;
    expected.insert(expected.find("\n\n-- migrate:up") + 1, "-- verified: " + verified("0001_first") + "\n");
    EXPECT_EQ(project.read(path("0001_first")), expected) << "nothing else changes";
    EXPECT_EQ(project.must({"current"}), "") << "the live database is not changed";

    const auto files = project.files();
    EXPECT_CONTAINS(project.retort({"verify"}).err, "nothing to prove: every migration is verified");
    EXPECT_EQ(project.must({"verify", "--all"}), outcome.out);
    EXPECT_EQ(project.files(), files) << "the same input gives the same bytes";
    EXPECT_EQ(project.retort({"verify", "--check"}).status, 0);
    EXPECT_EQ(project.retort({"verify", "--all", "--check"}).status, 0);
}

TEST_P(Verify, ChosenByRevisionRangeAndPending) {
    EXPECT_EQ(project.must({"verify", "bbbb"}), "0002 second (bbbb1111): upgrade, downgrade, upgrade\n");
    EXPECT_EQ(verified("0001_first"), "");
    EXPECT_EQ(project.must({"verify", "base:0001"}), "0001 first (aaaa1111): upgrade, downgrade, upgrade\n");
    EXPECT_EQ(project.must({"verify", "aaaa:head"}), "0002 second (bbbb1111): upgrade, downgrade, upgrade\n");
    project.must({"upgrade", "aaaa"});
    EXPECT_EQ(project.must({"verify", "--pending"}), "0002 second (bbbb1111): upgrade, downgrade, upgrade\n");
    EXPECT_EQ(project.must({"verify", "current:"}), "0002 second (bbbb1111): upgrade, downgrade, upgrade\n");
    project.must({"upgrade"});
    EXPECT_CONTAINS(project.retort({"verify", "--pending"}).err, "nothing to prove: no migration is chosen");
    EXPECT_EQ(project.retort({"verify", "cccc"}).status, 2);
    EXPECT_EQ(project.retort({"verify", "--all", "--pending"}).status, 2);
}

TEST_P(Verify, AFailureNamesTheDifferenceAndTheOthersGoOn) {
    add("0003_third", "cccc1111", "bbbb1111", "CREATE TABLE c (id integer);\nCREATE TABLE d (id integer);",
        "DROP TABLE c;");
    add("0004_fourth", "dddd1111", "cccc1111", "CREATE TABLE e (id integer);", "DROP TABLE e;");
    const Outcome outcome = project.retort({"verify"});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_CONTAINS(outcome.err, "the downgrade of 0003 third (cccc1111) does not produce the schema before it");
    EXPECT_CONTAINS(outcome.err, "[RT082]");
    EXPECT_CONTAINS(outcome.err, "remaining difference: table d dropped");
    EXPECT_CONTAINS(outcome.err, "1 of 4 migrations not proved");
    EXPECT_CONTAINS(outcome.out, "0003 third (cccc1111): not proved\n");
    EXPECT_CONTAINS(outcome.out, "0004 fourth (dddd1111): upgrade, downgrade, upgrade\n");
    EXPECT_EQ(verified("0003_third"), "");
    EXPECT_EQ(result("0004_fourth"), "upgrade, downgrade, upgrade");
    EXPECT_EQ(project.retort({"verify", "--check"}).status, 1);
}

TEST_P(Verify, AFailedStatementHasItsLine) {
    add("0003_third", "cccc1111", "bbbb1111", "CREATE TABLE c (id integer);\nDROP TABLE nobody;", "DROP TABLE c;");
    add("0004_fourth", "dddd1111", "cccc1111", "CREATE TABLE e (id integer);", "DROP TABLE e;");
    const Outcome outcome = project.retort({"verify"});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_CONTAINS(outcome.err, "migrations/0003_third.sql:7:1: error: the upgrade of 0003 third (cccc1111) failed");
    EXPECT_CONTAINS(outcome.err, "this was the upgrade in the proof on ");
    EXPECT_CONTAINS(outcome.err, "the file is unchanged");
    EXPECT_CONTAINS(outcome.out,
                    "0004 fourth (dddd1111): not proved, since the upgrade of 0003 third (cccc1111) fails\n");
    EXPECT_EQ(count(outcome.err, "DROP TABLE nobody"), 1);
    EXPECT_EQ(verified("0003_third"), "");
    EXPECT_EQ(verified("0004_fourth"), "");
}

TEST_P(Verify, ASecondUpgradeThatFailsIsFound) {
    add("0003_third", "cccc1111", "bbbb1111", "INSERT INTO b VALUES (7);\nCREATE UNIQUE INDEX u ON b (id);",
        "DROP INDEX u;");
    const Outcome outcome = project.retort({"verify", "cccc"});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_CONTAINS(outcome.err, "this was the upgrade after the downgrade in the proof on ");
}

TEST_P(Verify, WithoutADowngradeItIsProvedUpwards) {
    add("0003_third", "cccc1111", "bbbb1111", "DROP TABLE b;", "-- cannot be undone");
    EXPECT_EQ(project.must({"verify", "cccc"}), "0003 third (cccc1111): upgrade; no downgrade\n");
    EXPECT_EQ(result("0003_third"), "upgrade; no downgrade");
    EXPECT_EQ(project.retort({"verify", "--check", "cccc"}).status, 0);
}

TEST_P(Verify, AnEmptyMigrationIsProved) {
    add("0003_third", "cccc1111", "bbbb1111", "", "");
    EXPECT_EQ(project.must({"verify", "cccc"}), "0003 third (cccc1111): upgrade, downgrade, upgrade\n");
}

TEST_P(Verify, BranchesAreProvedOnTheirAncestorsOnly) {
    // Each branch creates a table of the same name; the merge would fail, and the branches do not.
    add("0003_mine", "cccc1111", "bbbb1111", "CREATE TABLE t (id integer);", "DROP TABLE t;");
    add("0004_theirs", "dddd1111", "bbbb1111", "CREATE TABLE t (name text);", "DROP TABLE t;");
    EXPECT_EQ(project.retort({"verify"}).status, 0);
    EXPECT_EQ(result("0004_theirs"), "upgrade, downgrade, upgrade");
    add("0005_merge", "eeee1111", "cccc1111, dddd1111", "", "");
    EXPECT_EQ(project.retort({"verify"}).status, 2);
}

TEST_P(Verify, TransactionFalseRunsAsWritten) {
    add("0003_third", "cccc1111", "bbbb1111", "BEGIN;\nCREATE TABLE c (id integer);\nCOMMIT;",
        "BEGIN;\nDROP TABLE c;\nCOMMIT;", " transaction:false");
    EXPECT_EQ(project.must({"verify", "cccc"}), "0003 third (cccc1111): upgrade, downgrade, upgrade\n");
}

TEST_P(Verify, AnEditVoidsTheProof) {
    project.must({"verify"});
    replace("0002_second", "-- migrate:down\n", "-- migrate:down\n-- a word more\n");
    const std::string notice =
        "'verified' of 0002 second (bbbb1111) is void, since the file was changed after the proof: run 'retort verify "
        "bbbb1111'";
    EXPECT_CONTAINS(project.must({"history", "-v"}),
                    "    verified  void: changed after the proof; run 'retort verify bbbb1111'\n");
    EXPECT_CONTAINS(project.must({"history", "-v"}), "    verified  upgrade, downgrade, upgrade\n");
    const Outcome show = project.retort({"show", "bbbb"});
    EXPECT_EQ(show.status, 0);
    EXPECT_CONTAINS(show.err, notice);
    EXPECT_EQ(show.out, project.read(path("0002_second")));
    project.write("models/person.hpp", person());
    const Outcome checked = project.retort({"check", "models", "migrations", "--allow", "models"});
    EXPECT_EQ(checked.status, 1);
    EXPECT_CONTAINS(checked.out, "void: 'verified' of 0002 second (bbbb1111) is void: the file was changed");
    const Outcome check = project.retort({"verify", "--check"});
    EXPECT_EQ(check.status, 1);
    EXPECT_EQ(check.out, "0002 second (bbbb1111): upgrade, downgrade, upgrade, but its file does not say so\n");
    EXPECT_EQ(project.must({"verify"}), "0002 second (bbbb1111): upgrade, downgrade, upgrade\n");
    EXPECT_EQ(count(project.retort({"show", "bbbb"}).err, "void"), 0);
}

TEST_P(Verify, AnotherParentVoidsTheProofAndTheRestOfTheHeaderDoesNot) {
    project.must({"verify"});
    replace("0002_second", "-- 0002 second", "-- 0002 another title");
    EXPECT_EQ(project.retort({"verify", "--check"}).status, 0);
    std::string windows;
    for (const char c : project.read(path("0002_second")))
        windows += c == '\n' ? std::string("\r\n") : std::string(1, c);
    project.write(path("0002_second"), windows);
    EXPECT_EQ(project.retort({"verify", "--check"}).status, 0) << "the checksum is the same for CRLF";
    add("0001_first", "ffff1111", "none", "CREATE TABLE a (id integer NOT NULL);", "DROP TABLE a;");
    replace("0002_second", "aaaa1111", "ffff1111");
    EXPECT_CONTAINS(project.must({"history", "-v"}), "void");
    project.must({"verify"});
    EXPECT_CONTAINS(project.read(path("0002_second")), "-- verified: upgrade, downgrade, upgrade; sha256:");
    EXPECT_EQ(count(project.read(path("0002_second")), "\n"), count(project.read(path("0002_second")), "\r\n"));
}

TEST_P(Verify, AProofWithoutAChecksumIsOnlyListed) {
    replace("0001_first", "-- down_revision: none\n",
            "-- down_revision: none\n-- verified: upgrade, downgrade, upgrade\n");
    EXPECT_CONTAINS(project.must({"history", "-v"}),
                    "    verified  upgrade, downgrade, upgrade (not bound to a checksum)\n");
    EXPECT_EQ(count(project.retort({"show", "aaaa"}).err, "void"), 0);
    EXPECT_EQ(project.must({"verify"}), "0002 second (bbbb1111): upgrade, downgrade, upgrade\n");
    project.must({"verify", "aaaa"});
    EXPECT_EQ(result("0001_first"), "upgrade, downgrade, upgrade");
}

TEST_P(Verify, GeneratedMigrationsAreBoundToo) {
    project.must({"upgrade"});
    project.write("models/models.hpp", person());
    std::string file = project.must({"revision", "--autogenerate", "--allow-drop", "-m", "people"});
    file.pop_back();
    EXPECT_CONTAINS(project.read(file), "-- verified: upgrade, downgrade, upgrade; sha256:");
    EXPECT_EQ(project.must({"verify", "--check", "head"}).find("people ("), 5U);
    EXPECT_EQ(count(project.must({"history", "-v"}), "void"), 0);
}

TEST_P(Verify, ThePipelineTest) {
    project.write("models/models.hpp", person());
    const std::vector<std::string> test{"verify", "--all", "--models", "--check"};
    project.must({"verify"});
    const Outcome differs = project.retort(test);
    EXPECT_EQ(differs.status, 1);
    EXPECT_CONTAINS(differs.out, "-- new table people");
    EXPECT_CONTAINS(differs.err, "the migrations do not lead to the models");
    project.must({"upgrade"});
    project.must({"revision", "--autogenerate", "--allow-drop", "-m", "people"});
    const Outcome equal = project.retort(test);
    EXPECT_EQ(equal.status, 0) << equal.err << equal.out;
    EXPECT_CONTAINS(equal.err, "the migrations lead to the models");
    EXPECT_EQ(count(equal.out, ": upgrade, downgrade, upgrade"), 3);
    add("0009_other", "eeee1111", "aaaa1111", "", "");
    const Outcome branched = project.retort(test);
    EXPECT_EQ(branched.status, 2);
    EXPECT_CONTAINS(branched.err, "[RT066]");
}

TEST(VerifyRows, SampleRowsAreInTouchedTables) {
    Project project(Dialect::postgresql);
    project.configure();
    project.write("migrations/0001_a.sql",
                  revision_file("0001_a", "aaaa1111", "none", "CREATE TABLE a (id integer PRIMARY KEY, name text);",
                                "DROP TABLE a;"));
    // With rows, NOT NULL without a default fails, as it may on the live database.
    project.write("migrations/0002_b.sql",
                  revision_file("0002_b", "bbbb1111", "aaaa1111", "ALTER TABLE a ADD COLUMN age integer NOT NULL;",
                                "ALTER TABLE a DROP COLUMN age;"));
    // A hand-written migration may change values.
    project.write("migrations/0003_c.sql",
                  revision_file("0003_c", "cccc1111", "bbbb1111",
                                "UPDATE a SET name = upper(name);\nALTER TABLE a ADD COLUMN c integer DEFAULT 1;",
                                "ALTER TABLE a DROP COLUMN c;"));
    EXPECT_EQ(project.must({"verify"}),
              "0001 a (aaaa1111): upgrade, downgrade, upgrade\n"
              "0002 b (bbbb1111): upgrade, downgrade, upgrade; without rows in a\n"
              "0003 c (cccc1111): upgrade, downgrade, upgrade\n");
}

TEST(VerifyRows, AFailureThatOnlyRowsCauseIsFound) {
    Project project(Dialect::postgresql);
    project.configure();
    project.write("migrations/0001_a.sql",
                  revision_file("0001_a", "aaaa1111", "none", "CREATE TABLE a (id integer PRIMARY KEY, name text);",
                                "DROP TABLE a;"));
    // The file is read only if there is a row.
    project.write("migrations/0002_b.sql",
                  revision_file("0002_b", "bbbb1111", "aaaa1111",
                                "ALTER TABLE a ADD COLUMN b integer;\n"
                                "UPDATE a SET b = (SELECT count(*) FROM pg_stat_file('no such file'));",
                                "ALTER TABLE a DROP COLUMN b;"));
    const Outcome outcome = project.retort({"verify"});
    EXPECT_EQ(outcome.status, 2) << outcome.out;
    EXPECT_CONTAINS(outcome.err, "migrations/0002_b.sql:7:1: error: the upgrade of 0002 b (bbbb1111) failed");
    EXPECT_EQ(count(project.read("migrations/0002_b.sql"), "verified"), 0);
}

TEST(VerifyDialects, AMigrationForAnotherDialectIsAnError) {
    Project project(Dialect::sqlite);
    project.configure();
    std::string text = revision_file("0001_a", "aaaa1111", "none", "CREATE TABLE a (id integer);", "DROP TABLE a;");
    text.insert(text.find("\n\n") + 1, "-- dialect: postgresql\n");
    project.write("migrations/0001_a.sql", text);
    const Outcome outcome = project.retort({"verify"});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_CONTAINS(outcome.err, "revision 0001 a (aaaa1111) is for postgresql, but the scratch database is SQLite");
}

}  // namespace
}  // namespace retort::test
