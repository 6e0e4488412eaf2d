// revision --adopt-drift on a live database that somebody changed by hand.

#include <fmt/format.h>

#include "models.hpp"
#include "project.hpp"
#include "revision_file.hpp"

namespace retort::test {
namespace {

class AdoptDrift : public BothEngines {
protected:
    AdoptDrift() {
        project.configure();
        project.write("models/person.hpp", person());
        project.must({"revision", "-a", "-m", "people", "--rev-id", "aaaa1111"});
        project.must({"upgrade"});
        project.sql("CREATE TABLE audit (id integer)");
    }

    /// The only file with this number.
    std::string file(const std::string& number) const {
        for (const auto& [path, text] : project.files())
            if (path.starts_with("migrations/" + number)) return text;
        return {};
    }

    std::string live() const {
        return GetParam() == Dialect::postgresql ? project.connect()->describe() : "sqlite:app.db";
    }
};

INSTANTIATE_TEST_SUITE_P(Engines, AdoptDrift, ::testing::Values(Dialect::postgresql, Dialect::sqlite), engine_name);

TEST_P(AdoptDrift, AdoptsTheChangesAndNothingElse) {
    project.write("models/person.hpp", person("std::optional<std::int32_t> age;"));
    const Outcome made = project.retort({"revision", "--adopt-drift", "-m", "audit", "--rev-id", "bbbb1111"});
    EXPECT_EQ(made.status, 0) << made.err;
    EXPECT_EQ(made.out, "migrations/0002_audit.sql\n");
    EXPECT_EQ(made.err,
              fmt::format("adopted: table audit (1 column) added by hand\nproved: upgrade, downgrade, upgrade\n"
                          "{} has it already: run 'retort stamp head' there, and declare it in the models\n",
                          live()));
    EXPECT_CONTAINS(file("0002"), "CREATE TABLE audit (");
    EXPECT_CONTAINS(file("0002"), "DROP TABLE audit;");
    EXPECT_EQ(count(file("0002"), "age"), 0);
    project.must({"stamp", "head"});
    EXPECT_EQ(project.retort({"check", "migrations", "live"}).status, 0);
    const Outcome again = project.retort({"revision", "--adopt-drift", "-m", "again"});
    EXPECT_EQ(again.status, 0);
    EXPECT_CONTAINS(again.err, "nothing was changed by hand in ");
}

TEST_P(AdoptDrift, NeedsTheHeadAndMigrations) {
    project.write("migrations/0002_b.sql", revision_file("0002_b", "bbbb1111", "aaaa1111", "SELECT 1;", "SELECT 1;"));
    const Outcome behind = project.retort({"revision", "--adopt-drift", "-m", "audit"});
    EXPECT_EQ(behind.status, 2);
    EXPECT_CONTAINS(behind.err, "[RT364]");
    EXPECT_EQ(project.retort({"revision", "--adopt-drift", "--from", "migrations", "-m", "audit"}).status, 2);
}

TEST_P(AdoptDrift, MigrationsThatDoNotRunOnAnEmptyDatabase) {
    project.write("migrations/0002_b.sql",
                  revision_file("0002_b", "bbbb1111", "aaaa1111", "DROP TABLE audit;", "SELECT 1;"));
    project.must({"upgrade"});
    const Outcome made = project.retort({"revision", "--adopt-drift", "-m", "audit"});
    EXPECT_EQ(made.status, 2) << made.err;
    EXPECT_CONTAINS(made.err, "[RT364]");
    EXPECT_CONTAINS(made.err, "was changed by hand is not known, since the migrations do not run on an empty database");
}

TEST(AdoptedDrift, ThatCannotBePlannedIsAnError) {
    Project project(Dialect::postgresql);
    project.configure();
    project.write("models/person.hpp", person());
    project.write("migrations/0001_a.sql",
                  revision_file("0001_a", "aaaa1111", "none", "CREATE TABLE a (i integer);\nCREATE TABLE b (row a);",
                                "DROP TABLE b;\nDROP TABLE a;"));
    project.must({"upgrade"});
    project.sql("DROP TABLE b; ALTER TABLE a ALTER i TYPE bigint; CREATE TABLE b (row a)");
    const Outcome outcome = project.retort({"revision", "--adopt-drift", "-m", "a"});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_CONTAINS(outcome.err, "the SQL to keep it can't be planned: ");
    EXPECT_CONTAINS(outcome.err, "[RT363]");
}

}  // namespace
}  // namespace retort::test
