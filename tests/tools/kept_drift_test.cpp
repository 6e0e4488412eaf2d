// revision --autogenerate on a live database that somebody changed by hand: the revision begins at the migrations.

#include <fmt/format.h>

#include "models.hpp"
#include "project.hpp"

namespace retort::test {
namespace {

class KeptDrift : public BothEngines {
protected:
    KeptDrift() {
        project.configure();
        project.write("models/person.hpp", person("std::optional<std::string> nick;"));
        project.must({"revision", "-a", "-m", "people"});
        project.must({"upgrade"});
    }

    Outcome generate(const std::vector<std::string>& more = {}) {
        std::vector<std::string> arguments = {"revision", "-a", "-m", "next"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return project.retort(arguments);
    }

    std::string text_of(const Outcome& outcome) {
        EXPECT_EQ(outcome.status, 0) << outcome.err;
        return outcome.out.empty() ? "" : project.read(outcome.out.substr(0, outcome.out.size() - 1));
    }
};

INSTANTIATE_TEST_SUITE_P(Engines, KeptDrift, ::testing::Values(Dialect::postgresql, Dialect::sqlite), engine_name);

TEST_P(KeptDrift, IsNotPartOfTheRevision) {
    project.sql("CREATE TABLE audit (id integer)");
    project.sql("CREATE INDEX by_nick ON people (nick)");
    project.write("models/person.hpp", person("std::optional<std::string> nick; std::optional<std::string> city;"));
    EXPECT_CONTAINS(generate({"--dry-run", "--json"}).out, "\"table audit (1 column) added by hand\"");
    const Outcome made = generate();
    EXPECT_CONTAINS(made.err, "kept out: table audit (1 column) added by hand\n");
    EXPECT_CONTAINS(made.err, "kept out: people: index by_nick (nick) added by hand\n");
    EXPECT_CONTAINS(made.err, "'retort revision --adopt-drift' adopts it");
    const std::string text = text_of(made);
    EXPECT_CONTAINS(text, "city");
    EXPECT_EQ(count(text, "audit") + count(text, "by_nick"), 0) << text;
    project.must({"upgrade"});
    EXPECT_EQ(project.retort({"check", "models", "migrations"}).status, 0);
    const Outcome check = project.retort({"check"});
    EXPECT_EQ(check.status, 1);
    EXPECT_CONTAINS(check.out, "index by_nick (nick) added by hand");
    // The file runs on an empty database too.
    const std::string empty = project.create_database();
    project.must({"upgrade", "--database", empty});
    project.must({"check", "--database", empty});
}

TEST_P(KeptDrift, ModelsThatEqualTheMigrationsNeedNoRevision) {
    project.sql("CREATE TABLE audit (id integer)");
    const std::string json = generate({"--json"}).out;
    EXPECT_CONTAINS(json, "\"revision\": null");
    EXPECT_CONTAINS(json, "\"table audit (1 column) added by hand\"");
    const Outcome made = generate();
    EXPECT_EQ(made.status, 0) << made.err;
    EXPECT_EQ(made.out, "");
    EXPECT_CONTAINS(made.err, "no difference between the models and the migrations: no revision written");
}

TEST_P(KeptDrift, FromLiveComparesWithTheDatabaseAsItIs) {
    project.sql("CREATE TABLE audit (id integer)");
    const Outcome refused = generate({"--from", "live"});
    EXPECT_EQ(refused.status, 2);
    EXPECT_CONTAINS(refused.err, "the upgrade would drop table audit with 0 rows [RT461]");
    EXPECT_EQ(count(refused.err, "kept out"), 0);
    EXPECT_CONTAINS(text_of(generate({"--from", "live", "--allow-drop"})), "DROP TABLE audit");
}

TEST_P(KeptDrift, ThatTheUpgradeWouldUndoIsAnError) {
    // PostgreSQL drops the index with its column, SQLite's rebuild leaves it out.
    const bool postgres = GetParam() == Dialect::postgresql;
    project.sql("CREATE INDEX by_nick ON people (nick)");
    std::string model = person(postgres ? "" : "std::optional<std::string> nick;");
    if (!postgres) model.replace(model.find(".unique()"), 9, "");
    project.write("models/person.hpp", model);
    const auto before = project.files();
    const Outcome refused = generate({"--allow-drop"});
    EXPECT_EQ(refused.status, 2) << refused.err;
    EXPECT_CONTAINS(refused.err, "the upgrade would undo what was changed by hand in ");
    EXPECT_CONTAINS(refused.err, "people: index by_nick (nick) added by hand [RT341]");
    EXPECT_EQ(project.files(), before);
    EXPECT_EQ(generate({"--allow-drop", "--from", "migrations"}).status, 0);
}

/// A trigger that no SQL file declares is kept as it is; SQLite's rebuild of the table creates it again.
TEST(SqliteKeptDrift, ATriggerOfARebuiltTableIsRecreated) {
    Project project(Dialect::sqlite);
    project.configure();
    project.write("models/person.hpp", person());
    project.must({"revision", "-a", "-m", "people"});
    project.must({"upgrade"});
    project.sql("CREATE TRIGGER by_hand AFTER INSERT ON people BEGIN SELECT 1; END");
    std::string model = person();
    model.replace(model.find(".unique()"), 9, "");
    project.write("models/person.hpp", model);
    const Outcome made = project.retort({"revision", "-a", "-m", "next"});
    EXPECT_EQ(made.status, 0) << made.err;
    EXPECT_CONTAINS(
        made.err,
        "note: the revision is planned with what was changed by hand after all: its upgrade recreates the views "
        "and triggers that it would drop otherwise\n");
    project.must({"upgrade"});
    EXPECT_EQ(project.value("SELECT count(*) FROM sqlite_schema WHERE name = 'by_hand'"), "1");
}

TEST_P(KeptDrift, WithWhichTheUpgradeWouldFailIsReported) {
    project.sql("ALTER TABLE people ADD COLUMN city text");
    project.write("models/person.hpp", person("std::optional<std::string> nick; std::optional<std::string> city;"));
    const Outcome made = generate();
    EXPECT_EQ(made.status, 0) << made.err;
    EXPECT_CONTAINS(made.err, "kept out: column people.city ");
    EXPECT_CONTAINS(made.err, "warning: the upgrade would fail on ");
    EXPECT_CONTAINS(made.err, "city");
}

TEST_P(KeptDrift, IsFoundUnderTheNewNameOfItsTable) {
    project.sql("CREATE INDEX by_nick ON people (nick)");
    std::string model = person("std::optional<std::string> nick;");
    model.replace(model.find("\"people\","), 9, "\"persons\",");
    const std::size_t end = model.find(".unique())") + 10;
    model.insert(end, ".renamed_from(\"people\")");
    project.write("models/person.hpp", model);
    const Outcome made = generate();
    EXPECT_EQ(made.status, 0) << made.err;
    project.must({"upgrade"});
    EXPECT_CONTAINS(project.retort({"check"}).out, "persons: index by_nick (nick) added by hand");
}

}  // namespace
}  // namespace retort::test
