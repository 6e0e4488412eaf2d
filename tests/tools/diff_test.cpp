// diff and inspect with every kind of source.

#include <fmt/format.h>

#include <map>
#include <set>

#include "models.hpp"
#include "project.hpp"
#include "tests/support/pg_dump.hpp"

namespace retort::test {
namespace {

class DiffCommand : public BothEngines {
protected:
    DiffCommand() {
        project.configure();
        project.write("models/person.hpp", person("std::optional<std::int32_t> age;"));
        project.write("old.sql",
                      "CREATE TABLE people (id bigint PRIMARY KEY, email varchar(100) NOT NULL UNIQUE, nick text);\n"
                      "CREATE TABLE gone (id integer PRIMARY KEY);\n");
    }
};

TEST_P(DiffCommand, BetweenAllKindsOfSource) {
    project.must({"revision", "--autogenerate", "-m", "people"});
    project.must({"upgrade"});
    const std::string other = project.create_database();
    project.connect(other)->execute(project.must({"models"}));
    project.write("new.sql", project.must({"models"}));
    project.write("new.json", project.must({"inspect", "live", "--format", "json"}));
    const std::vector<std::string> equal = {"models", "live", "migrations", other, "new.sql", "new.json"};
    for (const std::string& from : equal) {
        for (const std::string& to : equal) {
            const Outcome outcome = project.retort({"diff", from, to});
            EXPECT_EQ(outcome.status, 0) << from << " " << to << "\n" << outcome.out << outcome.err;
            EXPECT_EQ(outcome.out, "") << from << " " << to;
        }
        const Outcome outcome =
            project.retort({"diff", "old.sql", from, "--dialect", std::string(to_string(GetParam()))});
        EXPECT_EQ(outcome.status, 1) << from << "\n" << outcome.err;
        EXPECT_CONTAINS(outcome.out, "DROP TABLE gone");
    }
}

TEST_P(DiffCommand, PrintedSqlTurnsOneSideIntoTheOther) {
    project.connect()->execute(project.read("old.sql"));
    const Outcome outcome = project.retort({"diff", "live", "models"});
    ASSERT_EQ(outcome.status, 1) << outcome.err;
    EXPECT_EQ(outcome.err, "");
    project.write("diff.sql", outcome.out);
    project.feed(project.url(), "diff.sql");
    EXPECT_EQ(project.retort({"check"}).status, 0);
    const Outcome back = project.retort({"diff", "live", "old.sql"});
    ASSERT_EQ(back.status, 1) << back.err;
    project.write("back.sql", back.out);
    project.feed(project.url(), "back.sql");
    EXPECT_EQ(project.retort({"diff", "live", "old.sql"}).out, "");
}

/// An older and a newer state, each as every kind of source. The output of diff turns a database like FROM into one
/// that the next diff finds equal to TO.
class DiffOfStates : public BothEngines {
protected:
    struct Source {
        std::string word;
        bool newer;
    };

    DiffOfStates() { project.configure(); }

    static std::string header(bool newer) {
        if (!newer) return person("std::optional<std::string> nick;");
        std::string text = person("std::optional<std::int32_t> age; std::optional<std::int64_t> team_id;",
                                  R"(column<&Person::team_id>().references<&Team::id>().index(),
            check("age > 0"))");
        return text.insert(text.find("struct Person"), R"(struct Team {
    std::int64_t id;
    std::string name;
    static constexpr auto schema() {
        using namespace retort;
        return table("teams", column<&Team::id>().primary_key(), column<&Team::name>().server_default("none"));
    }
};

)");
    }

    void declare(bool newer) const { project.write("models/person.hpp", header(newer)); }

    /// The state as a database, a script and a snapshot.
    void keep(bool newer) {
        declare(newer);
        const std::string name = newer ? "newer" : "older";
        project.write(name + ".sql", project.must({"models"}));
        database_[newer] = project.create_database();
        project.feed(database_[newer], name + ".sql");
        project.write(name + ".json", project.must({"inspect", database_[newer], "--format", "json"}));
    }

    std::vector<Source> kept(bool newer) const {
        const std::string name = newer ? "newer" : "older";
        return {{database_[newer], newer}, {name + ".sql", newer}, {name + ".json", newer}};
    }

    /// Tests both directions.
    void cross(const Source& a, const Source& b) {
        turn(a, b);
        turn(b, a);
    }

