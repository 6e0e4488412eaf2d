#include "tools/config.hpp"

#include <gtest/gtest.h>

#include <cstdlib>

#include "project.hpp"
#include "schema/error.hpp"

namespace retort::tools {
namespace {

class ConfigTest : public ::testing::Test {
protected:
    ConfigTest() : project_(Dialect::sqlite) {}

    Config read(const std::string& text) {
        project_.write("retort.toml", text);
        return read_config(project_.folder() / "retort.toml");
    }

    std::vector<Diagnostic> errors(const std::string& text) {
        try {
            read(text);
        } catch (const Error& error) {
            return error.diagnostics();
        }
        return {};
    }

    test::Project project_;
};

TEST_F(ConfigTest, EveryKey) {
    const Config config = read(R"([models]
headers = ["a.hpp", "b/**/*.hpp"]
compile_commands = "build"
flags = ["-std=c++20", "-Iinclude"]
doc_comments = false
[database]
url = "sqlite:x.db"
scratch_url = "sqlite::memory:"
version_table = "auth.versions"
history_table = "log"
busy_timeout = "30s"
extensions = ["ext/a", "ext/b.so"]
[migrations]
directory = "db"
file_name = "{revision}.sql"
foreign_keys = "deferred"
)");
    ASSERT_EQ(config.headers.size(), 2u);
    EXPECT_EQ(config.headers[1].text, "b/**/*.hpp");
    EXPECT_EQ(config.compile_commands.text, "build");
    EXPECT_EQ(config.flags.size(), 2u);
    EXPECT_FALSE(config.doc_comments);
    EXPECT_EQ(config.url.text, "sqlite:x.db");
    EXPECT_EQ(config.scratch_url.text, "sqlite::memory:");
    EXPECT_EQ(config.version_table.text, "auth.versions");
    EXPECT_EQ(config.history_table.text, "log");
    EXPECT_EQ(config.busy_timeout.text, "30s");
    EXPECT_EQ(extensions(config), (std::vector<std::string>{(project_.folder() / "ext/a").string(),
                                                            (project_.folder() / "ext/b.so").string()}));
    EXPECT_EQ(config.directories.front().text, "db");
    EXPECT_EQ(config.file_name.text, "{revision}.sql");
    EXPECT_EQ(foreign_keys(config), plan::ForeignKeys::deferred);
}

TEST_F(ConfigTest, Filters) {
    const Config config = read(
        "[filter]\nschemas = [\"a\"]\ntables = [\"b\", \"c\"]\nkinds = [\"table\"]\n"
        "exclude_schemas = [\"d\"]\nexclude_tables = [\"e\"]\nexclude_kinds = [\"view\"]\n");
    EXPECT_EQ(config.schemas.at(0).text, "a");
    EXPECT_EQ(config.tables.at(1).text, "c");
    EXPECT_EQ(config.kinds.at(0).text, "table");
    EXPECT_EQ(config.exclude_schemas.at(0).text, "d");
    EXPECT_EQ(config.exclude_tables.at(0).text, "e");
    EXPECT_EQ(config.exclude_kinds.at(0).text, "view");
    const auto found = errors("[filter]\ntables = \"x\"\nexclude_table = [\"y\"]\n");
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(found[0].code.text(), "RT004");
    EXPECT_EQ(found[1].code.text(), "RT003");
    EXPECT_EQ(found[1].hint, "did you mean 'exclude_tables'?");
}

TEST_F(ConfigTest, Defaults) {
    const Config config = read("");
    EXPECT_TRUE(config.doc_comments);
    EXPECT_FALSE(config.url.given());
    EXPECT_EQ(config.version_table.text, "retort_version");
    EXPECT_EQ(config.directories.front().text, "migrations");
    EXPECT_EQ(foreign_keys(config), plan::ForeignKeys::off);
    EXPECT_EQ(config.root, project_.folder());
}

TEST_F(ConfigTest, Durations) {
    const auto busy_timeout = [&](const std::string& value) {
        return duration(read("[database]\nbusy_timeout = " + value + "\n").busy_timeout).count();
    };
    EXPECT_EQ(duration(read("").busy_timeout).count(), 60'000);
    EXPECT_EQ(busy_timeout("250"), 250);
    EXPECT_EQ(busy_timeout("0"), 0);
    EXPECT_EQ(busy_timeout("\"250\""), 250);
    EXPECT_EQ(busy_timeout("\"250ms\""), 250);
    EXPECT_EQ(busy_timeout("\"30 s\""), 30'000);
    EXPECT_EQ(busy_timeout("\"5min\""), 300'000);
    EXPECT_EQ(busy_timeout("\"1h\""), 3'600'000);
    for (const char* value : {"-1", "\"soon\"", "\"5 years\"", "\"99999h\"", "\"1.5s\"", "99999999999999"}) {
        try {
            busy_timeout(value);
            ADD_FAILURE() << value;
        } catch (const Error& error) {
            EXPECT_EQ(error.diagnostics().front().code.text(), "RT283") << value;
            EXPECT_EQ(error.diagnostics().front().position.line, 2);
        }
    }
    const auto found = errors("[database]\nbusy_timeout = 1.5\n");
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].code.text(), "RT004");

    const auto retries = [&](const std::string& value) {
        return count(read("[database]\nlock_retries = " + value + "\n").lock_retries);
    };
    EXPECT_EQ(count(read("").lock_retries), 3);
    EXPECT_EQ(retries("0"), 0);
    EXPECT_EQ(retries("\"12\""), 12);
    for (const char* wrong : {"-1", "101", "\"3x\""}) {
        try {
            retries(wrong);
            ADD_FAILURE() << wrong;
        } catch (const Error& error) {
            EXPECT_EQ(error.diagnostics().front().code.text(), "RT306") << wrong;
        }
    }
}

TEST_F(ConfigTest, PointsAtUnknownKey) {
    const auto found = errors("[database]\nurl = \"sqlite:x.db\"\n  verson_table = \"v\"\n");
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].code.text(), "RT003");
    EXPECT_EQ(found[0].position.line, 3);
    EXPECT_EQ(found[0].position.column, 3);
    EXPECT_EQ(found[0].source_line, "  verson_table = \"v\"");
    EXPECT_EQ(found[0].hint, "did you mean 'version_table'?");
}

TEST_F(ConfigTest, SuggestsSectionOfKey) {
    const auto found = errors("[models]\nurl = \"sqlite:x.db\"\n");
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].hint, "'url' belongs to [database]");
}

