// A SQLite database that holds its text in UTF-16 (pragma.html, encoding).

#include "models.hpp"
#include "project.hpp"

namespace retort::test {
namespace {

class Encoding : public ::testing::TestWithParam<std::string> {
protected:
    Project project{Dialect::sqlite};
};

TEST_P(Encoding, OfTheDatabaseChangesNoCommand) {
    project.configure();
    project.write("models/person.hpp", person());
    // The encoding is fixed when the file gets its first page.
    project.sql("PRAGMA encoding = '" + GetParam() + "'; CREATE TABLE first (a); DROP TABLE first");
    project.must({"revision", "--autogenerate", "-m", "people"});
    project.must({"upgrade"});
    EXPECT_EQ(project.value("PRAGMA encoding"), GetParam());
    EXPECT_CONTAINS(project.must({"current"}), "0001");
    EXPECT_EQ(project.retort({"check"}).status, 0);
    EXPECT_CONTAINS(project.must({"inspect", "live"}), "CREATE TABLE people");
    EXPECT_EQ(project.must({"diff", "live", "models"}), "");

    project.write("models/person.hpp", person("std::optional<std::int32_t> age;"));
    EXPECT_NE(project.retort({"check"}).status, 0);
    project.must({"revision", "--autogenerate", "-m", "age"});
    project.must({"upgrade"});
    EXPECT_CONTAINS(project.must({"current"}), "0002");
    EXPECT_EQ(project.retort({"check"}).status, 0);
    project.must({"downgrade", "base"});
    EXPECT_EQ(project.must({"inspect", "live"}), "");
}

TEST_P(Encoding, OfTheDatabaseIsNoDifference) {
    const std::string script =
        "CREATE TABLE \"caf\u00e9\" (id INTEGER PRIMARY KEY, \"stra\u00dfe\" TEXT DEFAULT '\u20ac' CHECK "
        "(\"stra\u00dfe\" <> '\U0001F600'))";
    project.sql("PRAGMA encoding = '" + GetParam() + "'; " + script);
    const std::string utf8 = project.create_database();
    project.connect(utf8)->execute(script);
    EXPECT_EQ(project.must({"diff", project.url(), utf8}), "");
    EXPECT_EQ(project.must({"inspect", project.url()}), project.must({"inspect", utf8}));
}

INSTANTIATE_TEST_SUITE_P(Utf16, Encoding, ::testing::Values("UTF-16le", "UTF-16be"),
                         [](const auto& each) { return each.param.substr(6); });

}  // namespace
}  // namespace retort::test
