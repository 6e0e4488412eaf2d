// retort export: the files of each format, run by the tools where they are installed.

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <sstream>

#include "project.hpp"
#include "revision_file.hpp"

namespace retort::test {
namespace {

namespace fs = std::filesystem;

/// Empty: it is not installed.
std::string program(const std::string& name) {
    const char* path = std::getenv("PATH");
    std::istringstream folders(path == nullptr ? "" : path);
    for (std::string folder; std::getline(folders, folder, ':');)
        if (const std::string file = folder + "/" + name; ::access(file.c_str(), X_OK) == 0) return file;
    return {};
}

std::string lines_of(const std::map<std::string, std::string>& files, const std::string& folder) {
    std::string names;
    for (const auto& [path, text] : files)
        if (path.starts_with(folder + "/")) names += path + "\n";
    return names;
}

class Export : public BothEngines {
protected:
    Export() {
        project.configure();
        add("0001_users", "aaaa0001", "none", "CREATE TABLE users (id integer PRIMARY KEY, name text, note text);",
            "DROP TABLE users;");
        add("0002_it's \"quoted\" \\ ${x} 100%", "aaaa0002", "aaaa0001",
            "INSERT INTO users VALUES (1, 'it''s :name, at 12:30 \\:x, 50% %s', '\"\"\"${x}\\n\";\nx;\n');\n" + body(),
            unbody() + "\nDELETE FROM users;");
        if (GetParam() == Dialect::postgresql)
            add("0003_concurrent", "aaaa0003", "aaaa0002", "CREATE INDEX CONCURRENTLY users_name ON users (name);",
                "DROP INDEX CONCURRENTLY users_name;", " transaction:false");
        else
            add("0003_rebuild", "aaaa0003", "aaaa0002", rebuild("NOT NULL"), rebuild("DEFAULT 'x'"),
                " transaction:false");
    }

    void add(const std::string& name, const std::string& id, const std::string& follows, const std::string& up,
             const std::string& down, const std::string& options = "", const std::string& header = "") {
        std::string text = revision_file(name, id, follows, up, down, options);
        const std::string created = fmt::format("-- created: 2026-11-20T16:5{}:00Z\n{}", id.back(), header);
        text.insert(text.find("\n-- migrate:up"), "\n" + created);
        text.erase(text.find("\n\n-- created"), 1);
        project.write(fmt::format("migrations/{}.sql", id), text);
    }

    /// A statement with semicolons.
    static std::string body() {
        return GetParam() == Dialect::postgresql ? "CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS "
                                                   "$$\nBEGIN\n  NEW.note = now()::text;\n"
                                                   "  RETURN NEW;\nEND $$;\nSET LOCAL lock_timeout = '5s';"
                                                 : "CREATE TRIGGER touch AFTER INSERT ON users BEGIN\n  UPDATE users "
                                                   "SET note = 'a';\n  SELECT 1;\nEND;";
    }
    static std::string unbody() {
        return GetParam() == Dialect::postgresql ? "DROP FUNCTION touch();" : "DROP TRIGGER touch;";
    }
    static std::string rebuild(const std::string& clause) {
        return "PRAGMA foreign_keys = OFF;\nBEGIN;\nDROP TRIGGER touch;\nCREATE TABLE new_users (id integer PRIMARY "
               "KEY, "
               "name text " +
               clause +
               ", note text);\nINSERT INTO new_users SELECT * FROM users;\nDROP TABLE users;\nALTER TABLE new_users "
               "RENAME TO users;\nCREATE TRIGGER touch AFTER INSERT ON users BEGIN\n  SELECT 1;\nEND;\nPRAGMA "
               "foreign_key_check;\nCOMMIT;\nPRAGMA foreign_keys = ON;";
    }

