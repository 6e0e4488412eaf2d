// diff and inspect over every kind of source.

#include <fmt/format.h>

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
        const Outcome outcome = project.retort({"diff", "old.sql", from, "--dialect", std::string(to_string(GetParam()))});
        EXPECT_EQ(outcome.status, 1) << from << "\n" << outcome.err;
        EXPECT_CONTAINS(outcome.out, "DROP TABLE gone");
    }
}

TEST_P(DiffCommand, WhatItPrintsTurnsOneIntoTheOther) {
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

TEST_P(DiffCommand, ASnapshotComesBackAsItWas) {
    project.connect()->execute(project.read("old.sql"));
    const std::string snapshot = project.must({"inspect", "live", "--format", "json"});
    project.write("old.json", snapshot);
    EXPECT_EQ(project.must({"inspect", "old.json", "--format", "json"}), snapshot);
    EXPECT_EQ(project.must({"inspect", "old.json"}), project.must({"inspect", "live"}));
}

TEST_P(DiffCommand, AScriptThatFailsIsPointedAt) {
    project.write("bad.sql", "CREATE TABLE a (id integer);\n\nCREATE TABLE b (\n  id integer REFERENCES;\n");
    const Outcome outcome = project.retort({"inspect", "bad.sql"});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_CONTAINS(outcome.err, "bad.sql:");
    project.write("worse.sql", "CREATE TABLE a (id integer);\nCREATE INDEX i ON nowhere (id);\n");
    const Outcome second = project.retort({"inspect", "worse.sql"});
    EXPECT_EQ(second.status, 2);
    EXPECT_CONTAINS(second.err, "worse.sql:2:");
}

TEST_P(DiffCommand, WordsThatAreNoSource) {
    EXPECT_CONTAINS(project.retort({"diff", "model", "live"}).err, "did you mean 'models'?");
    EXPECT_EQ(project.retort({"diff", "nothing", "live"}).status, 2);
    EXPECT_EQ(project.retort({"inspect", "missing.sql"}).status, 2);
    EXPECT_EQ(project.retort({"inspect", "missing.json"}).status, 2);
    EXPECT_EQ(project.retort({"inspect", "mysql://localhost/x"}).status, 2);
}

INSTANTIATE_TEST_SUITE_P(Engines, DiffCommand, ::testing::Values(Dialect::postgresql, Dialect::sqlite), engine_name);

TEST(DiffOfEngines, AreNotComparable) {
    Project project(Dialect::postgresql);
    project.configure();
    const Outcome outcome = project.retort({"diff", "live", "sqlite:x.db"});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_CONTAINS(outcome.err, "can't be compared");
}

TEST(DiffOfDumps, APgDumpIsASource) {
    Project project(Dialect::postgresql);
    project.configure();
    project.sql("CREATE TYPE mood AS ENUM ('good', 'bad'); CREATE TABLE t (id bigint PRIMARY KEY, m mood DEFAULT 'good')");
    const Outcome dump = run({"pg_dump", "--schema-only", "--no-owner", "--dbname=" + project.url()});
    ASSERT_EQ(dump.status, 0) << dump.err;
    project.write("dump.sql", dump.out);
    const Outcome outcome = project.retort({"diff", "dump.sql", "live"});
    EXPECT_EQ(outcome.status, 0) << outcome.out << outcome.err;
}

TEST(DiffWithoutConfiguration, FilesNeedADialectOnly) {
    Project project(Dialect::sqlite);
    project.write("a.sql", "CREATE TABLE t (id INTEGER PRIMARY KEY);\n");
    project.write("b.sql", "CREATE TABLE t (id INTEGER PRIMARY KEY, n TEXT);\n");
    const Outcome outcome = project.retort({"diff", "a.sql", "b.sql", "--dialect", "sqlite"});
    EXPECT_EQ(outcome.status, 1) << outcome.err;
    EXPECT_CONTAINS(outcome.out, "ADD COLUMN n");
    const Outcome unknown = project.retort({"diff", "a.sql", "b.sql"});
    EXPECT_EQ(unknown.status, 2);
    EXPECT_CONTAINS(unknown.err, "--dialect");
    const Outcome urls = project.retort({"diff", "sqlite:x.db", "b.sql"});
    EXPECT_EQ(urls.status, 1) << urls.err;
    EXPECT_FALSE(std::filesystem::exists(project.folder() / "x.db")) << "looking makes no database";
}

}  // namespace
}  // namespace retort::test
