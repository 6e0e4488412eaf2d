// retort models --from: files, options, what is reported, and errors.

#include <nlohmann/json.hpp>

#include "project.hpp"

namespace retort::test {
namespace {

constexpr const char* sqlite_tables =
    "CREATE TABLE users (id INTEGER PRIMARY KEY, email VARCHAR(255) NOT NULL UNIQUE, created_at DATETIME NOT NULL "
    "DEFAULT CURRENT_TIMESTAMP, updated_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP);"
    "CREATE TABLE posts (id INTEGER PRIMARY KEY, author INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE, "
    "created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP, updated_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP);"
    "CREATE VIEW emails AS SELECT email FROM users";

constexpr const char* settings = "[models]\nheaders = [\"models/**/*.hpp\"]\nsql = [\"models/**/*.sql\"]\n";

class WriteModels : public BothEngines {
protected:
    void SetUp() override {
        if (GetParam() == Dialect::sqlite) return project.sql(sqlite_tables);
        project.sql(
            "CREATE TYPE user_role AS ENUM ('admin', 'guest');"
            "CREATE TABLE users (id bigint PRIMARY KEY, email varchar(255) NOT NULL UNIQUE, role user_role NOT NULL, "
            "created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());"
            "CREATE TABLE posts (id serial PRIMARY KEY, author bigint NOT NULL REFERENCES users ON DELETE CASCADE, "
            "created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());"
            "CREATE VIEW emails AS SELECT email FROM users");
    }