    Outcome exported(const std::string& format, std::vector<std::string> more = {}) const {
        std::vector<std::string> arguments{"export", "--format", format, "--output", "out"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return project.retort(arguments);
    }

    std::string file(const std::string& start) const {
        for (const auto& [path, text] : project.files())
            if (path.starts_with("out/" + start)) return text;
        return "no " + start + " in\n" + lines_of(project.files(), "out");
    }

    /// What the whole chain builds.
    std::string expected() {
        const std::string other = project.create_database();
        project.must({"upgrade", "heads", "--database", other});
        rows_ = project.connect(other)->query("SELECT name, note FROM users").at(0);
        return project.must({"inspect", other});
    }
    void expect_rows() const { EXPECT_EQ(project.connect()->query("SELECT name, note FROM users").at(0), rows_); }

    introspect::Row rows_;
};

INSTANTIATE_TEST_SUITE_P(Engines, Export, ::testing::Values(Dialect::postgresql, Dialect::sqlite), engine_name);

TEST_P(Export, WritesAllFilesOrNone) {
    ASSERT_EQ(exported("plain").status, 0);
    const auto before = project.files();
    EXPECT_EQ(exported("plain").status, 0) << "the same files are no conflict";
    project.write("out/" + lines_of(before, "out").substr(4, 10), "");
    project.write("out/0001_users.sql", "mine\n");
    const auto changed = project.files();
    const Outcome refused = exported("plain");
    EXPECT_EQ(refused.status, 2);
    EXPECT_CONTAINS(refused.err, "[RT490]");
    EXPECT_EQ(project.files(), changed);
    const Outcome forced = exported("plain", {"--force", "--json"});
    EXPECT_EQ(forced.status, 0) << forced.err;
    EXPECT_CONTAINS(forced.out, "\"file\": \"out/0001_users.sql\"");
    EXPECT_NE(project.read("out/0001_users.sql"), "mine\n");
    EXPECT_EQ(exported("plainer").status, 2);
    EXPECT_CONTAINS(exported("plainer").err, "[RT491]");
}

TEST_P(Export, ARangeHasTheRevisionsAfterAUpToB) {
    EXPECT_EQ(exported("golang-migrate", {"aaaa0001:aaaa0002"}).status, 0);
    EXPECT_EQ(lines_of(project.files(), "out"),
              "out/0002_it_s_quoted_x_100.down.sql\nout/0002_it_s_quoted_x_100.up.sql\n");
}

TEST_P(Export, PlainScriptsRunAndUndo) {
    const std::string whole = expected();
    ASSERT_EQ(exported("plain").status, 0);
    std::vector<std::string> names;
    for (const auto& [path, text] : project.files())
        if (path.starts_with("out/0")) names.push_back(path);
    ASSERT_EQ(names.size(), 3U);
    for (const std::string& each : names) project.feed(project.url(), each);
    EXPECT_EQ(project.must({"inspect", project.url()}), whole);
    expect_rows();
    std::reverse(names.begin(), names.end());
    for (const std::string& each : names) project.feed(project.url(), "out/undo/" + each.substr(4));
    EXPECT_EQ(project.must({"inspect", project.url()}), "");
}

TEST_P(Export, AlembicRunsItUpAndDown) {
    if (program("alembic").empty()) GTEST_SKIP() << "alembic is not installed";
    add("0004_left", "aaaa0004", "aaaa0003", "CREATE TABLE l (id integer);", "DROP TABLE l;", "",
        "-- branch_labels: left_one\n");
    add("0005_right", "aaaa0005", "aaaa0003", "CREATE TABLE r (id integer);", "DROP TABLE r;");
    add("0006_joined", "aaaa0006", "aaaa0004, aaaa0005", "CREATE TABLE j (id integer);", "DROP TABLE j;");
    add("0007_other root", "aaaa0007", "none", "CREATE TABLE o AS SELECT * FROM l;", "DROP TABLE o;", "",
        "-- depends_on: aaaa0004\n");
    const std::string whole = expected();
    const Outcome outcome = exported("alembic");
    ASSERT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_CONTAINS(file("aaaa0006"), "down_revision = (\"aaaa0004\", \"aaaa0005\")\n");
    EXPECT_CONTAINS(file("aaaa0004"), "branch_labels = (\"left_one\",)\n");
    EXPECT_CONTAINS(file("aaaa0007"), "depends_on = \"aaaa0004\"\n");
    EXPECT_CONTAINS(file("aaaa0001"), "Create Date: 2026-11-20 16:51:00+00:00\n");
    for (const auto& [path, text] : project.files())
        if (path.ends_with(".py")) {
            EXPECT_EQ(run({"python3", "-m", "py_compile", path}, {project.folder(), {}, ""}).status, 0) << text;
        }
    std::string url = "sqlite:///app.db";
    if (GetParam() == Dialect::postgresql) {
        const auto row = project.connect()
                             ->query(
                                 "SELECT split_part(current_setting('unix_socket_directories'), ',', 1), "
                                 "current_setting('port'), current_user, current_database()")
                             .at(0);
        url = fmt::format("postgresql+psycopg2://{}@/{}?host={}&port={}", row[2].value_or(""), row[3].value_or(""),
                          row[0].value_or(""), row[1].value_or(""));
    }
    project.write("alembic.ini", "[alembic]\nscript_location = a\nversion_locations = out\n");
    project.write("a/env.py", fmt::format(R"(from alembic import context
from sqlalchemy import create_engine
with create_engine("{}").connect() as connection:
    context.configure(connection=connection, transaction_per_migration=True)
    with context.begin_transaction():
        context.run_migrations()
)",
                                          url));
    for (int round = 0; round < 2; ++round) {
        const Outcome up = run({"alembic", "upgrade", "heads"}, {project.folder(), {}, ""});
        ASSERT_EQ(up.status, 0) << up.out << up.err << file("aaaa0002");
        EXPECT_EQ(project.must({"inspect", project.url()}), whole);
        expect_rows();
        EXPECT_EQ(project.value("SELECT count(*) FROM alembic_version"), "2");
        const Outcome down = run({"alembic", "downgrade", "base"}, {project.folder(), {}, ""});
        ASSERT_EQ(down.status, 0) << down.out << down.err;
        EXPECT_EQ(project.must({"inspect", project.url()}), "");
    }
}

TEST_P(Export, GooseKeepsStatementsWhole) {
    const Outcome outcome = exported("goose");
    ASSERT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_CONTAINS(file("0001"), "-- +goose Up\nCREATE TABLE users (id integer PRIMARY KEY, name text, note text);\n");
    EXPECT_CONTAINS(file("0002"), "-- +goose StatementBegin\nCREATE ");
    EXPECT_EQ(count(file("0002"), "NO TRANSACTION"), 0);
    EXPECT_CONTAINS(file("0003"), "-- +goose NO TRANSACTION\n");
    EXPECT_EQ(count(file("0002"), "StatementBegin"), count(file("0002"), "StatementEnd"));
    add("0004_a", "aaaa0004", "aaaa0003", "SELECT '\n-- +goose Up\n';", "SELECT 1;");
    EXPECT_CONTAINS(exported("goose").err, "[RT482]");
}

TEST_P(Export, GolangMigrateHasPairs) {
    const Outcome outcome = exported("golang-migrate");
    ASSERT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_EQ(count(lines_of(project.files(), "out"), ".up.sql"), 3);
    EXPECT_EQ(count(lines_of(project.files(), "out"), ".down.sql"), 3);
    EXPECT_EQ(count(outcome.err, "x-no-tx-wrap=true"), GetParam() == Dialect::sqlite ? 1 : 0);
    std::vector<std::string> names;
    for (const auto& [path, text] : project.files())
        if (path.starts_with("out/") && path.ends_with(".up.sql")) names.push_back(path);
    const std::string whole = expected();
    for (const std::string& each : names) project.sql(project.read(each));  // one message, as the tool sends it
    EXPECT_EQ(project.must({"inspect", project.url()}), whole);
    expect_rows();
    if (GetParam() == Dialect::sqlite) return;
    add("0004_two", "aaaa0004", "aaaa0003", "DROP INDEX CONCURRENTLY users_name;\nSELECT 1;", "SELECT 1;",
        " transaction:false");
    for (const char* each : {"golang-migrate", "dbmate"}) EXPECT_CONTAINS(exported(each).err, "[RT482]");
}

TEST_P(Export, DbmateHasTheMarkersOfRevisions) {
    ASSERT_EQ(exported("dbmate", {"--versions", "timestamp"}).status, 0);
    EXPECT_CONTAINS(file("20261120165300_"), "-- migrate:up transaction:false\n");
    EXPECT_CONTAINS(file("20261120165100_"), "-- migrate:down\nDROP TABLE users;\n");
}

TEST_P(Export, FlywayHasScriptConfigurations) {
    ASSERT_EQ(exported("flyway").status, 0);
    EXPECT_CONTAINS(lines_of(project.files(), "out"), "out/V0001__users.sql\n");
    EXPECT_CONTAINS(lines_of(project.files(), "out"), "out/U0001__users.sql\n");
    EXPECT_EQ(file("V0002__it_s_quoted_x_100.sql.conf"), "placeholderReplacement=false\n");
    EXPECT_EQ(count(lines_of(project.files(), "out"), "out/V0001__users.sql.conf"), 0);
    EXPECT_CONTAINS(file(GetParam() == Dialect::sqlite ? "V0003__rebuild.sql.conf" : "V0003__concurrent.sql.conf"),
                    "executeInTransaction=false\n");
}

TEST_P(Export, SupabaseHasDates) {
    const Outcome outcome = exported("supabase");
    if (GetParam() == Dialect::sqlite) {
        EXPECT_CONTAINS(outcome.err, "[RT482]");
        return;
    }
    ASSERT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_CONTAINS(outcome.err, "the Supabase CLI runs a statement such as CREATE INDEX CONCURRENTLY outside");
    EXPECT_CONTAINS(outcome.out, "out/20261120165100_users.sql\n");
    EXPECT_EQ(count(file("20261120165100"), "DROP TABLE"), 0);
}

TEST_P(Export, VersionsMustBeInTheOrderOfTheChain) {
    add("0002_again", "aaaa0004", "aaaa0001", "SELECT 1;", "SELECT 1;");
    EXPECT_CONTAINS(exported("goose").err, "have one number");
    EXPECT_CONTAINS(exported("goose").err, "[RT481]");
    EXPECT_EQ(exported("goose", {"--versions", "timestamp"}).status, 0);
    EXPECT_EQ(exported("alembic").status, 0);
    add("0006_b", "aaaa0006", "aaaa0004", "SELECT 1;", "SELECT 1;");
    add("0007_c", "aaaa0005", "aaaa0006", "SELECT 1;", "SELECT 1;");
    EXPECT_CONTAINS(exported("goose", {"--versions", "timestamp"}).err, "its date is lower");
}

}  // namespace
}  // namespace retort::test
