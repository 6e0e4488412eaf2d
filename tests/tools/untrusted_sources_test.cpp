// SQL files of a stranger, given to the command.

#include <fmt/format.h>

#include <filesystem>

#include "models.hpp"
#include "project.hpp"

namespace retort::test {
namespace {

namespace fs = std::filesystem;

class UntrustedSources : public ::testing::Test {
protected:
    UntrustedSources() {
        project.environment["DATABASE_URL"] = "postgresql://app:hunter2@/app";
        // Without scratch_url, a throwaway cluster is started.
        project.write("retort.toml", fmt::format("[database]\nurl = \"{}\"\n", project.url()));
        project.write("a.sql", "CREATE TABLE a (id int);\n");
        fs::permissions(project.folder(), fs::perms::all);
        // The secret becomes a part of the schema that is printed.
        project.write(
            "evil.sql",
            fmt::format("CREATE TABLE a (id int);\nCREATE TABLE x (l text);\n"
                        "COPY x FROM PROGRAM 'env; touch {0}; cat /proc/$PPID/environ | tr -c \"[:print:]\" _';\n"
                        "DO $$ DECLARE s text; BEGIN SELECT string_agg(l, ' | ') INTO s FROM x; "
                        "EXECUTE format('COMMENT ON TABLE x IS %L', s); END $$;\n",
                        (project.folder() / "was_here").string()));
    }

    bool ran() const { return fs::exists(project.folder() / "was_here"); }

    Project project{Dialect::postgresql};
};

TEST_F(UntrustedSources, RunNoProgramsOfADiff) {
    const Outcome outcome = project.retort({"diff", "a.sql", "evil.sql"});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_CONTAINS(outcome.err, "evil.sql:3:1: error: ");
    EXPECT_CONTAINS(outcome.err, "--trust");
    EXPECT_FALSE(ran());
    EXPECT_EQ(count(outcome.out + outcome.err, "hunter2"), 0);
}

TEST_F(UntrustedSources, RunProgramsWithTrustButWithoutTheEnvironment) {
    const Outcome outcome = project.retort({"diff", "--trust", "a.sql", "evil.sql"});
    EXPECT_EQ(outcome.status, 1) << outcome.err;
    EXPECT_TRUE(ran());
    EXPECT_CONTAINS(outcome.out, "PATH=/usr/bin:/bin");
    EXPECT_EQ(count(outcome.out + outcome.err, "hunter2"), 0);
    project.write("retort.toml", project.read("retort.toml") + "trust_sources = true\n");
    EXPECT_EQ(project.retort({"diff", "a.sql", "evil.sql"}).status, 1);
}

TEST_F(UntrustedSources, RunNoProgramsOfModelsAndRevisions) {
    project.write("retort.toml",
                  project.read("retort.toml") + "[models]\nheaders = [\"models/*.hpp\"]\nsql = [\"sql/*.sql\"]\n");
    project.write("models/person.hpp", person());
    project.write("sql/f.sql", "CREATE FUNCTION f(text) RETURNS text LANGUAGE internal AS 'pg_read_file_all';\n");
    Outcome outcome = project.retort({"check"});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_CONTAINS(outcome.err, "sql/f.sql:1:1: error: ");
    EXPECT_CONTAINS(outcome.err, "permission denied for language internal");
    EXPECT_CONTAINS(outcome.err, "--trust");
    EXPECT_NE(project.retort({"check", "--trust"}).status, 2);

    project.must({"revision", "-m", "evil"});
    std::string revision = project.read("migrations/0001_evil.sql");
    const std::string up = "-- migrate:up\n";
    revision.insert(revision.find(up) + up.size(),
                    "COPY (SELECT 1) TO PROGRAM 'touch " + (project.folder() / "was_here").string() + "';\n");
    project.write("migrations/0001_evil.sql", revision);
    outcome = project.retort({"diff", "migrations", "a.sql"});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_CONTAINS(outcome.err, "0001_evil.sql");
    EXPECT_CONTAINS(outcome.err, "--trust");
    EXPECT_FALSE(ran());
}

TEST_F(UntrustedSources, UseWhatTheyNeed) {
    project.write("b.sql",
                  "CREATE EXTENSION pg_stat_statements;\nCREATE EXTENSION citext;\nCREATE TABLE a (id int, e citext);\n"
                  "CREATE FUNCTION log() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN END $$;\n"
                  "CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION log();\n"
                  "COMMENT ON EVENT TRIGGER e IS 'logs';\nCREATE PUBLICATION p FOR ALL TABLES;\n"
                  "ALTER TABLE a OWNER TO retort_owner;\n");
    const Outcome outcome = project.retort({"diff", "a.sql", "b.sql"});
    EXPECT_EQ(outcome.status, 1) << outcome.err;
    for (const char* part :
         {"CREATE EXTENSION IF NOT EXISTS pg_stat_statements", "CREATE EVENT TRIGGER e ON ddl_command_end",
          "COMMENT ON EVENT TRIGGER e IS 'logs'", "CREATE PUBLICATION p FOR ALL TABLES"})
        EXPECT_CONTAINS(outcome.out, part);
    EXPECT_EQ(outcome.out, project.retort({"diff", "--trust", "a.sql", "b.sql"}).out);
}

TEST(UntrustedSqlite, OpensNoOtherFile) {
    Project project(Dialect::sqlite);
    project.configure();
    project.must({"revision", "-m", "attach"});
    std::string revision = project.read("migrations/0001_attach.sql");
    const std::string up = "-- migrate:up transaction:false\n";
    revision.replace(revision.find("-- migrate:up\n"), 14,
                     up + "ATTACH 'other.db' AS other;\nCREATE TABLE other.t (a);\nDETACH other;\nVACUUM;\n");
    project.write("migrations/0001_attach.sql", revision);
    project.write("empty.sql", "");
    const Outcome outcome = project.retort({"diff", "migrations", "empty.sql"});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_CONTAINS(outcome.err, "the statement opens another file");
    EXPECT_CONTAINS(outcome.err, "--trust");
    EXPECT_FALSE(fs::exists(project.folder() / "other.db"));
    EXPECT_EQ(project.retort({"diff", "--trust", "migrations", "empty.sql"}).status, 0);
    EXPECT_TRUE(fs::exists(project.folder() / "other.db"));
}

}  // namespace
}  // namespace retort::test