    /// The written models declare what the database holds.
    void expect_equal() {
        project.write("retort.toml", settings);
        const Outcome diff = project.retort({"diff", project.url(), "models"});
        EXPECT_EQ(diff.status, 0) << diff.out << diff.err;
    }
};

TEST_P(WriteModels, DeclareTheDatabase) {
    const Outcome outcome = project.retort({"models", "--from", project.url(), "--output", "models"});
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_EQ(outcome.out, "");
    EXPECT_CONTAINS(outcome.err, "in SQL: models/sql/views.sql: view emails");
    EXPECT_CONTAINS(outcome.err, "sql = [\"models/sql/*.sql\"]");
    EXPECT_CONTAINS(project.read("models/users.hpp"), "struct User {");
    EXPECT_CONTAINS(project.read("models/posts.hpp"), "#include \"users.hpp\"");
    EXPECT_CONTAINS(project.read("models/posts.hpp"), ".references<&User::id>(on_delete::cascade)");
    expect_equal();
}

TEST_P(WriteModels, AreInStepWithTheDatabase) {
    project.must({"models", "--from", project.url(), "--output", "models"});
    project.write("retort.toml", std::string(settings) + "[database]\nurl = \"" + project.url() + "\"\n");
    const Outcome check = project.retort({"check", "models", "live"});
    EXPECT_EQ(check.status, 0) << check.out << check.err;
}

TEST_P(WriteModels, InOneHeaderWithMixinsAndNamespace) {
    project.must({"models", "--from", project.url(), "--output", "models", "--layout", "schema", "--mixins",
                  "--namespace", "app::db", "--boost-describe"});
    const std::string text = project.read("models/models.hpp");
    EXPECT_CONTAINS(text, "namespace app::db {");
    EXPECT_CONTAINS(text, "struct Timestamps {");
    EXPECT_CONTAINS(text, "struct Post : Timestamps {");
    EXPECT_CONTAINS(text, "BOOST_DESCRIBE_STRUCT(Post, (Timestamps), (id, author))");
    EXPECT_FALSE(std::filesystem::exists(project.folder() / "models/users.hpp"));
    expect_equal();
}

TEST_P(WriteModels, MixinsHaveAHeaderOfTheirOwn) {
    project.must({"models", "--from", project.url(), "--output", "models", "--mixins"});
    EXPECT_CONTAINS(project.read("models/timestamps_mixin.hpp"), "return retort::mixin(");
    EXPECT_CONTAINS(project.read("models/users.hpp"), "#include \"timestamps_mixin.hpp\"");
    expect_equal();
}

TEST_P(WriteModels, PrintWithoutAFolder) {
    const auto before = project.files();
    const Outcome outcome = project.retort({"models", "--from", project.url()});
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_CONTAINS(outcome.out, "// users.hpp\n#pragma once\n");
    EXPECT_CONTAINS(outcome.out, "-- sql/views.sql\n");
    EXPECT_EQ(project.files(), before);
}

TEST_P(WriteModels, OverwriteNothing) {
    project.write("models/users.hpp", "// mine\n");
    const auto before = project.files();
    const Outcome outcome = project.retort({"models", "--from", project.url(), "--output", "models"});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_CONTAINS(outcome.err, "RT464");
    EXPECT_CONTAINS(outcome.err, "models/users.hpp");
    EXPECT_EQ(project.files(), before);
    project.must({"models", "--from", project.url(), "--output", "models", "--force"});
    EXPECT_CONTAINS(project.read("models/users.hpp"), "struct User {");
    expect_equal();
}

TEST_P(WriteModels, WriteAllFilesOrNone) {
    project.write("models/sql", "a file where a folder is needed\n");
    const auto before = project.files();
    const Outcome outcome = project.retort({"models", "--from", project.url(), "--output", "models"});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_CONTAINS(outcome.err, "RT060");
    EXPECT_EQ(project.files(), before);
    EXPECT_FALSE(std::filesystem::exists(project.folder() / "models/users.hpp"));
}

TEST_P(WriteModels, AsJson) {
    const auto printed = nlohmann::json::parse(project.must({"models", "--from", project.url(), "--json"}));
    EXPECT_EQ(printed["version"], 1);
    EXPECT_EQ(printed["headers"][0]["path"], "posts.hpp");
    EXPECT_CONTAINS(printed["headers"][0]["text"].get<std::string>(), "struct Post {");
    EXPECT_EQ(printed["undeclared"].size(), 0U);
    bool view = false;
    for (const auto& each : printed["in_sql_files"])
        view = view || (each["object"] == "view emails" && each["file"] == "sql/views.sql");
    EXPECT_TRUE(view) << printed;
    const auto written =
        nlohmann::json::parse(project.must({"models", "--from", project.url(), "--json", "--output", "models"}));
    EXPECT_EQ(written["headers"][0]["path"], "models/posts.hpp");
    EXPECT_FALSE(written["headers"][0].contains("text"));
}

TEST_P(WriteModels, LeaveOutExcludedTables) {
    project.write("retort.toml", "[filter]\nexclude_tables = [\"posts\"]\nexclude_kinds = [\"view\"]\n");
    project.must({"models", "--from", project.url(), "--output", "models"});
    EXPECT_TRUE(std::filesystem::exists(project.folder() / "models/users.hpp"));
    EXPECT_FALSE(std::filesystem::exists(project.folder() / "models/posts.hpp"));
    EXPECT_FALSE(std::filesystem::exists(project.folder() / "models/sql/views.sql"));
}

TEST_P(WriteModels, LeaveOutTheTablesOfRetortAndAlembic) {
    project.sql("CREATE TABLE alembic_version (version_num varchar(32) NOT NULL PRIMARY KEY)");
    project.sql("CREATE TABLE retort_version (version_num varchar(32) NOT NULL PRIMARY KEY)");
    project.must({"models", "--from", project.url(), "--output", "models"});
    for (const auto& [path, text] : project.files()) EXPECT_EQ(path.find("_version"), std::string::npos) << path;
}

TEST_P(WriteModels, OfASnapshotAndOfAnSqlFile) {
    const std::string dialect(to_string(GetParam()));
    project.write("schema.json", project.must({"inspect", project.url(), "--format", "json"}));
    project.write("schema.sql", project.must({"inspect", project.url()}));
    project.must({"models", "--from", project.url(), "--output", "models"});
    const std::string text = project.read("models/users.hpp");
    project.must({"models", "--from", "schema.json", "--output", "from_json"});
    EXPECT_EQ(project.read("from_json/users.hpp"), text);
    project.must({"models", "--from", "schema.sql", "--dialect", dialect, "--output", "from_sql"});
    EXPECT_EQ(project.read("from_sql/users.hpp"), text);
}

TEST_P(WriteModels, AreFormattedAsTheProjectSays) {
    if (run({"sh", "-c", "command -v clang-format"}).status != 0) GTEST_SKIP() << "there is no clang-format";
    project.write(".clang-format", "BasedOnStyle: LLVM\nIndentWidth: 2\n");
    project.must({"models", "--from", project.url(), "--output", "models"});
    EXPECT_CONTAINS(project.read("models/users.hpp"), "\n  std::int64_t id;\n");
}

TEST_P(WriteModels, OptionsNeedASource) {
    const Outcome outcome = project.retort({"models", "--output", "models"});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_CONTAINS(outcome.err, "--from");
    EXPECT_EQ(project.retort({"models", "--from", project.url(), "--layout", "file"}).status, 2);
    EXPECT_CONTAINS(project.retort({"models", "--from", project.url(), "--namespace", "class"}).err, "RT463");
    EXPECT_CONTAINS(project.retort({"models", "--from", "nowhere"}).err, "RT206");
}

INSTANTIATE_TEST_SUITE_P(Engines, WriteModels, ::testing::Values(Dialect::postgresql, Dialect::sqlite), engine_name);

TEST(WriteUndeclared, IsListedAndWrittenToAFileThatNoSettingReads) {
    Project project(Dialect::postgresql);
    project.sql(
        "CREATE TABLE logs (at date, n integer) PARTITION BY RANGE (at); CREATE TABLE logs_1 PARTITION OF logs "
        "DEFAULT; CREATE VIEW recent AS SELECT * FROM logs_1; ALTER TABLE logs ALTER n SET (n_distinct='5')");
    const Outcome outcome = project.retort({"models", "--from", project.url(), "--output", "models"});
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_CONTAINS(outcome.err, "undeclared: table logs_1");
    EXPECT_CONTAINS(outcome.err, "undeclared: CREATE VIEW recent AS");
    EXPECT_CONTAINS(outcome.err, "undeclared: ALTER TABLE logs ALTER COLUMN n SET (n_distinct='5')");
    EXPECT_CONTAINS(project.read("models/undeclared.txt"), "ALTER TABLE logs ATTACH PARTITION logs_1 DEFAULT;");
    EXPECT_FALSE(std::filesystem::exists(project.folder() / "models/sql"));
}

}  // namespace
}  // namespace retort::test
