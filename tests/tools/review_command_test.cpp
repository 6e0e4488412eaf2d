// retort review: what it reviews, its formats, rows that are lost, and the page in a browser.

#include <gtest/gtest.h>

#include <fmt/format.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "project.hpp"
#include "revision_file.hpp"

namespace retort::test {
namespace {

using Json = nlohmann::json;

class Review : public BothEngines {
protected:
    Review() {
        project.configure();
        add("0001_first", "aaaa1111", "none",
            "CREATE TABLE users (id integer PRIMARY KEY, email text, legacy text);\n"
            "CREATE TABLE orders (id integer PRIMARY KEY, user_id integer REFERENCES users (id));\n"
            "CREATE TABLE audit (id integer PRIMARY KEY, what text);",
            "DROP TABLE audit;\nDROP TABLE orders;\nDROP TABLE users;");
        add("0002_second", "bbbb1111", "aaaa1111",
            "ALTER TABLE users RENAME COLUMN email TO mail;\nALTER TABLE users DROP COLUMN legacy;\n"
            "ALTER TABLE users ADD COLUMN age integer;\nDROP TABLE audit;\n"
            "CREATE TABLE invoices (id integer PRIMARY KEY, user_id integer REFERENCES users (id));",
            "DROP TABLE invoices;\nCREATE TABLE audit (id integer PRIMARY KEY, what text);\n"
            "-- the old values of users.legacy are not restored\nALTER TABLE users DROP COLUMN age;\n"
            "ALTER TABLE users ADD COLUMN legacy text;\nALTER TABLE users RENAME COLUMN mail TO email;");
        add("0003_third", "cccc1111", "bbbb1111", "UPDATE users SET age = 1 WHERE age IS NULL;", "SELECT 1;");
    }

    void add(const std::string& name, const std::string& id, const std::string& follows, const std::string& up,
             const std::string& down, const std::string& options = "") const {
        project.write("migrations/" + name + ".sql", revision_file(name, id, follows, up, down, options));
    }

    void fill() const {
        project.must({"upgrade", "aaaa"});
        project.sql("INSERT INTO users VALUES (1, 'a', 'x'), (2, 'b', NULL), (3, 'c', 'y')");
        project.sql("INSERT INTO audit VALUES (1, 'w')");
    }

