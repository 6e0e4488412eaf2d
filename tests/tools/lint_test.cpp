// retort lint: choice of files and migrations, settings, formats, exit status.

#include <nlohmann/json.hpp>

#include "project.hpp"
#include "revision_file.hpp"

namespace retort::test {
namespace {

class Lint : public ::testing::Test {
protected:
    Lint() {
        project.configure();
        add("0001_first", "aaaa1111", "none", "CREATE TABLE a (id INTEGER);", "DROP TABLE a;");
        add("0002_second", "bbbb1111", "aaaa1111", "DROP TABLE a;", "CREATE TABLE a (id INTEGER);");
        add("0003_third", "cccc1111", "bbbb1111", "CREATE TABLE c (id INTEGER);", "DROP TABLE c;");
    }

    void add(const std::string& name, const std::string& id, const std::string& follows, const std::string& up,
             const std::string& down) const {
        project.write("migrations/" + name + ".sql", revision_file(name, id, follows, up, down, ""));
    }

    /// Runs lint, which must end with this status, and returns standard output.
    std::string lint(int status, std::vector<std::string> arguments) const {
        arguments.insert(arguments.begin(), "lint");
        const Outcome outcome = project.retort(arguments);
        EXPECT_EQ(outcome.status, status) << outcome.out << outcome.err;
        return status == 2 ? outcome.err : outcome.out;
    }

    void settings(const std::string& lines) const { project.configure("\n[lint]\n" + lines); }