TEST_F(ConfigTest, ReportsAllErrorsInOrder) {
    const auto found =
        errors("[models]\nheaders = \"a.hpp\"\ndoc_comments = 1\nflags = [\"-O\", 2, \"\"]\n[datbase]\n");
    std::vector<std::pair<std::string, int>> seen;
    for (const Diagnostic& diagnostic : found) seen.emplace_back(diagnostic.code.text(), diagnostic.position.line);
    EXPECT_EQ(seen, (std::vector<std::pair<std::string, int>>{
                        {"RT004", 2}, {"RT004", 3}, {"RT004", 4}, {"RT267", 4}, {"RT003", 5}}));
}

TEST_F(ConfigTest, ReportsInvalidToml) {
    const auto found = errors("[models]\nheaders = [\n");
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].code.text(), "RT002");
    EXPECT_TRUE(found[0].position.known());
}

TEST_F(ConfigTest, ReportsInvalidKey) {
    const auto found = errors("[database]\n[=models]\n");
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].code.text(), "RT002");
    EXPECT_EQ(found[0].position.line, 2);
}

TEST_F(ConfigTest, EnvironmentVariables) {
    ::setenv("RETORT_TEST_NAME", "app", 1);
    ::unsetenv("RETORT_TEST_UNSET");
    const Config config =
        read("[database]\nurl = \"sqlite:${RETORT_TEST_NAME}.db\"\nscratch_url = \"${RETORT_TEST_UNSET}\"\n");
    EXPECT_EQ(expand(config.url), "sqlite:app.db");
    try {
        expand(config.scratch_url);
        FAIL() << "an unset variable must be an error";
    } catch (const Error& error) {
        const Diagnostic& diagnostic = error.diagnostics().front();
        EXPECT_EQ(diagnostic.code.text(), "RT005");
        EXPECT_EQ(diagnostic.message,
                  "[database] scratch_url needs the environment variable RETORT_TEST_UNSET, which is not set");
        EXPECT_EQ(diagnostic.position.line, 3);
    }
}

