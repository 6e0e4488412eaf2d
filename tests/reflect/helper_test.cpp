#include <gtest/gtest.h>

#include <sys/stat.h>
#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "reflect/reader.hpp"
#include "reflect/reader/helper.hpp"
#include "tests/support/temp_folder.hpp"

// Readings for which the program retort-read-models is missing, wrong, or crashes.

namespace retort::reflect {
namespace {

namespace fs = std::filesystem;

class ReaderProgram : public testing::Test {
protected:
    void SetUp() override {
        options_.headers = {"row.hpp"};
        options_.working_directory = folder_.path();
        options_.cache_directory = "off";
        std::ofstream(fs::path(folder_.path()) / "row.hpp")
            << "#include <retort/model.hpp>\nstruct Row {\n    int id;\n    static constexpr auto schema() { return "
               "retort::table(\"rows\"); }\n};\n";
    }
    void TearDown() override { unsetenv("RETORT_READER"); }

    /// Replaces the program by a shell script.
    void stand_in(const std::string& script) const {
        const std::string path = fs::path(folder_.path()) / "program";
        std::ofstream(path) << "#!/bin/sh\n" << script << "\n";
        chmod(path.c_str(), 0755);
        setenv("RETORT_READER", path.c_str(), 1);
    }
    Diagnostic error() const {
        try {
            read_headers(options_);
        } catch (const Error& error) {
            return error.diagnostics().front();
        }
        return {};
    }

    test::TempFolder folder_;
    ReadOptions options_;
};

TEST_F(ReaderProgram, KeepsClangOutOfThisProcess) {
    EXPECT_EQ(read_headers(options_).size(), 1U);
    std::ifstream maps("/proc/self/maps");
    std::ostringstream text;
    text << maps.rdbuf();
    EXPECT_NE(text.str().find("libstdc++"), std::string::npos) << "unexpected format of the memory map";
    EXPECT_EQ(text.str().find("libclang-cpp"), std::string::npos);
    EXPECT_EQ(text.str().find("libLLVM"), std::string::npos);
}

TEST_F(ReaderProgram, MissingProgramIsReported) {
    setenv("RETORT_READER", "/no/such/program", 1);
    EXPECT_EQ(error().code.text(), "RT243");
    EXPECT_NE(error().message.find("/no/such/program"), std::string::npos);
}

TEST_F(ReaderProgram, ProgramThatCannotRunIsReported) {
    const std::string path = fs::path(folder_.path()) / "program";
    std::ofstream(path) << "#!/no/such/interpreter\n";
    chmod(path.c_str(), 0755);
    setenv("RETORT_READER", path.c_str(), 1);
    EXPECT_EQ(error().code.text(), "RT261") << error().message;
    EXPECT_NE(error().message.find(path), std::string::npos);
}

TEST_F(ReaderProgram, CrashIsErrorThatNamesHeader) {
    stand_in("kill -SEGV $$");
    const Diagnostic found = error();
    EXPECT_EQ(found.code.text(), "RT245");
    EXPECT_NE(found.message.find("Segmentation fault"), std::string::npos) << found.message;
    EXPECT_NE(found.message.find("row.hpp"), std::string::npos) << found.message;
}

TEST_F(ReaderProgram, TruncatedAnswerIsError) {
    const std::string real = [] {
        unsetenv("RETORT_READER");
        return reader_program();
    }();
    stand_in(real + " | head -c 60");
    EXPECT_EQ(error().code.text(), "RT245");
    stand_in("exit 3");
    EXPECT_NE(error().message.find("status 3"), std::string::npos) << error().message;
    stand_in("echo hello");
    EXPECT_NE(error().message.find("no answer of this version"), std::string::npos) << error().message;
    stand_in("exec " + real);
    EXPECT_EQ(read_headers(options_).size(), 1U) << "the script passes on the program's output";
}

TEST_F(ReaderProgram, LeavesNoProcess) {
    stand_in("exit 3");
    error();
    read_headers([&] {
        unsetenv("RETORT_READER");
        return options_;
    }());
    EXPECT_EQ(waitpid(-1, nullptr, WNOHANG), -1) << "a child is left";
    EXPECT_EQ(errno, ECHILD);
}

}  // namespace
}  // namespace retort::reflect
