// Errors that a user meets, each with its code. tests/structure checks that every code of schema/error_codes.def is
// raised by some test; most of them are raised where their part is tested.

#include <fmt/format.h>

#include "models.hpp"
#include "project.hpp"

namespace retort::test {
namespace {

/// The text of a revision file.
std::string revision_file(const std::string& id, const std::string& down, const std::string& up,
                          const std::string& options = "") {
    return fmt::format(
        "-- {0}\n-- revision: {0}\n-- down_revision: {1}\n-- created: 2026-01-01T00:00:00Z\n\n-- migrate:up{3}\n{2}\n\n"
        "-- migrate:down{3}\n",
        id, down, up, options);
}

class RaisedErrors : public ::testing::Test {
protected:
    RaisedErrors() {
        project.configure();
        project.write("models/person.hpp", person());
    }

    /// Runs retort, which must end with status 2 and this code.
    void expect(const std::string& code, const std::vector<std::string>& arguments) const {
        const Outcome outcome = project.retort(arguments);
        EXPECT_EQ(outcome.status, 2) << code << "\n" << outcome.out << outcome.err;
        EXPECT_CONTAINS(outcome.err, "[" + code + "]");
    }

    /// The same, with a hint.
    void expect_hint(const std::string& code, const std::vector<std::string>& arguments) const {
        const Outcome outcome = project.retort(arguments);
        EXPECT_CONTAINS(outcome.err, "[" + code + "]");
        EXPECT_CONTAINS(outcome.err, "hint: ");
    }

    /// Writes retort.toml with these lines, and nothing else.
    void settings(const std::string& text) const { project.write("retort.toml", text); }

    void migrations() const {
        project.write("migrations/1.sql", revision_file("aaaa1111", "none", "CREATE TABLE a (id INTEGER);"));
        project.write("migrations/2.sql", revision_file("bbbb1111", "aaaa1111", "CREATE TABLE b (id INTEGER);"));
    }

