#include "models.hpp"
#include "project.hpp"

namespace retort::test {
namespace {

class Init : public ::testing::Test {
protected:
    Project project{Dialect::sqlite};
};

TEST_F(Init, WritesConfigurationAndFolder) {
    const Outcome outcome = project.retort({"init", "--dialect", "sqlite"});
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_EQ(outcome.out, "retort.toml\nmigrations/\n");
    EXPECT_CONTAINS(outcome.err, "retort revision --autogenerate");
    EXPECT_CONTAINS(project.read("retort.toml"), "url = \"sqlite:app.db\"");
    EXPECT_TRUE(std::filesystem::is_directory(project.folder() / "migrations"));
}

TEST_F(Init, WritesUsableConfiguration) {
    project.must({"init", "--url", "sqlite:data.db", "--headers", "src/*.hpp"});
    project.write("src/person.hpp", person());
    EXPECT_EQ(project.must({"revision", "--autogenerate", "-m", "people"}), "migrations/0001_people.sql\n");
    project.must({"upgrade"});
    EXPECT_EQ(project.retort({"check"}).status, 0);
    EXPECT_TRUE(std::filesystem::exists(project.folder() / "data.db"));
}

TEST_F(Init, PostgresqlUrlComesFromEnvironment) {
    const Outcome outcome = project.retort({"init"});
    EXPECT_CONTAINS(project.read("retort.toml"), "url = \"${DATABASE_URL}\"");
    EXPECT_CONTAINS(outcome.err, "export DATABASE_URL=");
    const Outcome current = project.retort({"current"});
    EXPECT_EQ(current.status, 2);
    EXPECT_CONTAINS(current.err, "DATABASE_URL, which is not set");
    EXPECT_CONTAINS(current.err, "retort.toml:");
}

TEST_F(Init, NeverOverwrites) {
    project.write("retort.toml", "# mine\n");
    const auto before = project.files();
    const Outcome outcome = project.retort({"init"});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_EQ(outcome.out, "");
    EXPECT_CONTAINS(outcome.err, "retort.toml already exists");
    EXPECT_EQ(project.files(), before);
}

TEST_F(Init, ReportsFileInPlaceOfFolder) {
    project.write("migrations", "a file\n");
    const auto before = project.files();
    EXPECT_EQ(project.retort({"init"}).status, 2);
    EXPECT_EQ(project.files(), before);
}

TEST_F(Init, InvalidUrl) {
    const auto before = project.files();
    EXPECT_EQ(project.retort({"init", "--url", "mysql://x"}).status, 2);
    EXPECT_EQ(project.retort({"init", "--dialect", "oracle"}).status, 2);
    EXPECT_EQ(project.retort({"init", "--dialect", "postgresql", "--url", "sqlite:x.db"}).status, 2);
    EXPECT_EQ(project.files(), before);
}

}  // namespace
}  // namespace retort::test
