#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "reflect/lower.hpp"
#include "reflect/reader.hpp"
#include "reflect/reader/command_line.hpp"
#include "tests/support/process.hpp"
#include "tests/support/temp_folder.hpp"

// How a header is compiled, from compile_commands.json.

namespace retort::reflect {
namespace {

namespace fs = std::filesystem;

using Words = std::vector<std::string>;

class Flags : public testing::Test {
protected:
    void write(const std::string& name, const std::string& text) const { folder_.write(name, text); }
    std::string root() const { return folder_.path(); }
    /// A model with one column for each defined macro.
    static std::string model(const std::string& name, const std::vector<std::string>& macros) {
        std::string text = "#pragma once\n#include <retort/model.hpp>\nstruct " + name + " {\n    int id;\n";
        for (const std::string& macro : macros)
            text += "#ifdef " + macro + "\n    int has_" + macro + " = " + macro + ";\n#endif\n";
        return text + "    static constexpr auto schema() { return retort::table(\"" + name + "\"); }\n};\n";
    }
    void database(const std::string& json) const { write("build/compile_commands.json", json); }
    std::string entry(const std::string& file, const std::string& flags) const {
        return R"({"directory": ")" + root() + R"(/build", "file": ")" + root() + "/" + file +
               R"(", "command": "/usr/bin/c++ )" + flags + " -o x.o -c " + root() + "/" + file + R"("})";
    }
    std::vector<Record> read(const std::vector<std::string>& headers) const {
        ReadOptions options;
        options.headers = headers;
        options.working_directory = root();
        options.compile_commands = "build";
        options.cache_directory = root() + "/cache";
        return read_headers(options);
    }
    static Words members(const std::vector<Record>& records, const std::string& name) {
        Words names;
        for (const Record& record : records)
            if (record.name == name)
                for (const Member& member : record.members) names.push_back(member.name);
        return names;
    }

    test::TempFolder folder_;
};

TEST_F(Flags, ComeFromSourceThatIncludesHeader) {
    write("lib/include/user.hpp", model("User", {"RIGHT", "WRONG"}));
    write("lib/include/all.hpp", "#include \"user.hpp\"\n");
    write("src/deep/main.cpp", "  #  include <all.hpp>\n");
    write("lib/include/near.cpp", "int near;\n");
    database("[" + entry("lib/include/near.cpp", "-DWRONG=1") + "," +
             entry("src/deep/main.cpp", "-DRIGHT=1 -I../lib/include") + "]");
    EXPECT_EQ(members(read({"lib/include/user.hpp"}), "User"), (Words{"id", "has_RIGHT"}));
}

TEST_F(Flags, ComeFromSourceOfSameStemIfNoneIncludesHeader) {
    write("lib/include/user.hpp", model("User", {"RIGHT", "WRONG"}));
    write("src/user.cpp", "");
    write("lib/include/near.cpp", "");
    database("[" + entry("lib/include/near.cpp", "-DWRONG=1") + "," + entry("src/user.cpp", "-DRIGHT=1") + "]");
    EXPECT_EQ(members(read({"lib/include/user.hpp"}), "User"), (Words{"id", "has_RIGHT"}));
}

TEST_F(Flags, ComeFromNearestSourceOtherwise) {
    write("lib/include/user.hpp", model("User", {"RIGHT", "WRONG"}));
    write("src/far.cpp", "");
    write("lib/near.cpp", "");
    database("[" + entry("src/far.cpp", "-DWRONG=1") + "," + entry("lib/near.cpp", "-DRIGHT=1") + "]");
    EXPECT_EQ(members(read({"lib/include/user.hpp"}), "User"), (Words{"id", "has_RIGHT"}));
}

TEST_F(Flags, ComeFromEntryOfHeader) {
    write("user.hpp", model("User", {"RIGHT", "WRONG"}));
    write("user.cpp", "#include \"user.hpp\"\n");
    database("[" + entry("user.cpp", "-DWRONG=1") + "," + entry("user.hpp", "-DRIGHT=1") + "]");
    EXPECT_EQ(members(read({"user.hpp"}), "User"), (Words{"id", "has_RIGHT"}));
}

TEST_F(Flags, FollowChangesOfSource) {
    write("lib/user.hpp", model("User", {"A", "B"}));
    write("a/a.cpp", "#include <user.hpp>\n");
    write("b/b.cpp", "");
    database("[" + entry("a/a.cpp", "-DA=1 -I../lib") + "," + entry("b/b.cpp", "-DB=1 -I../lib") + "]");
    EXPECT_EQ(members(read({"lib/user.hpp"}), "User"), (Words{"id", "has_A"}));
    EXPECT_EQ(members(read({"lib/user.hpp"}), "User"), (Words{"id", "has_A"}));
    write("a/a.cpp", "// not now: <user.hpp>\n");
    write("b/b.cpp", "#include <user.hpp>\n");
    EXPECT_EQ(members(read({"lib/user.hpp"}), "User"), (Words{"id", "has_B"}));
    database("[" + entry("a/a.cpp", "-DA=1 -I../lib") + "," + entry("b/b.cpp", "-DB=1 -DA=2 -I../lib") + "]");
    EXPECT_EQ(members(read({"lib/user.hpp"}), "User"), (Words{"id", "has_A", "has_B"}));
}

