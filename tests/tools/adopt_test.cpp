// retort adopt on a database without migrations: its baseline.

#include <fmt/format.h>

#include "models.hpp"
#include "project.hpp"
#include "revision_file.hpp"

namespace retort::test {
namespace {

constexpr const char* postgresql_schema = R"(
CREATE TYPE role AS ENUM ('therapist', 'patient');
CREATE DOMAIN mail AS text CHECK (VALUE LIKE '%@%');
CREATE SEQUENCE tickets START 100;
CREATE TABLE users (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), mail mail NOT NULL UNIQUE, role role NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE sessions (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE, ticket bigint DEFAULT nextval('tickets'));
CREATE INDEX sessions_user ON sessions (user_id) WHERE ticket > 0;
CREATE SCHEMA audit;
CREATE TABLE audit.log (at timestamptz, what text);
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.created_at = now(); RETURN NEW; END $$;
CREATE TRIGGER touched BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION touch();
CREATE VIEW patients AS SELECT id, mail FROM users WHERE role = 'patient';
COMMENT ON TABLE users IS 'people who can sign in';
INSERT INTO users (mail, role) VALUES ('a@example.org', 'patient');
)";

constexpr const char* sqlite_schema = R"(
CREATE TABLE users (id INTEGER PRIMARY KEY, mail TEXT NOT NULL UNIQUE, role TEXT CHECK (role IN ('a', 'b')));
CREATE TABLE sessions (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id) ON DELETE CASCADE);
CREATE INDEX sessions_user ON sessions (user_id);
CREATE VIEW patients AS SELECT id, mail FROM users WHERE role = 'b';
CREATE TRIGGER touched AFTER INSERT ON sessions BEGIN SELECT 1; END;
INSERT INTO users VALUES (1, 'a@example.org', 'a');
)";

class Adopt : public BothEngines {
protected:
    Adopt() {
        project.configure();
        project.sql(GetParam() == Dialect::postgresql ? postgresql_schema : sqlite_schema);
    }

    std::string live() const {
        return GetParam() == Dialect::postgresql ? project.connect()->describe() : "sqlite:app.db";
    }
};

INSTANTIATE_TEST_SUITE_P(Engines, Adopt, ::testing::Values(Dialect::postgresql, Dialect::sqlite), engine_name);

TEST_P(Adopt, WritesABaselineThatIsRecordedAndBuildsAnEqualDatabase) {
    const std::string before = project.must({"inspect", project.url()});
    const Outcome adopted = project.retort({"adopt", "--yes", "--rev-id", "aaaa1111"});
    EXPECT_EQ(adopted.status, 0) << adopted.err;
    EXPECT_EQ(adopted.out, "migrations/0000_baseline.sql\n");
    EXPECT_CONTAINS(adopted.err, "proved: upgrade, downgrade, upgrade");
    EXPECT_CONTAINS(adopted.err, fmt::format("will record that {} is at aaaa1111", live()));
    EXPECT_EQ(project.must({"inspect", project.url()}), before);
    EXPECT_EQ(project.value("SELECT count(*) FROM users"), "1");
    EXPECT_EQ(project.value("SELECT version_num FROM retort_version"), "aaaa1111");
    EXPECT_EQ(project.retort({"check", "migrations", "live"}).status, 0);
    const std::string other = project.create_database();
    project.must({"upgrade", "--database", other});
    EXPECT_EQ(project.must({"inspect", other}), before);
    EXPECT_EQ(project.retort({"diff", project.url(), other}).status, 0);
    project.must({"downgrade", "base", "--database", other});
    EXPECT_EQ(project.must({"inspect", other}), "");
    EXPECT_EQ(project.must({"revision", "-m", "next"}), "migrations/0001_next.sql\n");
}

