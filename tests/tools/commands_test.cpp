// Every command as a user runs it: its exit status, its output streams, the files that it writes.

#include <fmt/format.h>

#include "models.hpp"
#include "project.hpp"

namespace retort::test {
namespace {

class Commands : public BothEngines {
protected:
    Commands() {
        project.configure();
        project.write("models/person.hpp", person());
    }

    /// Two migrations: people, then their age.
    void two_migrations() {
        first = revision("people");
        project.write("models/person.hpp", person("std::optional<std::int32_t> age;"));
        project.must({"upgrade"});
        second = revision("age");
    }

    /// Autogenerates a revision; returns its id.
    std::string revision(const std::string& message) {
        const std::string path = project.must({"revision", "--autogenerate", "-m", message});
        if (path.empty()) return "";
        const std::string text = project.read(path.substr(0, path.size() - 1));
        const std::size_t at = text.find("-- revision: ") + 13;
        return text.substr(at, text.find('\n', at) - at);
    }

    bool has_column(const std::string& column) { return count(project.must({"inspect", "live"}), column) > 0; }

    std::string first;
    std::string second;
};

TEST_P(Commands, RevisionWritesOneFileAndPrintsItsPath) {
    const auto before = project.files();
    const Outcome outcome = project.retort({"revision", "--autogenerate", "-m", "First: people!"});
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_EQ(outcome.out, "migrations/0001_first_people.sql\n");
    EXPECT_CONTAINS(outcome.err, "detected: new table people");
    EXPECT_EQ(project.files().size(), before.size() + 3) << "the folder, the file and retort.sum";
    const std::string file = project.read("migrations/0001_first_people.sql");
    EXPECT_CONTAINS(file, "-- 0001 First: people!\n");
    EXPECT_CONTAINS(file, "-- verified: upgrade, downgrade, upgrade; sha256:");
    EXPECT_CONTAINS(file, "-- migrate:up");
    EXPECT_CONTAINS(file, "CREATE TABLE people");
    EXPECT_CONTAINS(file, "-- migrate:down");
    EXPECT_CONTAINS(file, "DROP TABLE people");
}

TEST_P(Commands, RevisionDryRunPrintsTheFileAndWritesNothing) {
    const auto before = project.files();
    const std::string text = project.must({"revision", "--autogenerate", "--dry-run", "-m", "try"});
    EXPECT_CONTAINS(text, "CREATE TABLE people");
    EXPECT_EQ(project.files(), before);
}

TEST_P(Commands, RevisionRecordsSkippedProof) {
    project.must({"revision", "--autogenerate", "--no-verify", "-m", "people"});
    EXPECT_CONTAINS(project.read("migrations/0001_people.sql"), "-- verified: no\n");
}

TEST_P(Commands, EmptyRevisionHasBothSections) {
    EXPECT_EQ(project.must({"revision", "-m", "by hand"}), "migrations/0001_by_hand.sql\n");
    const std::string file = project.read("migrations/0001_by_hand.sql");
    EXPECT_CONTAINS(file, "-- migrate:up");
    EXPECT_CONTAINS(file, "-- migrate:down");
    project.must({"upgrade"});
    EXPECT_CONTAINS(project.must({"current"}), "by hand");
    project.must({"downgrade", "base"});
}

TEST_P(Commands, NoDifferenceWritesNoRevision) {
    two_migrations();
    project.must({"upgrade"});
    const auto before = project.files();
    const Outcome outcome = project.retort({"revision", "--autogenerate", "-m", "nothing"});
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_EQ(outcome.out, "");
    EXPECT_CONTAINS(outcome.err, "no revision written");
    EXPECT_EQ(project.files(), before);
}

TEST_P(Commands, RevisionRequiresDatabaseAtHead) {
    first = revision("people");
    const Outcome outcome = project.retort({"revision", "--autogenerate", "-m", "too early"});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_CONTAINS(outcome.err, "retort upgrade");
    EXPECT_EQ(outcome.out, "");
}

TEST_P(Commands, RevisionFromMigrationsNeedsNoLiveDatabase) {
    first = revision("people");
    project.write("models/person.hpp", person("std::optional<std::int32_t> age;"));
    const Outcome outcome = project.retort({"revision", "--autogenerate", "--from", "migrations", "-m", "age"});
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_EQ(outcome.out, "migrations/0002_age.sql\n");
    EXPECT_CONTAINS(project.read("migrations/0002_age.sql"), "age");
    EXPECT_EQ(project.must({"current"}), "");
}

TEST_P(Commands, UpgradeAndDowngradeByTarget) {
    two_migrations();
    EXPECT_EQ(count(project.must({"current"}), first), 1);
    project.must({"upgrade", "+1"});
    EXPECT_EQ(count(project.must({"current"}), second), 1);
    EXPECT_TRUE(has_column("age"));
    project.must({"downgrade", "-1"});
    EXPECT_FALSE(has_column("age"));
    project.must({"upgrade", second.substr(0, 6)});
    EXPECT_TRUE(has_column("age"));
    project.must({"downgrade", first});
    EXPECT_EQ(count(project.must({"current"}), first), 1);
    project.must({"downgrade", "base"});
    EXPECT_EQ(project.must({"current"}), "");
    project.must({"upgrade", "head"});
    EXPECT_EQ(count(project.must({"current"}), second), 1);
}

TEST_P(Commands, UpgradeReportsStepsOnStandardError) {
    two_migrations();
    project.must({"downgrade", "base"});
    const Outcome up = project.retort({"upgrade"});
    EXPECT_EQ(up.status, 0);
    EXPECT_EQ(up.out, "");
    EXPECT_EQ(count(up.err, "upgrade 000"), 2) << up.err;
    const Outcome again = project.retort({"upgrade"});
    EXPECT_EQ(again.status, 0);
    EXPECT_CONTAINS(again.err, "nothing to do");
}

TEST_P(Commands, DowngradeRequiresTarget) {
    two_migrations();
    EXPECT_EQ(project.retort({"downgrade"}).status, 2);
    EXPECT_EQ(count(project.must({"current"}), first), 1);
}

TEST_P(Commands, ScriptEqualsRun) {
    two_migrations();
    project.must({"upgrade"});
    const std::string ran = project.must({"inspect", "live"});
    const Outcome script = project.retort({"upgrade", "--sql"});
    ASSERT_EQ(script.status, 0) << script.err;
    const std::string other = project.create_database();
    project.write("script.sql", script.out);
    project.feed(other, "script.sql");
    EXPECT_EQ(project.must({"inspect", other}), ran);
    EXPECT_EQ(project.must({"current", "--database", other}), project.must({"current"}));

    project.write("back.sql", project.must({"downgrade", "--sql", second + ":" + first}));
    project.feed(other, "back.sql");
    EXPECT_EQ(count(project.must({"current", "--database", other}), first), 1);
    project.must({"downgrade", "-1"});
    EXPECT_EQ(project.must({"inspect", other}), project.must({"inspect", "live"}));
}

TEST_P(Commands, RangeIsForScriptsOnly) {
    two_migrations();
    const Outcome outcome = project.retort({"upgrade", first + ":" + second});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_CONTAINS(outcome.err, "--sql");
    const std::string part = project.must({"upgrade", first + ":head", "--sql"});
    EXPECT_CONTAINS(part, "age");
    EXPECT_EQ(count(part, "CREATE TABLE people"), 0);
}

TEST_P(Commands, HistoryHeadsShow) {
    two_migrations();
    const std::string history = project.must({"history"});
    EXPECT_LT(history.find(second), history.find(first)) << "newest first";
    EXPECT_CONTAINS(history, fmt::format("{}  0002  age  (head)\n", second));
    EXPECT_CONTAINS(history, fmt::format("{}  0001  people  (current)\n", first));
    EXPECT_EQ(project.must({"history", ":" + first}), fmt::format("{}  0001  people  (current)\n", first));
    const std::string verbose = project.must({"history", "-v"});
    EXPECT_CONTAINS(verbose, "migrations/0002_age.sql");
    EXPECT_CONTAINS(verbose, "follows   " + first);
    EXPECT_EQ(project.must({"heads"}), fmt::format("{}  0002  age  (head)\n", second));
    EXPECT_EQ(project.must({"show", "head"}), project.read("migrations/0002_age.sql"));
    EXPECT_EQ(project.must({"show", first.substr(0, 5)}), project.read("migrations/0001_people.sql"));
    EXPECT_EQ(project.retort({"show", "ffffffffffff"}).status, 2);
}

TEST_P(Commands, HistoryWithoutDatabase) {
    two_migrations();
    const Outcome outcome = project.retort({"history", "--database", "postgresql://nobody@/none?host=/nowhere"});
    EXPECT_EQ(outcome.status, 0);
    EXPECT_CONTAINS(outcome.out, first);
    EXPECT_CONTAINS(outcome.err, "warning: can't read the current revision: ");
}

TEST_P(Commands, StampSetsVersionWithoutRunning) {
    two_migrations();
    project.must({"stamp", "head"});
    EXPECT_EQ(count(project.must({"current"}), second), 1);
    EXPECT_FALSE(has_column("age"));
    project.must({"stamp", "base"});
    EXPECT_EQ(project.must({"current"}), "");
    EXPECT_CONTAINS(project.must({"stamp", first, "--sql"}), first);
}

TEST_P(Commands, CheckPrintsDescriptionsAndSql) {
    two_migrations();
    const Outcome before = project.retort({"check"});
    EXPECT_EQ(before.status, 1) << before.err;
    EXPECT_CONTAINS(before.out, "pending: 1 migration has not run on ");
    EXPECT_CONTAINS(before.out, ": 0002 age (");
    const Outcome live = project.retort({"check", "models", "live"});
    EXPECT_EQ(live.status, 1) << live.err;
    EXPECT_CONTAINS(live.out, ": new column people.age");
    EXPECT_CONTAINS(live.out, "    ALTER TABLE people ADD COLUMN age");
    project.must({"upgrade"});
    const Outcome clean = project.retort({"check"});
    EXPECT_EQ(clean.status, 0) << clean.out;
    EXPECT_EQ(clean.out, "");
    EXPECT_CONTAINS(clean.err, "clean");
}

TEST_P(Commands, TwoHeadsErrorNamesBothFiles) {
    two_migrations();
    std::string twin = project.read("migrations/0002_age.sql");
    twin.replace(twin.find(second), second.size(), "aaaaaaaaaaaa");
    project.write("migrations/0002_twin.sql", twin);
    const Outcome outcome = project.retort({"upgrade"});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_CONTAINS(outcome.err, "0002_age.sql");
    EXPECT_CONTAINS(outcome.err, "0002_twin.sql");
    EXPECT_EQ(count(project.must({"heads"}), "(head)"), 2);
}

TEST_P(Commands, FailingUpgradeChangesNothing) {
    two_migrations();
    const std::string before = project.must({"inspect", "live"});
    std::string file = project.read("migrations/0002_age.sql");
    const std::size_t down = file.find("\n-- migrate:down");
    file.insert(down, "CREATE TABLE extra (id integer);\nINSERT INTO nowhere VALUES (1);\n");
    project.write("migrations/0002_age.sql", file);
    const Outcome outcome = project.retort({"upgrade"});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_CONTAINS(outcome.err, "migrations/0002_age.sql:");
    EXPECT_CONTAINS(outcome.err, "INSERT INTO nowhere VALUES (1)");
    EXPECT_EQ(project.must({"inspect", "live"}), before);
    EXPECT_EQ(count(project.must({"current"}), first), 1);
}

TEST_P(Commands, VersionTableNamesAreConfigurable) {
    const bool server = GetParam() == Dialect::postgresql;
    const std::string table = server ? "auth.alembic_version_auth" : "alembic_version_auth";
    project.configure(fmt::format("version_table = \"{}\"\nhistory_table = \"log\"\n", table));
    first = revision("people");
    project.must({"upgrade"});
    EXPECT_EQ(project.value("SELECT version_num FROM " + table), first);
    EXPECT_EQ(project.value(fmt::format("SELECT count(*) FROM {}log", server ? "auth." : "")), "1");
    EXPECT_EQ(project.retort({"check"}).status, 0);
    EXPECT_EQ(project.must({"revision", "--autogenerate", "-m", "again"}), "");
    project.must({"downgrade", "base"});
}

TEST_P(Commands, ModelsPrintsSqlAndSnapshot) {
    const std::string sql = project.must({"models"});
    EXPECT_CONTAINS(sql, "CREATE TABLE people");
    const std::string json = project.must({"models", "--format", "json"});
    EXPECT_CONTAINS(json, "\"people\"");
    const char* other = GetParam() == Dialect::sqlite ? "postgresql" : "sqlite";
    EXPECT_NE(project.must({"models", "--dialect", other}), sql);
    EXPECT_EQ(project.retort({"models", "--format", "xml"}).status, 2);
}

INSTANTIATE_TEST_SUITE_P(Engines, Commands, ::testing::Values(Dialect::postgresql, Dialect::sqlite), engine_name);

}  // namespace
}  // namespace retort::test