/// Arguments of real compilers that Clang would reject or must not apply.
TEST_F(Flags, OfOtherCompilersAreIgnored) {
    write("user.hpp", model("User", {"RIGHT", "FORCED"}));
    write("forced.hpp", "#define FORCED 1\n");
    write("sys/dep.hpp", "#pragma once\n");
    write("user.cpp", "#include \"user.hpp\"\n");
    write("build/more.rsp", "-DRIGHT=\"7\"\n  -isystem \"../sys\" @inner.rsp");
    write("build/inner.rsp", "-include ../forced.hpp");
    const std::string flags =
        "-fconcepts-diagnostics-depth=3 -Wno-such-warning-at-all -Wno-maybe-uninitialized -fno-semantic-interposition "
        "-flto=auto -fuse-ld=gold "
        "-march=native -mtune=generic -Werror -Wall -g3 -O3 -MD -MT x.o -MF x.o.d -MMD -MP -Winvalid-pch -include "
        "cmake_pch.hxx -include-pch x.pch "
        "-fmodules-ts -fdeps-format=p1689r5 -fno-gnu-unique --param max-inline-insns-single=9 -Xclang -no-such "
        "-specs=x.specs -pipe @more.rsp @gone.rsp";
    database("[" + entry("user.cpp", flags) + "]");
    EXPECT_EQ(members(read({"user.hpp"}), "User"), (Words{"id", "has_RIGHT", "has_FORCED"}));
}

TEST_F(Flags, MayBeListWithRelativeFolder) {
    write("sub/user.hpp", model("User", {"RIGHT"}));
    write("sub/user.cpp", "#include \"user.hpp\"\n");
    database(R"([{"directory": "../sub", "file": "user.cpp",)"
             R"( "arguments": ["ccache", "g++", "-D", "RIGHT=1", "-I", ".", "-c", "user.cpp"]},)"
             R"( {"file": 3}, {"file": "x.cpp"}, "nonsense"])");
    EXPECT_EQ(members(read({"sub/user.hpp"}), "User"), (Words{"id", "has_RIGHT"}));
}

TEST_F(Flags, OfTwoCMakeTargets) {
    write("CMakeLists.txt", R"(cmake_minimum_required(VERSION 3.20)
project(two LANGUAGES CXX)
add_library(one one/one.cpp)
target_include_directories(one PUBLIC one/include)
target_compile_definitions(one PRIVATE LEVEL=1 "TEXT=\"a b\"")
target_compile_features(one PUBLIC cxx_std_17)
add_library(two two/src/two.cpp)
target_compile_definitions(two PRIVATE LEVEL=2)
target_compile_options(two PRIVATE -fconcepts-diagnostics-depth=2 -Wno-psabi)
target_include_directories(two SYSTEM PRIVATE two/dep)
target_compile_features(two PUBLIC cxx_std_20)
target_link_libraries(two PUBLIC one)
)");
    const auto model_of = [](const std::string& name, const std::string& before, const std::string& members) {
        return "#pragma once\n" + before + "#include <retort/model.hpp>\nstruct " + name +
               " {\n    int id;\n    char level[LEVEL + 1];\n" + members +
               "    static constexpr auto schema() { return retort::table(\"" + name + "\"); }\n};\n";
    };
    write("one/include/one.hpp",
          model_of("One", "", "    char text[sizeof TEXT];\n#if __cplusplus > 201703L\n    int newer;\n#endif\n"));
    write("two/inc/two.hpp",
          model_of("Two", "#include <dep.hpp>\n#include <one_types.hpp>\n",
                   "    Dep dep;\n    OneType type;\n#if __cplusplus > 201703L\n    int newer;\n#endif\n"));
    write("one/include/one_types.hpp", "#pragma once\nusing OneType = int;\n");
    write("two/dep/dep.hpp", "#pragma once\nusing Dep = int;\n");
    write("one/one.cpp", "#include <one.hpp>\n");
    write("two/src/two.cpp", "#include \"../inc/two.hpp\"\n");
    const test::Outcome cmake = test::run({"cmake", "-S", root(), "-B", root() + "/build",
                                           "-DCMAKE_EXPORT_COMPILE_COMMANDS=ON", "-DCMAKE_CXX_COMPILER=g++"});
    ASSERT_EQ(cmake.status, 0) << cmake.err;
    const Schema schema = lower(read({"one/include/one.hpp", "two/inc/two.hpp"}), Dialect::postgresql);
    const Table& one = schema.tables.at({"", "One"});
    const Table& two = schema.tables.at({"", "Two"});
    EXPECT_EQ(one.find_column("level")->type.sql, "character varying(1)");
    EXPECT_EQ(one.find_column("text")->type.sql, "character varying(3)");
    EXPECT_EQ(one.find_column("newer"), nullptr);
    EXPECT_EQ(two.find_column("level")->type.sql, "character varying(2)");
    EXPECT_NE(two.find_column("newer"), nullptr);
    EXPECT_NE(two.find_column("dep"), nullptr);
}

TEST(CommandLine, KeepsArgumentsThatHeadersDependOn) {
    const Words words = {"ccache",   "g++-13",          "-DA=1",     "-D",           "B=x y", "-UC",    "-Irel",
                         "-isystem", "/abs/../sys",     "-O2",       "-std=gnu++20", "-c",    "in.cpp", "-o",
                         "-Iout",    "--sysroot=/root", "-fno-rtti", "-Wp,-D_X"};
    EXPECT_EQ(relevant(words, "/base"), (Words{"-D", "A=1", "-D", "B=x y", "-U", "C", "-I", "/base/rel", "-isystem",
                                               "/sys", "-std=gnu++20", "--sysroot", "/root", "-fno-rtti"}));
}

TEST(CommandLine, IsSplitLikeInShell) {
    EXPECT_EQ(split_command(R"(a 'b c' "d \"e\"" f\ g '' h"i"'j')"), (Words{"a", "b c", "d \"e\"", "f g", "", "hij"}));
}

}  // namespace
}  // namespace retort::reflect