    Json json(std::vector<std::string> arguments) const {
        arguments.insert(arguments.begin(), "review");
        arguments.emplace_back("--json");
        return Json::parse(project.must(arguments));
    }
};

TEST_P(Review, ARevision) {
    fill();
    const Json review = json({"bbbb"});
    EXPECT_EQ(review["title"], "0002 second (bbbb1111)");
    EXPECT_TRUE(review["compared"]);
    ASSERT_EQ(review["tables"].size(), 3U) << review.dump(1);
    EXPECT_EQ(review["tables"][0]["table"], "audit");
    EXPECT_EQ(review["tables"][0]["change"], "dropped");
    EXPECT_EQ(review["tables"][1]["change"], "added");
    EXPECT_EQ(review["tables"][2]["table"], "users");
    bool renamed = false;
    for (const Json& part : review["tables"][2]["parts"])
        renamed = renamed || (part["name"] == "mail" && part["renamed_from"] == "email");
    EXPECT_TRUE(renamed) << review["tables"][2].dump(1);
    ASSERT_EQ(review["losses"].size(), 2U);
    for (const Json& loss : review["losses"]) EXPECT_EQ(loss["rows"], loss["table"] == "audit" ? 1 : 2) << loss.dump();
    EXPECT_EQ(review["verified"], false);
    EXPECT_GT(review["errors"], 0);
    EXPECT_TRUE(review["row_notes"].empty()) << review["row_notes"].dump();
    EXPECT_EQ(review["downgrade"]["not_restored"].size(), 2U);
}

TEST_P(Review, TheWorkingOfOneWordOrNone) {
    fill();
    EXPECT_EQ(json({})["title"], "2 migrations");
    EXPECT_EQ(json({"--pending"})["migrations"].size(), 2U);
    EXPECT_EQ(json({"aaaa:head"})["migrations"].size(), 2U);
    EXPECT_EQ(json({"aaaa:bbbb"})["migrations"].size(), 1U);
    project.must({"upgrade"});
    const Json last = json({});
    EXPECT_EQ(last["title"], "0003 third (cccc1111)");
    EXPECT_TRUE(last["chosen"].get<std::string>().starts_with("The last migration, since all have run on "));
    const Outcome none = project.retort({"review", "--pending"});
    EXPECT_EQ(none.status, 0);
    EXPECT_EQ(none.out, "");
    EXPECT_CONTAINS(none.err, "nothing to review: no migration is pending");
    // What has run has nothing to count.
    const Json run = json({"bbbb"});
    EXPECT_TRUE(run["losses"][0]["rows"].is_null());
    EXPECT_TRUE(run["losses"][0]["not_counted"].get<std::string>().starts_with("it has run on "));
}

TEST_P(Review, OnlyRowsThatMove) {
    const Json review = json({"cccc"});
    EXPECT_TRUE(review["tables"].empty());
    EXPECT_TRUE(review["differences"].empty());
    EXPECT_EQ(review["migrations"][0]["upgrade"]["statements"].size(), 1U);
    EXPECT_CONTAINS(project.must({"review", "cccc"}), "changes:  the schema does not change");
}

TEST_P(Review, NotOneTransaction) {
    add("0004_fourth", "dddd1111", "cccc1111", "CREATE INDEX users_mail ON users (mail);", "DROP INDEX users_mail;",
        " transaction:false");
    const Json review = json({"head"});
    EXPECT_EQ(review["migrations"][0]["upgrade"]["transaction"], false);
    ASSERT_EQ(review["tables"].size(), 1U);
    EXPECT_CONTAINS(project.must({"review", "head"}), "upgrade, transaction:false");
}

TEST_P(Review, TwoSources) {
    project.write("old.sql", "CREATE TABLE t (a integer, b text);\n");
    project.write("new.sql", "CREATE TABLE t (a integer, c text);\n");
    const std::string dialect(to_string(project.dialect()));
    const Json review = json({"old.sql", "new.sql", "--dialect", dialect});
    EXPECT_EQ(review["from"], "old.sql");
    ASSERT_EQ(review["tables"].size(), 1U);
    EXPECT_GT(review["migrations"][0]["upgrade"]["statements"].size(), 0U);
    EXPECT_TRUE(review["downgrade"].is_null());
    const Json renamed = json({"old.sql", "new.sql", "--dialect", dialect, "--rename", "t.b=t.c"});
    EXPECT_TRUE(renamed["losses"].empty());
    fill();
    project.write("less.sql", "CREATE TABLE users (id integer PRIMARY KEY, email text);\n");
    const Json live = json({"live", "less.sql"});
    bool counted = false;
    for (const Json& loss : live["losses"])
        counted = counted || (loss["table"] == "users" && loss["column"] == "legacy" && loss["rows"] == 2);
    EXPECT_TRUE(counted) << live["losses"].dump();
}

TEST_P(Review, Formats) {
    fill();
    const std::string text = project.must({"review", "bbbb"});
    EXPECT_CONTAINS(text, "0002 second (bbbb1111)\n");
    EXPECT_CONTAINS(text, "\ntable users: changed");
    EXPECT_CONTAINS(text, "1 row of audit");
    EXPECT_CONTAINS(text, "2 values of users.legacy");
    EXPECT_CONTAINS(text, "[RT430]");
    EXPECT_CONTAINS(text, "the rows of table audit are not restored");
    EXPECT_EQ(count(text, "the old values of users.legacy are not restored\n"), 2);  // in the SQL, and once below
    const std::string markdown = project.must({"review", "bbbb", "--markdown"});
    EXPECT_CONTAINS(markdown, "### retort review: 0002 second");
    EXPECT_CONTAINS(markdown, "```mermaid\nerDiagram\n");
    const std::string html = project.must({"review", "bbbb", "--html", "-"});
    EXPECT_CONTAINS(html, "<!DOCTYPE html>");
    EXPECT_EQ(project.must({"review", "bbbb", "--html", "page.html"}), "");
    EXPECT_EQ(project.read("page.html"), html);
    EXPECT_EQ(project.must({"review", "bbbb", "--html", "page.html", "--markdown"}), markdown);
}

TEST_P(Review, AFileThatCannotBeWritten) {
    const Outcome folder = project.retort({"review", "head", "--html", "migrations"});
    EXPECT_EQ(folder.status, 2);
    EXPECT_CONTAINS(folder.err, "can't write migrations");
    const Outcome missing = project.retort({"review", "head", "--html", "none/page.html"});
    EXPECT_EQ(missing.status, 2);
    EXPECT_CONTAINS(missing.err, "[RT060]");
}

TEST_P(Review, WithoutALiveDatabase) {
    project.write("retort.toml", "[migrations]\ndirectory = \"migrations\"\n");
    const std::string dialect(to_string(project.dialect()));
    project.write("migrations/0001_first.sql",
                  "-- 0001 first\n-- revision: aaaa1111\n-- down_revision: none\n-- dialect: " + dialect +
                      "\n\n-- migrate:up\nCREATE TABLE users (id integer PRIMARY KEY, email text, legacy text);\n"
                      "CREATE TABLE audit (id integer);\n\n-- migrate:down\nDROP TABLE audit;\nDROP TABLE users;\n");
    const Json review = json({"bbbb"});
    EXPECT_EQ(review["compared"], true) << review.dump(1);
    EXPECT_EQ(review["losses"][0]["not_counted"], "no live database is configured");
    EXPECT_TRUE(review["database"].is_null());
    EXPECT_EQ(json({})["chosen"],
              "The last migration, since what is pending is not known: no live database is "
              "configured");
}

TEST_P(Review, AMigrationThatDoesNotRun) {
    add("0004_fourth", "dddd1111", "cccc1111", "DROP TABLE nowhere;", "SELECT 1;");
    const Json review = json({"head"});
    EXPECT_EQ(review["compared"], false);
    EXPECT_EQ(review["migrations"][0]["upgrade"]["statements"][0]["sql"], "DROP TABLE nowhere;");
    EXPECT_CONTAINS(project.must({"review", "head"}), "the schemas before and after are not compared: ");
}

TEST_P(Review, NothingToReview) {
    EXPECT_CONTAINS(project.retort({"review", "bbbb:aaaa"}).err, "[RT365]");
    EXPECT_CONTAINS(project.retort({"review", "base"}).err, "[RT365]");
    EXPECT_EQ(project.retort({"review", "base"}).status, 2);
    EXPECT_CONTAINS(project.retort({"review", "bbbb", "--dialect", "sqlite"}).err, "[RT264]");
    for (const char* each : {"0001_first", "0002_second", "0003_third"})
        std::filesystem::remove(project.folder() / "migrations" / fmt::format("{}.sql", each));
    const Outcome none = project.retort({"review"});
    EXPECT_EQ(none.status, 2);
    EXPECT_CONTAINS(none.err, "there are no migrations to review [RT366]");
}

TEST_P(Review, ADiagramOfASchema) {
    fill();
    project.must({"inspect", "live", "--diagram", "schema.svg"});
    const std::string svg = project.read("schema.svg");
    EXPECT_CONTAINS(svg, "<title>orders (user_id) → users</title>");
    EXPECT_EQ(project.must({"inspect", "live", "--diagram", "-"}), svg);
}

INSTANTIATE_TEST_SUITE_P(Engines, Review, ::testing::Values(Dialect::postgresql, Dialect::sqlite), engine_name);

class ReviewOnPostgres : public ::testing::Test {
protected:
    ReviewOnPostgres() { project.configure(); }
    Project project{Dialect::postgresql};
};

TEST_F(ReviewOnPostgres, AnEnumCastWithLocksAndSizes) {
    project.write("migrations/1.sql",
                  revision_file("0001_one", "aaaa1111", "none", "CREATE TABLE users (id integer, role text);",
                                "DROP TABLE users;"));
    project.write("migrations/2.sql",
                  revision_file("0002_two", "bbbb1111", "aaaa1111",
                                "CREATE TYPE role AS ENUM ('a', 'b');\nALTER TABLE users ALTER COLUMN role TYPE role "
                                "USING role::role;\nCOMMENT ON TABLE users IS '<script>\u05d0\"''';",
                                "COMMENT ON TABLE users IS NULL;\nALTER TABLE users ALTER COLUMN role TYPE text USING "
                                "role::text;\nDROP TYPE role;"));
    project.must({"upgrade", "aaaa"});
    project.sql("INSERT INTO users SELECT n, 'a' FROM generate_series(1, 500) n; INSERT INTO users VALUES (0, 'c')");
    project.sql("ANALYZE users");
    const Json review = Json::parse(project.must({"review", "head", "--json"}));
    const Json& statement = review["migrations"][0]["upgrade"]["statements"][1];
    EXPECT_EQ(statement["tables"][0]["lock"], "ACCESS EXCLUSIVE");
    EXPECT_EQ(statement["tables"][0]["work"], "rewrite");
    EXPECT_EQ(review["tables"][0]["size"]["rows"], 501);
    EXPECT_CONTAINS(review["blocking_rows"].dump(), "'c' (1 row)");
    EXPECT_EQ(review["objects"][0]["after"], "CREATE TYPE role AS ENUM ('a', 'b')");
    const std::string html = project.must({"review", "head", "--html", "-"});
    EXPECT_EQ(count(html, "<script"), 0);
    EXPECT_CONTAINS(html, "&lt;script&gt;\u05d0&quot;&apos;");
    EXPECT_EQ(html, project.must({"review", "head", "--html", "-"}));
}

/// Headless Chromium, as an ordinary user would start it.
class ReviewInABrowser : public ::testing::Test {
protected:
    void SetUp() override {
        if (run({"which", "chromium"}).status != 0) GTEST_SKIP() << "chromium is not installed";
        project.configure();
        project.write(
            "migrations/1.sql",
            revision_file("0001_one", "aaaa1111", "none",
                          "CREATE TABLE users (id integer PRIMARY KEY, a_column_with_a_long_name_without_breaks"
                          "_in_it_at_all_for_narrow_screens text, legacy text);",
                          "DROP TABLE users;"));
        project.write(
            "migrations/2.sql",
            revision_file("0002_two", "bbbb1111", "aaaa1111",
                          "ALTER TABLE users DROP COLUMN legacy;\nCREATE TABLE \"<script>document.title = "
                          "'run'</script>\" (id integer PRIMARY KEY, u integer REFERENCES users (id));\n"
                          "ALTER TABLE users ADD COLUMN one_more_column_with_a_long_name_without_breaks_in_it "
                          "text DEFAULT 'a_default_that_is_quite_long_and_has_no_place_to_break_at_all';",
                          "SELECT 1;"));
        project.must({"review", "head", "--html", "page.html"});
    }

