// The folders include each other only as docs/design/folders.txt allows, two files call SQLite's C interface, and the
// files that docs/design/overview.md names exist.

#include <gtest/gtest.h>

#include <fstream>

#include "tests/structure/includes.hpp"
#include "tests/support/temp_folder.hpp"

namespace retort::test {
namespace {

namespace fs = std::filesystem;

const fs::path root = RETORT_ROOT;

void write(const fs::path& file, const std::string& text) {
    fs::create_directories(file.parent_path());
    std::ofstream(file) << text;
}

TEST(Folders, IncludeOnlyWhatTheTableAllows) {
    const std::vector<std::string> found = forbidden_includes(root, read_rules(root / "docs/design/folders.txt"));
    EXPECT_EQ(found, std::vector<std::string>{});
}

TEST(Folders, FindsPlantedViolation) {
    const TempFolder folder;
    write(folder.path() / "rules.txt", "# a comment\nschema:\ndiff: schema\n");
    write(folder.path() / "schema/name.hpp", "#pragma once\n  #include \"diff/change.hpp\"\n#include <diff/x.hpp>\n");
    write(folder.path() / "diff/change.hpp", "#include \"schema/name.hpp\"\n#include \"diff/match.hpp\"\n");
    const std::vector<std::string> found = forbidden_includes(folder.path(), read_rules(folder.path() / "rules.txt"));
    EXPECT_EQ(found, std::vector<std::string>{"schema/name.hpp:2:   #include \"diff/change.hpp\""});
}

TEST(Folders, FindsMissingFolder) {
    const TempFolder folder;
    EXPECT_EQ(forbidden_includes(folder.path(), {{"plan", {"plan"}}}),
              std::vector<std::string>{"plan: no such folder"});
}

TEST(Folders, TwoFilesCallSqlitesCInterface) {
    EXPECT_EQ(files_that_include(root, read_rules(root / "docs/design/folders.txt"), "sqlite3.h"),
              (std::vector<std::string>{"introspect/sqlite/connection.cpp", "introspect/sqlite/resolver.cpp"}));
}

TEST(Overview, NamesExistingFiles) {
    const std::vector<std::string> files = files_of_table(root / "docs/design/overview.md");
    EXPECT_GE(files.size(), 19U);
    for (const std::string& file : files) EXPECT_TRUE(fs::is_regular_file(root / file)) << file;
}

}  // namespace
}  // namespace retort::test