    Project project{Dialect::sqlite};
};

TEST_F(Lint, OfARevision) {
    EXPECT_EQ(lint(0, {"head"}), "");
    EXPECT_EQ(lint(0, {"aaaa"}), "");
    const std::string text = lint(1, {"bbbb"});
    EXPECT_CONTAINS(text, "migrations/0002_second.sql:6:1: error: drops the table a and its rows [RT430]\n");
    EXPECT_CONTAINS(text, "  safer: ");
}

TEST_F(Lint, OfARangeAndFiles) {
    EXPECT_EQ(lint(0, {"bbbb:head"}), "");
    EXPECT_CONTAINS(lint(1, {"aaaa:head"}), "0002_second.sql");
    EXPECT_CONTAINS(lint(1, {"migrations/0002_second.sql"}), "migrations/0002_second.sql:6:1:");
    EXPECT_CONTAINS(lint(1, {"migrations"}), "[RT430]");
    project.write("db/plain.sql", "DROP TABLE x;\n");
    EXPECT_CONTAINS(lint(1, {"db"}), "db/plain.sql:1:1: error:");
    EXPECT_CONTAINS(lint(1, {"db/plain.sql", "--dialect", "postgresql"}), "[RT421]");
}

TEST_F(Lint, OfPendingMigrations) {
    EXPECT_CONTAINS(lint(1, {"--pending"}), "0002_second.sql");
    project.must({"upgrade", "bbbb"});
    EXPECT_EQ(lint(0, {"--pending"}), "");
}

TEST_F(Lint, OfDowngrades) {
    EXPECT_EQ(lint(0, {"head"}), "");
    EXPECT_CONTAINS(lint(1, {"head", "--down"}), "drops the table c");
}

TEST_F(Lint, SeveritiesOfTheConfiguration) {
    settings("drop-table = \"warning\"\nRT438 = \"off\"\n");
    const std::string text = lint(0, {"bbbb"});
    EXPECT_CONTAINS(text, "warning: drops the table a");
    EXPECT_EQ(count(text, "RT438"), 0) << text;
}

TEST_F(Lint, AllowComments) {
    add("0002_second", "bbbb1111", "aaaa1111",
        "-- retort: allow drop-table, drop-deletes-children because it is empty\nDROP TABLE a;", "");
    EXPECT_EQ(lint(0, {"bbbb"}), "");
}

TEST_F(Lint, Formats) {
    const auto json = nlohmann::json::parse(lint(1, {"bbbb", "--format", "json"}));
    EXPECT_EQ(json["findings"][0]["code"], "RT430");
    EXPECT_CONTAINS(lint(1, {"bbbb", "--format", "github"}), "::error file=migrations/0002_second.sql,line=6,col=1,");
    EXPECT_EQ(nlohmann::json::parse(lint(1, {"bbbb", "--format", "sarif"}))["version"], "2.1.0");
    EXPECT_CONTAINS(lint(0, {"head", "--format", "json"}), "\"findings\": []");
}

TEST_F(Lint, Errors) {
    const auto expect = [&](const std::string& code, const std::vector<std::string>& arguments) {
        const std::string text = lint(2, arguments);
        EXPECT_CONTAINS(text, "[" + code + "]");
        EXPECT_CONTAINS(text, "hint: ");
    };
    expect("RT385", {});
    expect("RT386", {"head", "--format", "xml"});
    project.write("db/plain.sql", "-- retort: allow drop-table\nDROP TABLE x;\n");
    expect("RT380", {"db/plain.sql"});
    project.write("db/plain.sql", "-- retort: allow RT999 because x\nDROP TABLE x;\n");
    expect("RT381", {"db/plain.sql"});
    settings("drop-table = \"high\"\n");
    expect("RT382", {"head"});
    settings("drop-table = \"off\"\nRT430 = \"off\"\n");
    expect("RT383", {"head"});
    settings("drop-tabel = \"off\"\n");
    expect("RT384", {"head"});
    std::filesystem::remove(project.folder() / "retort.toml");
    project.write("db/plain.sql", "DROP TABLE x;\n");
    expect("RT387", {"db/plain.sql"});
}

TEST(LintOfPostgres, MigrationsHaveALockTimeout) {
    Project project{Dialect::postgresql};
    project.configure();
    project.write("migrations/0001_first.sql",
                  revision_file("0001_first", "aaaa1111", "none", "ALTER TABLE users ADD COLUMN a text;", ""));
    EXPECT_EQ(project.retort({"lint", "head"}).out, "");
    project.configure("lock_timeout = 0\n");
    EXPECT_CONTAINS(project.retort({"lint", "head"}).out, "warning: waits for the lock ACCESS EXCLUSIVE on users");
}

TEST(LintOfPostgres, ReadsSizesOnRequest) {
    Project project{Dialect::postgresql};
    project.configure();
    project.sql("CREATE TABLE users (id bigint); INSERT INTO users SELECT generate_series(1, 1000)");
    project.sql("CREATE TABLE p (id bigint) PARTITION BY LIST (id); CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1)");
    project.sql("INSERT INTO p SELECT 1 FROM generate_series(1, 500)");
    project.connect()->execute("ANALYZE");
    project.write("x.sql", "SET lock_timeout = '1s';\nDROP TABLE users;\nDROP TABLE p;\nDROP TABLE missing;\n");
    const Outcome outcome = project.retort({"lint", "x.sql", "--sizes"});
    EXPECT_EQ(outcome.status, 1) << outcome.err;
    EXPECT_CONTAINS(outcome.out, "drops the table users and its rows (users has about 1,000 rows, ");
    EXPECT_CONTAINS(outcome.out, "drops the table p and its rows (p has about 500 rows, ");
    EXPECT_CONTAINS(outcome.out, "drops the table missing and its rows [RT430]");
    EXPECT_EQ(count(project.retort({"lint", "x.sql"}).out, "about"), 0);
}

TEST(LintOfSqlite, ReadsSizesOnRequest) {
    Project project{Dialect::sqlite};
    project.configure();
    project.sql(
        "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT); CREATE TABLE \"odd name\" (id);"
        "INSERT INTO users WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 1000) SELECT i, "
        "'x' FROM n");
    project.write("x.sql", "DROP TABLE users;\nDROP TABLE \"odd name\";\n");
    const Outcome outcome = project.retort({"lint", "x.sql", "--sizes"});
    EXPECT_EQ(outcome.status, 1) << outcome.err;
    EXPECT_CONTAINS(outcome.out, "(users has about 1,000 rows, ");
    EXPECT_CONTAINS(outcome.out, "odd name has about 0 rows, ");
    const std::string json = project.retort({"lint", "x.sql", "--sizes", "--format", "json"}).out;
    EXPECT_CONTAINS(json, "\"rows\": 1000,");
    EXPECT_CONTAINS(json, "\"seconds\": null");
}

TEST(LintOfPostgres, EstimatesTheTimeWhereATableIsLarge) {
    Project project{Dialect::postgresql};
    project.configure();
    project.sql("CREATE TABLE large (id bigint, pad text)");
    project.sql("INSERT INTO large SELECT i, repeat('x', 900) FROM generate_series(1, 20000) i");
    project.connect()->execute("VACUUM ANALYZE large");
    project.write("x.sql", "SET lock_timeout = '1s';\nCREATE INDEX i ON large (id);\nDROP TABLE large;\n");
    const std::string out = project.retort({"lint", "x.sql", "--sizes"}).out;
    EXPECT_CONTAINS(out, " at the rate measured here) [RT400]");
    EXPECT_EQ(count(out, "rate"), 1) << out;
    EXPECT_CONTAINS(project.retort({"lint", "x.sql", "--sizes", "--format", "json"}).out, "\"seconds\": 0.");
    project.sql("TRUNCATE large");
    EXPECT_EQ(count(project.retort({"lint", "x.sql", "--sizes"}).out, "rate"), 0);
}

TEST(ExplainOfRules, PrintsTheRuleAndTheList) {
    const Project project{Dialect::sqlite};
    const std::string text = project.must({"explain", "rt404"});
    EXPECT_TRUE(text.starts_with("RT404 type-change-rewrites: a type change rewrites the table\n\nALTER COLUMN TYPE"))
        << text;
    EXPECT_CONTAINS(text, "\nSafer: Add a column of the new type");
    EXPECT_CONTAINS(text, "\nSeverity: error. Source: PostgreSQL: ALTER TABLE, Notes.\n");
    EXPECT_EQ(project.must({"explain", "type-change-rewrites"}), text);
    EXPECT_CONTAINS(project.must({"explain"}), "RT430  drop-table (error): DROP TABLE loses rows\n");
    EXPECT_CONTAINS(project.retort({"explain", "drop-tabel"}).err, "did you mean 'drop-table'?");
}

}  // namespace
}  // namespace retort::test
