// The program that compiles revision files into others.

#include "library/embed.hpp"

#include "tests/library/place.hpp"
#include "tests/library/revisions.hpp"
#include "tests/support/process.hpp"

namespace retort::test {
namespace {

class Embed : public ::testing::Test {
protected:
    void write(int number, const std::string& up, const std::string& dialect = {}) const {
        std::string text = revision_text(number, up);
        if (!dialect.empty()) text.insert(text.find("\n\n-- migrate:up"), "\n-- dialect: " + dialect);
        folder_.write("migrations/000" + std::to_string(number) + ".sql", text);
    }
    std::string migrations() const { return (folder_.path() / "migrations").string(); }
    std::string error(std::optional<Dialect> dialect = {}, const std::string& name = "app_migrations") const {
        return error_of([&] { (void)library::embed(migrations(), name, dialect); });
    }

    const TempFolder folder_;
};

TEST_F(Embed, WritesTheBytesOfTheFiles) {
    write(1, "SELECT 'é \"?\\';");
    write(2, "SELECT 2;");
    const library::Embedded made = library::embed(migrations(), "app_migrations", Dialect::sqlite);
    EXPECT_HAS(made.header, "const retort::Revisions& app_migrations();\n");
    EXPECT_HAS(made.source, "#include \"app_migrations.hpp\"\n");
    EXPECT_HAS(made.source, "\"migrations/0001.sql\"sv");
    EXPECT_HAS(made.source, R"("SELECT '\303\251 \"\077\\';\n")");
    EXPECT_LT(made.source.find("0001.sql"), made.source.find("0002.sql"));
    EXPECT_EQ(made.source.find(folder_.path().string()), std::string::npos) << "the same wherever the folder is";
    EXPECT_EQ(library::embed(migrations() + "/", "app_migrations", {}).source, made.source);
}

TEST_F(Embed, ChecksTheChain) {
    EXPECT_HAS(error(), "RT345");
    write(1, "SELECT 1;");
    write(3, "SELECT 3;");
    EXPECT_HAS(error(), "RT064");
    write(2, "SELECT 2;");
    folder_.write("migrations/0004.sql", "-- revision: r4\n-- down_revision: r2\n\n-- migrate:up\n\n-- migrate:down\n");
    EXPECT_HAS(error(), "RT066");
    EXPECT_HAS(error({}, "4th"), "RT354");
}

TEST_F(Embed, ChecksTheDialect) {
    write(1, "SELECT 1;");
    write(2, "SELECT 2;", "sqlite");
    EXPECT_HAS(error(Dialect::postgresql),
               "revision 0002 step 2 (r2) is for sqlite, but the program is built for postgresql [RT069]");
    write(3, "SELECT 3;", "postgresql");
    EXPECT_HAS(error(), "is for postgresql, but 0002 step 2 (r2) is for sqlite [RT069]");
}

TEST_F(Embed, ChecksTheStatements) {
    write(1, "SELECT 'open;");
    EXPECT_HAS(error(Dialect::sqlite), "RT033");
    write(1, "SELECT 1\n-- migrate:step fill\n+ 1;");
    EXPECT_HAS(error(Dialect::sqlite), "RT349");
}

TEST_F(Embed, ProgramReportsErrors) {
    std::filesystem::create_directories(folder_.path() / "build");
    const std::string build = (folder_.path() / "build").string();
    const Outcome none = run({RETORT_EMBED, migrations(), "app", build});
    EXPECT_EQ(none.status, 1);
    EXPECT_HAS(none.err, "has no revisions [RT345]");
    write(1, "SELECT 1;");
    const Outcome made = run({RETORT_EMBED, migrations(), "app", build, "sqlite"});
    EXPECT_EQ(made.status, 0) << made.err;
    EXPECT_EQ(read_file(folder_.path() / "build/app.cpp"), library::embed(migrations(), "app", {}).source);
    EXPECT_EQ(run({RETORT_EMBED, migrations(), "app", build, "oracle"}).status, 2);
    EXPECT_EQ(run({RETORT_EMBED}).status, 2);
    const Outcome nowhere = run({RETORT_EMBED, migrations(), "app", build + "/missing"});
    EXPECT_EQ(nowhere.status, 1);
    EXPECT_HAS(nowhere.err, "RT060");
    EXPECT_HAS(run({RETORT_EMBED, "--help"}).out, "usage: retort-embed FOLDER NAME OUTPUT_FOLDER [DIALECT]");
}

}  // namespace
}  // namespace retort::test