    std::string chromium(std::vector<std::string> arguments, const std::string& file = "page.html") {
        std::vector<std::string> command{
            "chromium",
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--user-data-dir=" + (project.folder() / fmt::format("profile{}", runs_++)).string()};
        command.insert(command.end(), arguments.begin(), arguments.end());
        command.push_back("file://" + (project.folder() / file).string());
        const Outcome outcome = run(command);
        EXPECT_EQ(outcome.status, 0) << outcome.err;
        return outcome.out;
    }

    /// Expects that the attribute says "WIDTH of WIDTH", the width of the content and that of the window. Returns it.
    static int expect_no_scrolling(const std::string& dom, const std::string& attribute) {
        const std::size_t at = dom.find(attribute + "=\"") + attribute.size() + 2;
        const std::string found = dom.substr(at, dom.find('"', at) - at);
        const std::size_t of = found.find(" of ");
        if (of == std::string::npos) {
            ADD_FAILURE() << "not measured: " << dom.substr(0, 2000);
            return 0;
        }
        EXPECT_EQ(found.substr(0, of), found.substr(of + 4));
        return std::stoi(found);
    }

    Project project{Dialect::sqlite};
    int runs_ = 0;
};

TEST_F(ReviewInABrowser, RunsNoScriptAndKeepsItsParts) {
    const std::string dom = chromium({"--dump-dom"});
    EXPECT_CONTAINS(dom, "<title>Review: 0002 two (bbbb1111)</title>");
    EXPECT_EQ(count(dom, "<script"), 0);
    for (const char* part : {"<main ", "<nav ", "<header>", "<footer>", "<svg ", "<caption>"})
        EXPECT_CONTAINS(dom, part);
}

/// A page of its own measures the review in frames of several widths; the review itself has no script.
TEST_F(ReviewInABrowser, HasNoHorizontalScrolling) {
    std::string html = project.read("page.html");
    // The policy of the page forbids what the measurement needs.
    const std::size_t policy = html.find("<meta http-equiv");
    html.erase(policy, html.find('\n', policy) - policy);
    html.insert(html.find("</body>"),
                "<script>document.documentElement.setAttribute('data-measured', document.documentElement.scrollWidth + "
                "' of ' + document.documentElement.clientWidth);</script>");
    project.write("measured.html", html);
    // A window of Chromium is at least 500 pixels wide, so a frame is narrower.
    project.write("frame.html",
                  "<body><iframe id=f width=360 height=800 src=measured.html></iframe><script>addEventListener('load', "
                  "() => document.body.dataset.found = document.getElementById('f').contentDocument.documentElement."
                  "dataset.measured)</script></body>");
    for (const char* width : {"--window-size=1280,900", "--window-size=700,900"})
        expect_no_scrolling(chromium({width, "--dump-dom"}, "measured.html"), "data-measured");
    const std::string frame = chromium({"--allow-file-access-from-files", "--dump-dom"}, "frame.html");
    EXPECT_LE(expect_no_scrolling(frame, "data-found"), 360);
}

TEST_F(ReviewInABrowser, LightDarkAndPrinted) {
    const std::filesystem::path folder = project.folder();
    chromium({"--window-size=1100,1400", "--screenshot=" + (folder / "light.png").string()});
    chromium({"--window-size=1100,1400", "--blink-settings=preferredColorScheme=0",
              "--screenshot=" + (folder / "dark.png").string()});
    ASSERT_GT(std::filesystem::file_size(folder / "light.png"), 10000U);
    EXPECT_NE(read_file(folder / "light.png"), read_file(folder / "dark.png"));
    chromium({"--no-pdf-header-footer", "--print-to-pdf=" + (folder / "page.pdf").string()});
    EXPECT_TRUE(read_file(folder / "page.pdf").starts_with("%PDF-"));
    EXPECT_GT(std::filesystem::file_size(folder / "page.pdf"), 10000U);
}

}  // namespace
}  // namespace retort::test
