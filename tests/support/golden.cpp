#include "tests/support/golden.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <cstring>
#include <fstream>
#include <sstream>

namespace retort::test {

namespace fs = std::filesystem;

bool updates_goldens() {
    const char* set = std::getenv("RETORT_UPDATE_GOLDENS");
    return set && std::strcmp(set, "1") == 0;
}

void accept_update(int& argc, char** argv) {
    int kept = 0;
    for (int i = 0; i < argc; ++i)
        if (std::strcmp(argv[i], "--update") == 0)
            setenv("RETORT_UPDATE_GOLDENS", "1", 1);
        else
            argv[kept++] = argv[i];
    argc = kept;
}

std::string golden_text(const std::string& up, const std::string& down) {
    return "-- up\n" + up + "\n-- down\n" + down;
}

void expect_golden(const fs::path& file, const std::string& text) {
    if (updates_goldens()) {
        fs::create_directories(file.parent_path());
        std::ofstream(file, std::ios::binary) << text;
        return;
    }
    std::ifstream in(file, std::ios::binary);
    ASSERT_TRUE(in) << "there is no golden " << file << ": tools/goldens.sh --update writes it";
    std::ostringstream held;
    held << in.rdbuf();
    EXPECT_EQ(text, held.str()) << "differs from " << file
                                << "; where that is meant, tools/goldens.sh --update rewrites it";
}

}  // namespace retort::test
