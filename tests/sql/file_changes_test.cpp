#include "sql/file_changes.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <set>
#include <string>

#include "schema/error.hpp"
#include "tests/support/temp_folder.hpp"

namespace retort::sql {
namespace {

namespace fs = std::filesystem;
using retort::test::read_file;

class FileChanges : public ::testing::Test {
protected:
    std::string file(const std::string& name) const { return (folder.path() / name).string(); }
    void write(const std::string& name, const std::string& text) const { folder.write(name, text); }

    /// The names of all files, sorted, with their contents.
    std::string files() const {
        std::set<std::string> lines;
        for (const auto& entry : fs::directory_iterator(folder.path()))
            lines.insert(entry.path().filename().string() + "=" +
                         (entry.is_regular_file() ? read_file(entry.path()) : std::string("(none)")));
        std::string text;
        for (const std::string& each : lines) text += (text.empty() ? "" : " ") + each;
        return text;
    }

    retort::test::TempFolder folder;
};

TEST_F(FileChanges, CreatesReplacesRenamesAndRemoves) {
    write("a", "1");
    write("b", "2");
    write("c", "3");
    apply({{.to = file("n"), .after = "new"},
           {.from = file("a"), .before = "1", .to = file("a"), .after = "one"},
           {.from = file("b"), .before = "2", .to = file("bb"), .after = "two"},
           {.from = file("c"), .before = "3"}});
    EXPECT_EQ(files(), "a=one bb=two n=new");
}

TEST_F(FileChanges, ANameCanPassFromOneToTheNext) {
    write("2", "a");
    write("3", "b");
    apply({{.from = file("2"), .before = "a", .to = file("3"), .after = "A"},
           {.from = file("3"), .before = "b", .to = file("4"), .after = "B"}});
    EXPECT_EQ(files(), "3=A 4=B");
}

TEST_F(FileChanges, AnErrorChangesNothing) {
    write("a", "1");
    write("b", "2");
    write("c", "3");
    const std::string before = files();
    const auto changes = [&](const std::string& content, const std::string& to) {
        apply({{.from = file("a"), .before = "1", .to = file("x"), .after = "one"},
               {.from = file("b"), .before = content, .to = file("b"), .after = "two"},
               {.to = file(to), .after = "new"}});
    };
    EXPECT_THROW(changes("other", "n"), Error) << "a file was changed";
    EXPECT_EQ(files(), before);
    EXPECT_THROW(changes("2", "c"), Error) << "a name is taken";
    EXPECT_EQ(files(), before);
    EXPECT_THROW(changes("2", "none/c"), Error) << "a folder is missing";
    EXPECT_EQ(files(), before);
    changes("2", "n");
    EXPECT_EQ(files(), "b=two c=3 n=new x=one");
}

TEST_F(FileChanges, KeepsPermissionsAndLinks) {
    write("a", "1");
    ::chmod(file("a").c_str(), 0640);
    fs::create_symlink("a", file("link"));
    apply({{.from = file("link"), .before = "1", .to = file("link"), .after = "2"}});
    EXPECT_TRUE(fs::is_symlink(file("link")));
    EXPECT_EQ(read_file(file("a")), "2");
    struct stat status{};
    ASSERT_EQ(::stat(file("a").c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 07777U, 0640U);
}

}  // namespace
}  // namespace retort::sql