TEST_F(ConfigTest, VariablesOfAFile) {
    ::setenv("RETORT_TEST_NAME", "environment", 1);
    ::unsetenv("RETORT_TEST_UNSET");
    project_.write(".env",
                   "\xEF\xBB\xBF# the database\n\nRETORT_TEST_NAME=file\r\nexport A = 'one $two # \"three\"'  # why\n"
                   "B=\"a\\\"b\\\\c\\$d\" \nC=x#y # z\nD=\nE=a b\n");
    const Config config = read(
        "[database]\nurl = \"sqlite:${RETORT_TEST_NAME}.db\"\nenv_file = \".env\"\n"
        "[models]\nheaders = [\"${A}\", \"${B}\", \"${C}\", \"${E}\"]\nflags = [\"${D}\"]\n");
    EXPECT_EQ(expand(config.url), "sqlite:environment.db");
    EXPECT_EQ(expand(config.headers[0]), "one $two # \"three\"");
    EXPECT_EQ(expand(config.headers[1]), "a\"b\\c$d");
    EXPECT_EQ(expand(config.headers[2]), "x#y");
    EXPECT_EQ(expand(config.headers[3]), "a b");
    EXPECT_THROW(expand(config.flags[0]), Error) << "empty";
    ::unsetenv("RETORT_TEST_NAME");
    EXPECT_EQ(expand(config.url), "sqlite:file.db");
    EXPECT_EQ(::getenv("RETORT_TEST_NAME"), nullptr);
}

TEST_F(ConfigTest, FileOfVariablesThatIsMissingOrWrong) {
    ::unsetenv("RETORT_TEST_UNSET");
    const std::string toml = "[database]\nenv_file = \".env\"\nurl = \"${RETORT_TEST_UNSET}\"\n";
    try {
        expand(read(toml).url);
        FAIL();
    } catch (const Error& error) {
        EXPECT_NE(error.diagnostics()[0].hint.find(".env, which does not exist"), std::string::npos);
    }
    project_.write(".env", "GOOD=1\nhunter2\n1BAD=hunter2\nQUOTED='hunter2\nREST=\"a\" hunter2\n");
    const auto found = errors(toml);
    ASSERT_EQ(found.size(), 4U);
    for (std::size_t i = 0; i < found.size(); ++i) {
        EXPECT_EQ(found[i].code.text(), "RT391");
        EXPECT_EQ(found[i].position.line, static_cast<int>(i) + 2);
        EXPECT_EQ((found[i].message + found[i].hint + found[i].source_line).find("hunter2"), std::string::npos);
    }
    const auto folder = errors("[database]\nenv_file = \".\"\n");
    ASSERT_EQ(folder.size(), 1U);
    EXPECT_EQ(folder[0].code.text(), "RT390");
}

TEST_F(ConfigTest, ReportsPatternWithoutMatch) {
    project_.write("models/a.hpp", "");
    const Config config = read("[models]\nheaders = [\"models/*.hpp\", \"modles/*.hpp\"]\n");
    try {
        header_files(config);
        FAIL();
    } catch (const Error& error) {
        ASSERT_EQ(error.diagnostics().size(), 1u);
        EXPECT_EQ(error.diagnostics()[0].code.text(), "RT006");
        EXPECT_EQ(error.diagnostics()[0].message, "no file matches 'modles/*.hpp'");
        EXPECT_EQ(error.diagnostics()[0].position.line, 2);
    }
}

TEST_F(ConfigTest, HeadersAreSortedAndUnique) {
    for (const char* path : {"models/b.hpp", "models/a.hpp"}) project_.write(path, "");
    const Config config = read("[models]\nheaders = [\"models/b.hpp\", \"models/*.hpp\"]\n");
    EXPECT_EQ(header_files(config), (std::vector<std::string>{(project_.folder() / "models/a.hpp").string(),
                                                              (project_.folder() / "models/b.hpp").string()}));
}

TEST_F(ConfigTest, FoundUpwards) {
    project_.write("retort.toml", "");
    project_.write("a/b/x", "");
    EXPECT_EQ(find_config(project_.folder() / "a/b"), project_.folder() / "retort.toml");
}

}  // namespace
}  // namespace retort::tools
