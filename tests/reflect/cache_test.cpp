#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <thread>

#include "reflect/lower.hpp"
#include "reflect/reader.hpp"
#include "tests/support/process.hpp"
#include "tests/support/temp_folder.hpp"

// The reader's cache: it never gives a wrong answer, whatever happens to its files.

namespace retort::reflect {
namespace {

namespace fs = std::filesystem;

class CacheOfReader : public testing::Test {
protected:
    void TearDown() override { unsetenv("RETORT_READER"); }

    void write(const std::string& name, const std::string& text) const { folder_.write(name, text); }
    static std::string model(const std::string& members) {
        return "#pragma once\n#include <string>\n#include <retort/model.hpp>\nstruct Row {\n    int id;\n" + members +
               "\n    static constexpr auto schema() { return retort::table(\"rows\"); }\n};\n";
    }
    std::size_t columns(const std::string& cache = "cache") const {
        ReadOptions options = options_;
        options.headers = {"row.hpp"};
        options.working_directory = folder_.path();
        options.cache_directory = fs::path(folder_.path()) / cache;
        return lower(read_headers(options), Dialect::postgresql).tables.at({"", "rows"}).columns.size();
    }
    std::vector<fs::path> entries() const {
        std::vector<fs::path> found;
        for (const auto& file : fs::directory_iterator(fs::path(folder_.path()) / "cache"))
            if (file.path().extension() == ".models") found.push_back(file.path());
        return found;
    }
    /// Disables the reader's program, so that all later readings come from the cache.
    static void forbid_clang() { setenv("RETORT_READER", "/bin/false", 1); }

    test::TempFolder folder_;
    ReadOptions options_;
};

TEST_F(CacheOfReader, NeedsNoClangWithoutChange) {
    write("row.hpp", model(""));
    EXPECT_EQ(columns(), 1U);
    const auto kept = entries();
    ASSERT_EQ(kept.size(), 1U);
    const auto written = fs::last_write_time(kept.front());
    EXPECT_EQ(columns(), 1U);
    EXPECT_EQ(entries(), kept);
    EXPECT_EQ(fs::last_write_time(kept.front()), written) << "it was read again";
}

TEST_F(CacheOfReader, IsIgnoredByAnotherProgram) {
    write("row.hpp", model(""));
    EXPECT_EQ(columns(), 1U);
    forbid_clang();
    EXPECT_THROW(columns(), Error);
}

TEST_F(CacheOfReader, OfAnotherVersionIsIgnored) {
    write("row.hpp", model(""));
    EXPECT_EQ(columns(), 1U);
    const fs::path entry = entries().at(0);
    std::fstream(entry, std::ios::in | std::ios::out | std::ios::binary) << "retort models 1\n";
    EXPECT_EQ(columns(), 1U);
    std::string begin(16, 0);
    std::ifstream(entry, std::ios::binary).read(begin.data(), 16);
    EXPECT_NE(begin, "retort models 1\n") << "it was not rewritten";
}

TEST_F(CacheOfReader, TruncatedOrDamagedEntryIsIgnored) {
    write("row.hpp", model("    std::string name;"));
    EXPECT_EQ(columns(), 2U);
    const fs::path entry = entries().at(0);
    const std::string whole = test::read_file(entry);
    std::string damaged;
    for (std::size_t i = 1; i < 8; ++i) {
        std::ofstream(entry, std::ios::binary) << whole.substr(0, whole.size() * i / 8);
        EXPECT_EQ(columns(), 2U) << i;
        damaged = whole;
        damaged[whole.size() * i / 8] = static_cast<char>(damaged[whole.size() * i / 8] + 1);
        std::ofstream(entry, std::ios::binary) << damaged;
        EXPECT_EQ(columns(), 2U) << i;
    }
    EXPECT_NE(test::read_file(entry), damaged) << "it was not rewritten";
}

TEST_F(CacheOfReader, IncompleteFileOfKilledProcessIsIgnored) {
    write("row.hpp", model(""));
    write("cache/0123456789abcdef.models.4711", "half of i");
    EXPECT_EQ(columns(), 1U);
    EXPECT_EQ(columns(), 1U);
}

TEST_F(CacheOfReader, UnwritableFolderIsNoError) {
    write("row.hpp", model(""));
    EXPECT_EQ(columns("/proc/retort-test"), 1U);
    write("file", "no folder");
    EXPECT_EQ(columns("file/cache"), 1U);
}

TEST_F(CacheOfReader, MayBeDeletedAnytimeAndSharedByProcesses) {
    write("row.hpp", model("    std::string name;"));
    std::atomic<bool> stop = false;
    std::atomic<int> wrong = 0;
    std::vector<std::thread> readers;
    for (int i = 0; i < 3; ++i)
        readers.emplace_back([&] {
            for (int round = 0; round < 4; ++round)
                if (columns() != 2) ++wrong;
        });
    std::thread remover([&] {
        while (!stop) {
            std::error_code ignored;
            fs::remove_all(fs::path(folder_.path()) / "cache", ignored);
            std::this_thread::sleep_for(std::chrono::milliseconds(3));
        }
    });
    for (std::thread& reader : readers) reader.join();
    stop = true;
    remover.join();
    EXPECT_EQ(wrong, 0);
    EXPECT_EQ(columns(), 2U);
}

TEST_F(CacheOfReader, DetectsChangeThatKeepsSizeAndTime) {
    write("row.hpp", model("    int a;"));
    const fs::path header = fs::path(folder_.path()) / "row.hpp";
    const auto time = fs::last_write_time(header);
    EXPECT_EQ(columns(), 2U);
    write("row.hpp", model("//  int a;"));
    fs::last_write_time(header, time);
    EXPECT_EQ(columns(), 1U) << "the system's own time of change tells";
    fs::last_write_time(header, time);
    EXPECT_EQ(columns(), 1U);
}

TEST_F(CacheOfReader, DetectsHeaderThatWasMissing) {
    write("row.hpp", model("#if __has_include(\"extra/part.hpp\")\n    int extra;\n#endif\n#if "
                           "__has_include(<late.hpp>)\n    int late;\n#endif"));
    options_.flags = {"-I" + std::string(folder_.path()) + "/include"};
    EXPECT_EQ(columns(), 1U);
    write("extra/part.hpp", "");
    EXPECT_EQ(columns(), 2U);
    write("include/late.hpp", "");
    EXPECT_EQ(columns(), 3U);
    fs::remove(fs::path(folder_.path()) / "extra/part.hpp");
    EXPECT_EQ(columns(), 2U);
}

TEST_F(CacheOfReader, DetectsHeaderThatShadowsFoundOne) {
    write("second/part.hpp", "#define PARTS int one;\n");
    write("row.hpp", "#include <part.hpp>\n" + model("    PARTS"));
    options_.flags = {"-I" + std::string(folder_.path()) + "/first", "-I" + std::string(folder_.path()) + "/second"};
    EXPECT_EQ(columns(), 2U);
    write("first/part.hpp", "#define PARTS int one; int two;\n");
    EXPECT_EQ(columns(), 3U);
}

TEST_F(CacheOfReader, KeepsLimitedNumberOfAnswers) {
    write("row.hpp", model(""));
    EXPECT_EQ(columns(), 1U);
    for (int i = 0; i < 100; ++i) write("cache/" + std::to_string(1000 + i) + ".models", "old");
    write("row.hpp", model("    int other;"));
    EXPECT_EQ(columns(), 2U);
    EXPECT_LE(entries().size(), 70U);
}

}  // namespace
}  // namespace retort::reflect
