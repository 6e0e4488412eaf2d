// retort.sum: which commands write it, and what it shows without a database.

#include <nlohmann/json.hpp>

#include "models.hpp"
#include "project.hpp"
#include "revision_file.hpp"

namespace retort::test {
namespace {

constexpr const char* sums = "migrations/retort.sum";

class Sum : public BothEngines {
protected:
    Sum() {
        project.configure();
        project.must({"revision", "-m", "first", "--rev-id", "aaaa1111"});
        project.must({"revision", "-m", "second", "--rev-id", "bbbb1111"});
    }

    void replace(const std::string& path, const std::string& part, const std::string& with) const {
        std::string text = project.read(path);
        const std::size_t at = text.find(part);
        ASSERT_NE(at, std::string::npos) << text;
        project.write(path, text.replace(at, part.size(), with));
    }

    /// What `check` says about the checksum file, of models and migrations.
    std::string found() const {
        const std::string text = project.retort({"check", "models", "migrations", "--allow", "models"}).out;
        const std::size_t at = text.find("sum: ");
        return at == std::string::npos ? "" : text.substr(at);
    }
};

INSTANTIATE_TEST_SUITE_P(Engines, Sum, ::testing::Values(Dialect::postgresql, Dialect::sqlite), engine_name);

TEST_P(Sum, HasALineForEachRevision) {
    const std::string text = project.read(sums);
    EXPECT_EQ(count(text, "\n"), 2);
    EXPECT_TRUE(text.starts_with("aaaa1111 ")) << text;
    EXPECT_EQ(text.find("\nbbbb1111 "), 8U + 1 + 64 + 1 + 16);
    EXPECT_EQ(project.retort({"sum", "--check"}).status, 0);
    EXPECT_EQ(project.must({"sum"}), "migrations/retort.sum\n");
    EXPECT_EQ(project.read(sums), text) << "the same input gives the same bytes";
    const std::string first = text.substr(0, text.find('\n'));
    project.must({"revision", "-m", "third"});
    EXPECT_EQ(project.read(sums).substr(0, text.size()), text) << "a line is added at the end";

    std::string windows;
    for (const char c : project.read("migrations/0001_first.sql"))
        windows += c == '\n' ? std::string("\r\n") : std::string(1, c);
    project.write("migrations/0001_first.sql", windows);
    EXPECT_EQ(project.retort({"sum", "--check"}).status, 0) << "line ends do not count";
}

TEST_P(Sum, AnEditByHandIsReported) {
    project.write("models/person.hpp", person());
    EXPECT_EQ(found(), "");
    replace("migrations/0001_first.sql", "-- migrate:up\n", "-- migrate:up\nSELECT 1;\n");
    EXPECT_EQ(found(),
              "sum: 0001 first (aaaa1111) was changed since retort.sum was written\n"
              "  migrations/0001_first.sql: 0001 first (aaaa1111)\n"
              "  → restore the file, or accept what is there: retort sum\n");
    EXPECT_EQ(project.retort({"check", "models", "migrations", "--allow", "models"}).status, 1);
    EXPECT_EQ(project.retort({"check", "models", "migrations", "--allow", "models", "--allow", "sum"}).status, 0);
    const Outcome check = project.retort({"sum", "--check"});
    EXPECT_EQ(check.status, 1);
    EXPECT_EQ(check.out, "0001 first (aaaa1111) was changed since retort.sum was written\n");
    EXPECT_CONTAINS(
        project.retort({"upgrade"}).err,
        "warning: 0001 first (aaaa1111) was changed since retort.sum was written; 'retort sum' accepts it\n");
    EXPECT_CONTAINS(project.retort({"history", "-v"}).err, "was changed since retort.sum was written");
    // Another revision does not accept the edit.
    project.must({"revision", "-m", "third"});
    EXPECT_CONTAINS(found(), "sum: 0001 first (aaaa1111) was changed since retort.sum was written\n");
    const nlohmann::json json = nlohmann::json::parse(project.must({"sum", "--json"}));
    EXPECT_EQ(json["file"], sums);
    EXPECT_EQ(json["problems"][0]["revision"], "aaaa1111");
    EXPECT_EQ(found(), "");
}

TEST_P(Sum, ProofsWriteTheirLines) {
    replace("migrations/0001_first.sql", "-- migrate:up\n", "-- migrate:up\nSELECT 1;\n");
    EXPECT_EQ(project.retort({"sum", "--check"}).status, 1);
    project.must({"verify"});
    EXPECT_EQ(project.retort({"sum", "--check"}).status, 0);
}

TEST_P(Sum, AFileThatIsMissingAndOneThatIsNew) {
    project.write("models/person.hpp", person());
    std::filesystem::remove(project.folder() / "migrations/0002_second.sql");
    EXPECT_EQ(found(),
              "sum: retort.sum has the revision bbbb1111, which is in no file\n"
              "  → restore the file, or accept what is there: retort sum\n");
    project.must({"revision", "-m", "other", "--rev-id", "cccc1111"});
    EXPECT_CONTAINS(found(), "sum: retort.sum has the revision bbbb1111, which is in no file\n");
    project.must({"sum"});
    EXPECT_EQ(found(), "");
    project.write("migrations/0003_new.sql",
                  revision_file("0003_new", "dddd1111", "cccc1111", "SELECT 1;", "SELECT 1;"));
    EXPECT_CONTAINS(found(), "sum: 0003 new (dddd1111) is not in retort.sum\n");
}

TEST_P(Sum, TwoRevisionsAtOneTimeAreAConflict) {
    project.write("models/person.hpp", person());
    const std::string before = project.read(sums);
    project.must({"revision", "-m", "mine", "--rev-id", "cccc1111"});
    const std::string mine = project.read(sums).substr(before.size());
    const std::string my_file = project.read("migrations/0003_mine.sql");
    std::filesystem::remove(project.folder() / "migrations/0003_mine.sql");
    project.write(sums, before);
    project.must({"revision", "-m", "theirs", "--rev-id", "dddd1111"});
    const std::string theirs = project.read(sums).substr(before.size());
    // What git makes of it.
    project.write("migrations/0003_mine.sql", my_file);
    project.write(sums, before + "<<<<<<< HEAD\n" + theirs + "=======\n" + mine + ">>>>>>> mine\n");
    EXPECT_CONTAINS(found(), "sum: line 3 of retort.sum is no checksum\n");
    EXPECT_CONTAINS(found(), "sum: line 6 of retort.sum does not follow the line before it");
    project.must({"rebase", "cccc1111", "--no-database"});
    EXPECT_EQ(found(), "");
    EXPECT_EQ(count(project.read(sums), "\n"), 4);
}

TEST_P(Sum, SquashAndMergeWriteIt) {
    project.write("migrations/0003_b.sql", revision_file("0003_b", "cccc1111", "bbbb1111", "SELECT 1;", "SELECT 1;"));
    project.must({"sum"});
    project.must({"squash", "aaaa:head", "-m", "both"});
    EXPECT_EQ(count(project.read(sums), "\n"), 2);
    EXPECT_EQ(project.retort({"sum", "--check"}).status, 0);
    project.write("migrations/0009_b.sql", revision_file("0009_b", "dddd1111", "aaaa1111", "SELECT 1;", "SELECT 1;"));
    project.must({"merge"});
    EXPECT_EQ(count(project.read(sums), "\n"), 4);
    EXPECT_EQ(project.retort({"sum", "--check"}).status, 0);
}

TEST_P(Sum, WithoutTheFileNothingIsReported) {
    std::filesystem::remove(project.folder() / sums);
    project.write("models/person.hpp", person());
    EXPECT_EQ(found(), "");
    const Outcome check = project.retort({"sum", "--check"});
    EXPECT_EQ(check.status, 1);
    EXPECT_EQ(check.err, "there is no retort.sum\n");
}

}  // namespace
}  // namespace retort::test