    Project project{Dialect::sqlite};
};

TEST_F(RaisedErrors, OfTheConfiguration) {
    expect("RT009", {"init"});
    settings(
        "[filter]\nkinds = [\"tabel\"]\n[models]\nheaders = [\"models/*.hpp\"]\n[database]\nurl = \"sqlite:app.db\"");
    expect("RT201", {"check"});
    settings("[database]\nurl = \"sqlite:${A\"\n");
    expect("RT202", {"current"});
    settings("[database]\nurl = \"sqlite:app.db\"\n");
    expect("RT203", {"models"});
    settings("[models]\nheaders = [\"models/*.hpp\"]\n");
    expect("RT007", {"current"});
    expect("RT208", {"models"});
    settings("[database]\nurl = \"sqlite:app.db\"\nversion_table = \"a.b.c\"\n");
    expect("RT076", {"current"});
    settings("[database]\nurl = \"sqlite:app.db\"\n[migrations]\nfile_name = \"{nmber}.sql\"\n");
    expect("RT062", {"revision", "-m", "x"});
    std::filesystem::remove(project.folder() / "retort.toml");
    expect("RT001", {"models"});
    project.write("migrations", "no folder");
    expect("RT266", {"init"});
}

TEST_F(RaisedErrors, OfTheCommandLine) {
    expect("RT008", {"history", "--wide"});
    expect("RT204", {"models", "--dialect", "oracle"});
    expect("RT205", {"models", "--format", "xml"});
    expect("RT206", {"inspect", "modles"});
    expect_hint("RT207", {"init", "--url", "sqlite:a.db", "--dialect", "postgresql"});
    expect("RT209", {"history", "head"});
    expect("RT227", {"revision", "-m", " "});
    expect_hint("RT264", {"revision", "-m", "x", "--no-verify"});
    expect_hint("RT264", {"upgrade", "base:head"});
    expect("RT265", {"revision", "--autogenerate", "-m", "x", "--from", "models"});
}

TEST_F(RaisedErrors, OfExplain) {
    expect("RT246", {"explain", "RT84"});
    EXPECT_CONTAINS(project.retort({"explain", "RT84"}).err, "did you mean 'RT084'?");
    EXPECT_CONTAINS(project.retort({"explain", "zebra"}).err, "retort explain lists all codes");
}

TEST_F(RaisedErrors, OfFilesAndStreams) {
    const Outcome full =
        run({"sh", "-c", "\"$RETORT\" explain > /dev/full"}, {project.folder(), {{"RETORT", RETORT_BINARY}}, ""});
    EXPECT_EQ(full.status, 2);
    EXPECT_CONTAINS(full.err, "[RT010]");
    expect("RT060", {"inspect", "missing.sql"});
    project.write("broken.sql", "CREATE TABLE t (a INTEGER);\nINSERT INTO missing VALUES (1);\n");
    expect("RT036", {"inspect", "broken.sql"});
    settings("[database]\nurl = \"sqlite:app.db\"\n[migrations]\nfile_name = \"{slug}.sql\"\n");
    project.must({"revision", "-m", "a step"});
    expect("RT226", {"revision", "-m", "a step"});
}

TEST_F(RaisedErrors, OfModels) {
    project.environment["RETORT_INCLUDE_DIR"] = "/nowhere";
    expect("RT242", {"models"});
    project.environment.clear();
    project.write("models/objects.sql", "CREATE VIEW v AS SELEC 1;\n");
    settings("[models]\nheaders = [\"models/*.hpp\"]\nsql = [\"models/*.sql\"]\n[database]\nurl = \"sqlite:app.db\"\n");
    expect("RT183", {"models", "--dialect", "postgresql"});
}

TEST_F(RaisedErrors, OfTargets) {
    migrations();
    expect("RT067", {"upgrade", "cccc"});
    expect("RT229", {"downgrade", "-1", "--sql"});
}

TEST_F(RaisedErrors, OfSectionsAndTheirTransactions) {
    project.write("migrations/1.sql", revision_file("aaaa1111", "none", "COMMIT;"));
    expect("RT068", {"upgrade"});
    project.write("migrations/1.sql",
                  revision_file("aaaa1111", "none", "BEGIN;\nCREATE TABLE a (id INTEGER);", " transaction:false"));
    expect("RT230", {"upgrade"});
}

TEST_F(RaisedErrors, OfTheVersionTable) {
    migrations();
    project.must({"upgrade"});
    project.sql("INSERT INTO retort_version VALUES ('aaaa1111')");
    expect("RT232", {"current"});
    project.sql("DELETE FROM retort_version; INSERT INTO retort_version VALUES ('dddd1111')");
    expect("RT071", {"current"});
    project.sql("DROP TABLE retort_version; CREATE TABLE retort_version (x INTEGER)");
    expect("RT073", {"current"});
    // A key that is checked at COMMIT.
    project.sql(
        "DROP TABLE retort_version; CREATE TABLE known (id TEXT PRIMARY KEY);"
        "CREATE TABLE retort_version (version_num TEXT REFERENCES known DEFERRABLE INITIALLY DEFERRED)");
    expect("RT231", {"stamp", "head"});
}

TEST_F(RaisedErrors, OfADamagedDatabase) {
    project.sql("CREATE TABLE a (id INTEGER)");
    const std::string file = "app.db";
    std::string content = project.read(file);
    content.replace(100, 8, "damaged!");  // the header of the first page, after that of the file
    project.write(file, content);
    expect("RT288", {"inspect", "live"});
}

TEST_F(RaisedErrors, OfAStatementOfRetort) {
    try {
        project.connect()->query("SELECT nope");
        FAIL();
    } catch (const introspect::StatementError& error) {
        EXPECT_EQ(render(introspect::own_statement_failed(error)), "error: no such column: nope [RT034]\n");
    }
}

TEST(RaisedErrorsOfPostgres, APartitionKeyWhoseTypeIsRebuilt) {
    Project project{Dialect::postgresql};
    project.configure();
    const auto schema = [](const std::string& subtype) {
        return fmt::format(
            "CREATE TYPE span AS RANGE (SUBTYPE = {});\nCREATE TABLE t (s span) PARTITION BY LIST (s);\n", subtype);
    };
    project.write("before.sql", schema("integer"));
    project.write("after.sql", schema("bigint"));
    const Outcome outcome = project.retort({"diff", "before.sql", "after.sql"});
    EXPECT_EQ(outcome.status, 2) << outcome.out;
    EXPECT_CONTAINS(outcome.err, "[RT052]");
}

TEST(Explain, PrintsTheTextAndTheList) {
    const Project project{Dialect::sqlite};
    const std::string text = project.must({"explain", "rt084"});
    EXPECT_TRUE(text.starts_with("RT084: rows would make the migration fail\n\nThe live database has rows")) << text;
    const std::string list = project.must({"explain"});
    EXPECT_CONTAINS(list, "RT001  no retort.toml\n");
    EXPECT_CONTAINS(list, "RT084  rows would make the migration fail\n");
}

}  // namespace
}  // namespace retort::test
