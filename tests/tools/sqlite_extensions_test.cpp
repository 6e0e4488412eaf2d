// [database] extensions: functions and collations of a SQLite extension (extension/folding.c) in the schema.

#include <fmt/format.h>

#include <gtest/gtest.h>

#include <filesystem>

#include "models.hpp"
#include "project.hpp"

namespace retort::test {
namespace {

class SqliteExtensions : public ::testing::Test {
protected:
    SqliteExtensions() {
        std::filesystem::create_directory(project.folder() / "extensions");
        std::filesystem::copy_file(RETORT_TEST_EXTENSION, project.folder() / "extensions/folding.so");
        configure("\"extensions/folding\"");
        project.write("models/objects.sql",
                      "CREATE VIEW folded AS SELECT fold(email) AS email FROM people;\n"
                      "CREATE TRIGGER people_named AFTER INSERT ON people WHEN fold(new.name) = 'nobody' BEGIN\n"
                      "  SELECT raise(ABORT, 'no name');\nEND;\n");
        project.write("models/person.hpp", models("fold(name) <> ''"));
    }

    void configure(const std::string& extensions) const {
        project.write("retort.toml", fmt::format("[models]\nheaders = [\"models/*.hpp\"]\nsql = [\"models/*.sql\"]\n\n"
                                                 "[database]\nurl = \"sqlite:app.db\"\nextensions = [{}]\n",
                                                 extensions));
    }

    static std::string models(const std::string& check) {
        return person(
            "std::string name; std::string folded;",
            fmt::format("column<&Person::name>().text().collate(\"by_length\").unique(),"
                        "column<&Person::folded>().generated(\"fold(name)\"),"
                        "check(\"{}\").named(\"has_name\"),"
                        "index(expression(\"fold(email)\")).named(\"people_email\").where(\"fold(email) <> 'x'\")",
                        check));
    }

    /// Statements in a client that loads the extension, as a program does.
    Outcome client(const std::string& sql) const {
        return run({"sqlite3", "-bail", "app.db"}, {project.folder(), {}, ".load extensions/folding\n" + sql});
    }

    void migrate(const std::string& message) const {
        project.must({"revision", "--autogenerate", "-m", message});
        project.must({"upgrade"});
        EXPECT_EQ(project.must({"check"}), "");
    }

    Project project{Dialect::sqlite};
};

TEST_F(SqliteExtensions, FunctionsAndCollationsWorkInTheSchema) {
    migrate("people");
    ASSERT_EQ(client("INSERT INTO people (id, email, name) VALUES (1, 'A B', 'Ann Lee'), (2, 'c', 'Bo');").status, 0);
    EXPECT_EQ(client("INSERT INTO people (id, email, name) VALUES (3, 'd', ' ');").status, 1) << "the check";
    EXPECT_EQ(client("INSERT INTO people (id, email, name) VALUES (3, 'd', 'No Body');").status, 1) << "the trigger";
    EXPECT_EQ(client("SELECT group_concat(folded) FROM (SELECT * FROM people ORDER BY name);").out, "bo,annlee\n");

    EXPECT_EQ(project.must({"diff", "live", "models"}), "");
    EXPECT_EQ(project.must({"diff", "migrations", "sqlite:app.db"}), "");
    EXPECT_CONTAINS(project.must({"inspect", "live"}), "COLLATE by_length");

    project.write("models/person.hpp", models("fold(name) <> 'x'"));
    migrate("another check");
    EXPECT_EQ(client("SELECT group_concat(folded) FROM (SELECT * FROM people ORDER BY name);").out, "bo,annlee\n");
    EXPECT_EQ(client("PRAGMA integrity_check;").out, "ok\n");
    project.must({"downgrade", "base"});
}

TEST_F(SqliteExtensions, RowsAreCheckedWithThem) {
    migrate("people");
    ASSERT_EQ(client("INSERT INTO people (id, email, name) VALUES (1, 'A B', 'Ann Lee');").status, 0);
    project.write("models/person.hpp", models("fold(name) <> 'annlee'"));
    const Outcome outcome = project.retort({"revision", "--autogenerate", "-m", "no Ann"});
    EXPECT_EQ(outcome.status, 2) << outcome.out;
    EXPECT_CONTAINS(outcome.err, "[RT084]");
}

TEST_F(SqliteExtensions, OneThatCannotBeLoadedIsAnError) {
    project.write("extensions/text.so", "no library");
    for (const char* path : {"extensions/missing", "extensions/text.so"}) {
        configure(fmt::format("\"{}\"", path));
        for (const char* command : {"upgrade", "check", "current"}) {
            const Outcome outcome = project.retort({command});
            EXPECT_EQ(outcome.status, 2) << command << outcome.err;
            if (std::string(command) == "upgrade") {
                EXPECT_CONTAINS(outcome.err, "[RT290]");
                EXPECT_CONTAINS(outcome.err, (project.folder() / path).string());
            }
        }
    }
}

TEST_F(SqliteExtensions, SqlCannotLoadOne) {
    project.write("migrations/1.sql",
                  "-- 1\n-- revision: aaaa1111\n-- down_revision: none\n-- created: 2026-01-01T00:00:00Z\n\n"
                  "-- migrate:up\nSELECT load_extension('extensions/folding');\n\n-- migrate:down\n");
    const Outcome outcome = project.retort({"upgrade"});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_CONTAINS(outcome.err, "not authorized");
}

}  // namespace
}  // namespace retort::test
