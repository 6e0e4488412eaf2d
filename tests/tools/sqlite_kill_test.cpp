// An upgrade is killed at many moments of a rebuild. RETORT_KILL_MOMENTS and RETORT_KILL_ROWS set how many, and how
// many rows the table has: 5 moments and 20,000 rows unless set; docs/ci.md names the long run.

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "sqlite_project.hpp"

namespace retort::test {
namespace {

namespace fs = std::filesystem;

int number_from(const char* variable, int otherwise) {
    const char* text = std::getenv(variable);
    return text != nullptr && *text != 0 ? std::atoi(text) : otherwise;
}

class SqliteKill : public ::testing::TestWithParam<const char*> {
protected:
    SqliteKill() : rows(number_from("RETORT_KILL_ROWS", 20'000)), project(GetParam(), rows) {
        project.must({"upgrade", "aaaa0002"});
        fs::create_directory(saved);
        save();
    }

    /// Copies the database, which no program has open.
    void save() const { fs::copy_file(file("app.db"), saved / "app.db"); }
    void restore() const {
        for (const char* name : {"app.db", "app.db-journal", "app.db-wal", "app.db-shm"}) fs::remove(file(name));
        fs::copy_file(saved / "app.db", file("app.db"));
    }
    fs::path file(const std::string& name) const { return project.folder() / name; }

    /// Expects a whole database of one revision. Returns the revision.
    std::string expect_whole() const {
        EXPECT_EQ(project.value("PRAGMA integrity_check"), "ok");
        EXPECT_EQ(project.value("PRAGMA foreign_key_check"), "NULL");
        EXPECT_EQ(project.value("SELECT count(*) || ' ' || count(DISTINCT name) || ' ' || max(rowid) FROM item"),
                  fmt::format("{0} {0} {0}", rows));
        EXPECT_EQ(project.value("SELECT count(*) FROM note JOIN item ON item.id = note.item"),
                  fmt::to_string(rows / 10));
        const std::string revision = project.value("SELECT group_concat(version_num) FROM retort_version");
        const bool rebuilt =
            project.value("SELECT sql LIKE '%NOT NULL%NOT NULL%' FROM sqlite_schema WHERE name = 'item'") == "1";
        const bool indexed = project.value("SELECT count(*) FROM sqlite_schema WHERE name = 'item_name'") == "1";
        EXPECT_EQ(project.value("SELECT count(*) FROM sqlite_schema WHERE name = 'new_item'"), "0");
        EXPECT_EQ(revision, indexed ? "aaaa0004" : rebuilt ? "aaaa0003" : "aaaa0002");
        EXPECT_EQ(project.value("SELECT max(revision) FROM retort_history"), revision);
        return revision;
    }

    int rows;
    SqliteProject project;
    fs::path saved = project.folder() / "saved";
};

TEST_P(SqliteKill, TheDatabaseIsTheOldOrTheNewOne) {
    const auto start = std::chrono::steady_clock::now();
    project.must({"upgrade"});
    double whole = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    const int moments = number_from("RETORT_KILL_MOMENTS", 5);
    std::map<std::string, int> seen;
    int killed = 0;
    // An upgrade that ends before its moment shows that the moments are spread too far.
    for (int i = 0; killed < moments && i < 3 * moments; ++i) {
        SCOPED_TRACE(fmt::format("moment {} of {}", i, moments));
        restore();
        const double after = whole * (i % moments + 0.5) / moments;
        const Outcome outcome = run({"timeout", "-s", "KILL", fmt::format("{:.4f}", after), RETORT_BINARY, "upgrade"},
                                    {project.folder(), {}, ""});
        if (outcome.status != 0)
            ++killed;
        else
            whole = std::min(whole, after);
        // A command that only reads must cope with what the killed one left.
        if (i % 2 == 0) project.must({"current"});
        ++seen[expect_whole()];
        project.must({"upgrade"});
        EXPECT_EQ(expect_whole(), "aaaa0004");
        if (HasFailure()) return;
    }
    std::string found;
    for (const auto& [revision, times] : seen) found += fmt::format(" {} {} times", revision, times);
    RecordProperty("found", found);
    std::printf("%d of %d killed within %.2f s; found%s\n", killed, moments, whole, found.c_str());
    EXPECT_GE(killed, moments / 2);
}

INSTANTIATE_TEST_SUITE_P(JournalModes, SqliteKill, ::testing::Values("delete", "wal"),
                         [](const auto& info) { return std::string(info.param); });

}  // namespace
}  // namespace retort::test