    int turned = 0;

private:
    void turn(const Source& from, const Source& to) {
        ++turned;
        const Outcome outcome = project.retort({"diff", from.word, to.word});
        ASSERT_EQ(outcome.status, 1) << from.word << " " << to.word << "\n" << outcome.err;
        std::string& made = made_[{from.newer, outcome.out}];
        if (made.empty()) {
            made = project.create_database();
            project.feed(made, from.newer ? "newer.sql" : "older.sql");
            project.write("turn.sql", outcome.out);
            project.feed(made, "turn.sql");
        }
        if (!equal_.insert(made + " " + to.word + (to.newer ? " newer" : " older")).second) return;
        const Outcome left = project.retort({"diff", made, to.word});
        EXPECT_EQ(left.status, 0) << from.word << " " << to.word << "\n" << left.out << left.err;
        EXPECT_EQ(left.out, "") << from.word << " " << to.word;
    }

    std::string database_[2];
    std::map<std::pair<bool, std::string>, std::string> made_;  ///< databases by FROM's state and printed SQL
    std::set<std::string> equal_;
};

TEST_P(DiffOfStates, EveryKindOfSourceTurnsIntoEveryOther) {
    keep(false);
    project.must({"revision", "--autogenerate", "-m", "older"});
    project.must({"upgrade"});
    keep(true);
    // live and migrations: older; models: newer.
    std::vector<Source> older = kept(false);
    older.insert(older.end(), {{"live", false}, {"migrations", false}});
    std::vector<Source> newer = kept(true);
    newer.push_back({"models", true});
    for (const Source& a : older)
        for (const Source& b : newer) cross(a, b);
    // The migrations are ahead of the database, …
    project.must({"revision", "--autogenerate", "--allow-drop", "-m", "newer"});
    cross({"live", false}, {"migrations", true});
    // … then the database is upgraded, and the models return to the older state.
    project.must({"upgrade"});
    declare(false);
    for (const char* word : {"live", "migrations"}) {
        cross({"models", false}, {word, true});
        for (const Source& a : kept(false)) cross(a, {word, true});
    }
    for (const Source& b : kept(true)) cross({"models", false}, b);
    EXPECT_EQ(turned, 2 * (5 * 4 + 1 + 2 + 6 + 3));
}

INSTANTIATE_TEST_SUITE_P(Engines, DiffOfStates, ::testing::Values(Dialect::postgresql, Dialect::sqlite), engine_name);

TEST_P(DiffCommand, SnapshotRoundTrips) {
    project.connect()->execute(project.read("old.sql"));
    const std::string snapshot = project.must({"inspect", "live", "--format", "json"});
    project.write("old.json", snapshot);
    EXPECT_EQ(project.must({"inspect", "old.json", "--format", "json"}), snapshot);
    EXPECT_EQ(project.must({"inspect", "old.json"}), project.must({"inspect", "live"}));
}

TEST_P(DiffCommand, ComparesATableWithTheNameButNotTheColumnsOfTheHistoryTable) {
    project.write("own.sql", "CREATE TABLE migration_history (version varchar(20) NOT NULL);\n");
    project.write("empty.sql", "");
    const Outcome outcome =
        project.retort({"diff", "own.sql", "empty.sql", "--dialect", std::string(to_string(GetParam()))});
    EXPECT_EQ(outcome.status, 1) << outcome.err;
    EXPECT_CONTAINS(outcome.out, "DROP TABLE migration_history");
}

TEST_P(DiffCommand, PointsAtFailingStatement) {
    project.write("bad.sql", "CREATE TABLE a (id integer);\n\nCREATE TABLE b (\n  id integer REFERENCES;\n");
    const Outcome outcome = project.retort({"inspect", "bad.sql"});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_CONTAINS(outcome.err, "bad.sql:");
    project.write("worse.sql", "CREATE TABLE a (id integer);\nCREATE INDEX i ON nowhere (id);\n");
    const Outcome second = project.retort({"inspect", "worse.sql"});
    EXPECT_EQ(second.status, 2);
    EXPECT_CONTAINS(second.err, "worse.sql:2:");
}

TEST_P(DiffCommand, RejectsUnknownSource) {
    EXPECT_CONTAINS(project.retort({"diff", "model", "live"}).err, "did you mean 'models'?");
    EXPECT_EQ(project.retort({"diff", "nothing", "live"}).status, 2);
    EXPECT_EQ(project.retort({"inspect", "missing.sql"}).status, 2);
    EXPECT_EQ(project.retort({"inspect", "missing.json"}).status, 2);
    EXPECT_EQ(project.retort({"inspect", "mysql://localhost/x"}).status, 2);
}

INSTANTIATE_TEST_SUITE_P(Engines, DiffCommand, ::testing::Values(Dialect::postgresql, Dialect::sqlite), engine_name);

TEST(DiffOfEngines, DifferentEnginesAreNotComparable) {
    Project project(Dialect::postgresql);
    project.configure();
    const Outcome outcome = project.retort({"diff", "live", "sqlite:x.db"});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_CONTAINS(outcome.err, "can't be compared");
}

TEST(DiffOfDumps, PgDumpIsASource) {
    Project project(Dialect::postgresql);
    project.configure();
    project.sql(
        "CREATE TYPE mood AS ENUM ('good', 'bad'); CREATE TABLE t (id bigint PRIMARY KEY, m mood DEFAULT 'good')");
    const Outcome dump = run({"pg_dump", "--schema-only", "--no-owner", "--dbname=" + project.url()});
    ASSERT_EQ(dump.status, 0) << dump.err;
    project.write("dump.sql", dump.out);
    const Outcome outcome = project.retort({"diff", "dump.sql", "live"});
    EXPECT_EQ(outcome.status, 0) << outcome.out << outcome.err;
}

TEST(DiffOfDumps, CreatesRolesOfOtherServerOnThrowawayCluster) {
    Project project(Dialect::postgresql);
    const std::string tail = "ALTER TABLE t OWNER TO nobody_here;\nGRANT SELECT ON t TO \"No One\";\n";
    project.write("a.sql", "CREATE TABLE t (id integer);\n" + tail);
    project.write("b.sql", "BEGIN;\nCREATE TABLE t (id integer, n text);\n" + tail +
                               "CREATE POLICY p ON t TO neither;\nCOMMIT;\n");
    const Outcome outcome = project.retort({"diff", "a.sql", "b.sql", "--dialect", "postgresql"});
    EXPECT_EQ(outcome.status, 1) << outcome.err;
    EXPECT_EQ(outcome.out,
              "BEGIN;\nALTER TABLE t ADD COLUMN n text;\nCREATE POLICY p ON t FOR ALL TO neither;\nCOMMIT;\n");
    project.write("open.sql", "BEGIN;\nCREATE TABLE t (id integer);\n" + tail);
    const Outcome open = project.retort({"diff", "a.sql", "open.sql", "--dialect", "postgresql"});
    EXPECT_EQ(open.status, 2);
    EXPECT_CONTAINS(open.err, "open.sql:4:");
    EXPECT_CONTAINS(open.err, "a transaction is open at the end of the file");
    project.configure();  // with a scratch that is not ours alone
    const Outcome refused = project.retort({"diff", "a.sql", "b.sql"});
    EXPECT_EQ(refused.status, 2);
    EXPECT_CONTAINS(refused.err, "a.sql:2:1: error: role \"nobody_here\" does not exist");
    EXPECT_CONTAINS(refused.err, "hint: the file is run on");
}

TEST(DiffWithoutConfiguration, FilesNeedOnlyADialect) {
    Project project(Dialect::sqlite);
    project.write("a.sql", "CREATE TABLE t (id INTEGER PRIMARY KEY);\n");
    project.write("b.sql", "CREATE TABLE t (id INTEGER PRIMARY KEY, n TEXT);\n");
    const Outcome outcome = project.retort({"diff", "a.sql", "b.sql", "--dialect", "sqlite"});
    EXPECT_EQ(outcome.status, 1) << outcome.err;
    EXPECT_CONTAINS(outcome.out, "ADD COLUMN n");
    const Outcome unknown = project.retort({"diff", "a.sql", "b.sql"});
    EXPECT_EQ(unknown.status, 2);
    EXPECT_CONTAINS(unknown.err, "--dialect");
    const Outcome missing = project.retort({"diff", "sqlite:x.db", "b.sql"});
    EXPECT_EQ(missing.status, 2);
    EXPECT_CONTAINS(missing.err, "there is no file x.db [RT291]");
    EXPECT_FALSE(std::filesystem::exists(project.folder() / "x.db")) << "looking makes no database";
    project.write("x.db", "");  // an empty database
    const Outcome urls = project.retort({"diff", "sqlite:x.db", "b.sql"});
    EXPECT_EQ(urls.status, 1) << urls.err;
}

}  // namespace
}  // namespace retort::test