TEST_P(Adopt, ChangesNothingWithoutAPermission) {
    const auto before = project.files();
    const Outcome refused = project.retort({"adopt"});
    EXPECT_EQ(refused.status, 2);
    EXPECT_CONTAINS(refused.err, "[RT483]");
    const Outcome dry = project.retort({"adopt", "--dry-run", "--rev-id", "aaaa1111"});
    EXPECT_EQ(dry.status, 0) << dry.err;
    EXPECT_EQ(dry.out, fmt::format("write migrations/0000_baseline.sql\nrecord that {} is at aaaa1111\n", live()));
    const Outcome no = project.on_terminal({"adopt"}, {"n\n"});
    EXPECT_EQ(no.status, 0) << no.out << no.err;
    EXPECT_EQ(project.files(), before);
    EXPECT_EQ(project.must({"current"}), "");
    const Outcome yes = project.on_terminal({"adopt"}, {"y\n"});
    EXPECT_EQ(yes.status, 0) << yes.out << yes.err;
    EXPECT_EQ(project.retort({"check", "migrations", "live"}).status, 0);
}

TEST_P(Adopt, PrintsJson) {
    const std::string json = project.must({"adopt", "--dry-run", "--json"});
    EXPECT_CONTAINS(json, "\"source\": \"database\"");
    EXPECT_CONTAINS(json, "\"done\": false");
    EXPECT_CONTAINS(json, "-- migrate:up");
    EXPECT_CONTAINS(project.must({"adopt", "--yes", "--json"}), "\"done\": true");
}

TEST_P(Adopt, LeavesTheDatabaseAsItIsWithoutAStamp) {
    project.must({"adopt", "--yes", "--stamp", "none", "--no-verify"});
    EXPECT_CONTAINS(project.must({"history"}), "baseline");
    EXPECT_EQ(project.must({"current"}), "");
    project.must({"verify", "--all"});
}

TEST_P(Adopt, IsForAProjectWithoutRevisions) {
    project.write("migrations/0001_a.sql", revision_file("0001_a", "aaaa1111", "none", "SELECT 1;", "SELECT 1;"));
    const Outcome outcome = project.retort({"adopt", "--yes"});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_CONTAINS(outcome.err, "[RT485]");
}

TEST_P(Adopt, AnEmptyDatabaseHasNothing) {
    const std::string empty = project.create_database();
    const Outcome outcome = project.retort({"adopt", "--yes", "--database", empty});
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_EQ(outcome.out, "");
    EXPECT_CONTAINS(outcome.err, "there is nothing to adopt");
}

/// The files of Alembic are not there, but its table is.
TEST_P(Adopt, GoesOnFromTheRevisionOfAlembic) {
    project.sql(
        "CREATE TABLE alembic_version (version_num varchar(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY "
        "(version_num)); INSERT INTO alembic_version VALUES ('add_roles')");
    const Outcome adopted = project.retort({"adopt", "--yes"});
    EXPECT_EQ(adopted.status, 0) << adopted.err;
    EXPECT_CONTAINS(adopted.err, "will set [database] version_table = \"alembic_version\" in retort.toml");
    EXPECT_CONTAINS(project.read("retort.toml"), "version_table = \"alembic_version\"\n");
    EXPECT_CONTAINS(project.must({"current"}), "add_roles");
    EXPECT_EQ(project.value("SELECT count(*) FROM alembic_version"), "1");
    EXPECT_EQ(project.retort({"check", "migrations", "live"}).status, 0);
}

/// A version table has any name; several revisions in it are several heads.
TEST_P(Adopt, FindsTheVersionTable) {
    const bool schemas = GetParam() == Dialect::postgresql;
    const std::string name = schemas ? "audit.versions" : "versions";
    project.sql(
        fmt::format("CREATE TABLE {0} (version_num varchar(32) NOT NULL PRIMARY KEY); INSERT INTO {0} VALUES "
                    "('one'), ('two')",
                    name));
    EXPECT_CONTAINS(project.retort({"adopt", "--yes"}).err, "[RT489]");
    project.sql("DELETE FROM " + name + " WHERE version_num = 'two'");
    project.sql("CREATE TABLE also (version_num text); INSERT INTO also VALUES ('three')");
    EXPECT_CONTAINS(project.retort({"adopt", "--yes"}).err, "[RT480]");
    project.sql("DROP TABLE also");
    const Outcome adopted = project.retort({"adopt", "--yes"});
    EXPECT_EQ(adopted.status, 0) << adopted.err;
    EXPECT_CONTAINS(adopted.err, fmt::format("and is at one by the table {}", name));
    EXPECT_CONTAINS(project.read("retort.toml"), fmt::format("version_table = \"{}\"\n", name));
    EXPECT_CONTAINS(project.must({"current"}), "one");
    EXPECT_EQ(project.retort({"check", "migrations", "live"}).status, 0);
}

