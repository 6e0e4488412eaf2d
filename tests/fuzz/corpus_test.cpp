// Runs each fuzz target over its corpus, with any compiler.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <vector>

#include "sql/text_file.hpp"
#include "tests/fuzz/targets.hpp"

namespace retort::fuzz {
namespace {

namespace fs = std::filesystem;

void run_corpus(void (*target)(std::string_view), const fs::path& folder) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(folder)) files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    ASSERT_FALSE(files.empty()) << folder;
    for (const fs::path& file : files) {
        SCOPED_TRACE(file);
        EXPECT_NO_THROW(target(sql::read_file(file.string())));
    }
}

#define FUZZ_TARGET(name) \
    TEST(Corpus, name) { run_corpus(name, fs::path(RETORT_CORPUS) / #name); }
#include "tests/fuzz/targets.def"
#undef FUZZ_TARGET

}  // namespace
}  // namespace retort::fuzz
