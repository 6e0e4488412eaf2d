// The revision files of the project chain, run up and down by dbmate: RETORT_DBMATE names the program, else it is
// searched on PATH. Skipped where it is not installed.

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <sstream>

#include "project.hpp"

namespace retort::test {
namespace {

namespace fs = std::filesystem;

/// Empty: it is not installed.
std::string dbmate() {
    if (const char* named = std::getenv("RETORT_DBMATE"); named != nullptr && *named != 0) return named;
    const char* path = std::getenv("PATH");
    std::istringstream folders(path == nullptr ? "" : path);
    for (std::string folder; std::getline(folders, folder, ':');)
        if (const std::string file = folder + "/dbmate"; ::access(file.c_str(), X_OK) == 0) return file;
    return {};
}

class Dbmate : public BothEngines {
protected:
    void SetUp() override {
        if (dbmate().empty()) GTEST_SKIP() << "dbmate is not installed, and RETORT_DBMATE is not set";
        project.configure("\n[filter]\nexclude_tables = [\"schema_migrations\"]\n");
        std::vector<fs::path> files;
        for (const auto& entry : fs::directory_iterator(fs::path(RETORT_GOLDENS) / to_string(GetParam())))
            files.push_back(entry.path());
        std::sort(files.begin(), files.end());
        for (const fs::path& file : files) add(read_file(file));
        if (GetParam() == Dialect::postgresql)
            add("-- 0000 concurrent\n\n-- migrate:up transaction:false\nCREATE INDEX CONCURRENTLY notes_later ON notes "
                "(id);\n\n-- migrate:down transaction:false\nDROP INDEX CONCURRENTLY notes_later;\n");
    }

    /// A revision whose text lacks what the goldens leave out: its id and that of its parent.
    void add(const std::string& text) {
        const std::size_t line = text.find('\n') + 1;
        const std::string id = fmt::format("aaaa{:04}", ++revisions);
        const std::string parent = revisions == 1 ? "none" : fmt::format("aaaa{:04}", revisions - 1);
        project.write(fmt::format("migrations/{:04}_step.sql", revisions),
                      fmt::format("-- {:04} step\n-- revision: {}\n-- down_revision: {}\n{}", revisions, id, parent,
                                  text.substr(line)));
    }

    /// The database's URL as dbmate reads it.
    std::string url() const {
        if (GetParam() == Dialect::sqlite) return project.url();
        const auto row = project.connect()
                             ->query(
                                 "SELECT split_part(current_setting('unix_socket_directories'), ',', 1), "
                                 "current_setting('port'), current_user, current_database()")
                             .at(0);
        return fmt::format("postgres://{}@/{}?socket={}&port={}", row[2].value_or(""), row[3].value_or(""),
                           row[0].value_or(""), row[1].value_or(""));
    }

    void must_run(const std::string& command) const {
        const Outcome outcome =
            run({dbmate(), "--url", url(), "--migrations-dir", "migrations", "--no-dump-schema", command},
                {project.folder(), {}, ""});
        ASSERT_EQ(outcome.status, 0) << "dbmate " << command << "\n" << outcome.out << outcome.err;
    }

    int revisions = 0;
};

INSTANTIATE_TEST_SUITE_P(Engines, Dbmate, ::testing::Values(Dialect::postgresql, Dialect::sqlite), engine_name);

TEST_P(Dbmate, RunsAFolderOfRetortUpAndDown) {
    const std::string other = project.create_database();
    project.must({"upgrade", "--database", other});
    const std::string expected = project.must({"inspect", other});
    ASSERT_NE(expected, "");
    for (int round = 0; round < 2; ++round) {
        must_run("migrate");
        EXPECT_EQ(project.must({"inspect", project.url()}), expected);
        EXPECT_EQ(project.value("SELECT count(*) FROM schema_migrations"), fmt::to_string(revisions));
        for (int i = 0; i < revisions; ++i) must_run("rollback");
        EXPECT_EQ(project.must({"inspect", project.url()}), "");
    }
}

}  // namespace
}  // namespace retort::test