TEST_P(Adopt, ModelsGoOnFromTheBaseline) {
    const std::string other = project.create_database();
    project.connect(other)->execute(
        fmt::format("CREATE TABLE people (id {} NOT NULL PRIMARY KEY, email varchar(255) NOT NULL UNIQUE)",
                    GetParam() == Dialect::postgresql ? "bigint" : "INTEGER"));
    project.write("models/person.hpp", person("std::optional<std::int32_t> age;"));
    project.must({"adopt", "--yes", "--database", other});
    project.must({"revision", "-a", "-m", "age", "--database", other});
    const std::string written = project.read("migrations/0001_age.sql");
    EXPECT_CONTAINS(written, "ADD COLUMN age");
    EXPECT_EQ(count(written, "CREATE TABLE"), 0) << written;
}

TEST_P(Adopt, InitWritesNoSettingThatDropsWhatIsThere) {
    std::filesystem::remove(project.folder() / "retort.toml");
    const Outcome made = project.retort({"init", "--url", project.url()});
    EXPECT_EQ(made.status, 0) << made.err;
    EXPECT_CONTAINS(project.read("retort.toml"), "\n# sql = [\"models/**/*.sql\"]\n");
    EXPECT_CONTAINS(made.err, "retort adopt");
    std::filesystem::remove(project.folder() / "retort.toml");
    const Outcome empty = project.retort({"init", "--url", project.create_database()});
    EXPECT_CONTAINS(project.read("retort.toml"), "\nsql = [\"models/**/*.sql\"]\n");
    EXPECT_EQ(count(empty.err, "retort adopt"), 0);
}

TEST(InitBesideAServer, ThatCannotBeReachedExpectsADatabase) {
    const Project project(Dialect::sqlite);
    project.must({"init", "--url", "postgresql://nobody@127.0.0.1:1/none"});
    EXPECT_CONTAINS(project.read("retort.toml"), "\n# sql = [");
}

TEST_P(Adopt, IsTheHintOfAnUpgradeOntoExistingTables) {
    project.write("migrations/0001_a.sql",
                  revision_file("0001_a", "aaaa1111", "none", "CREATE TABLE users (id integer);", "DROP TABLE users;"));
    const Outcome outcome = project.retort({"upgrade"});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_CONTAINS(outcome.err, "[RT070]");
    EXPECT_CONTAINS(outcome.err, "'retort adopt' begins the migrations of a project with what a database has");
}

TEST_P(Adopt, IsTheHintWhereModelsEqualADatabaseWithoutMigrations) {
    const std::string other = project.create_database();
    project.connect(other)->execute(
        fmt::format("CREATE TABLE people (id {} NOT NULL PRIMARY KEY, email varchar(255) NOT NULL UNIQUE)",
                    GetParam() == Dialect::postgresql ? "bigint" : "INTEGER"));
    project.write("models/person.hpp", person());
    const Outcome outcome = project.retort({"revision", "-a", "-m", "first", "--database", other});
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_CONTAINS(outcome.err, "there are no migrations: 'retort adopt' begins them with what the database has");
}

TEST(AdoptedSettings, AListOverSeveralLinesIsNotEdited) {
    Project project(Dialect::sqlite);
    project.configure("version_table = '''alembic'''\n");
    project.sql(
        "CREATE TABLE t (id integer); CREATE TABLE alembic_version (version_num varchar(32) NOT NULL); INSERT INTO "
        "alembic_version VALUES ('aaaa1111')");
    const Outcome outcome = project.retort({"adopt", "--yes"});
    EXPECT_EQ(outcome.status, 2) << outcome.err;
    EXPECT_CONTAINS(outcome.err, "[RT484]");
    EXPECT_CONTAINS(outcome.err, "[database] version_table = \"alembic_version\"");
    EXPECT_FALSE(std::filesystem::exists(project.folder() / "migrations"));
}

}  // namespace
}  // namespace retort::test
