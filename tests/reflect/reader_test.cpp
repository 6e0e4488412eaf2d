#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "reflect/lower.hpp"
#include "reflect/reader.hpp"
#include "schema/json.hpp"
#include "tests/support/temp_folder.hpp"

namespace retort::reflect {
namespace {

namespace fs = std::filesystem;

/// A folder with a model, a cache, and further files of the test.
class Reader : public testing::Test {
protected:
    void write(const std::string& name, const std::string& text) const {
        const fs::path path = fs::path(folder_.path()) / name;
        fs::create_directories(path.parent_path());
        std::ofstream(path, std::ios::binary) << text;
    }
    static std::string model(const std::string& members) {
        return "#pragma once\n#include <string>\n#include <retort/model.hpp>\nstruct Row {\n" + members +
               "\n    static constexpr auto schema() { return retort::table(\"rows\", "
               "retort::column<&Row::id>().primary_key()); }\n};\n";
    }
    Schema read(const std::string& header = "row.hpp") const {
        ReadOptions options = options_;
        options.headers = {header};
        options.working_directory = folder_.path();
        options.cache_directory = fs::path(folder_.path()) / "cache";
        return lower(read_headers(options), Dialect::postgresql);
    }
    std::vector<fs::path> cached() const {
        std::vector<fs::path> found;
        for (const auto& file : fs::directory_iterator(fs::path(folder_.path()) / "cache"))
            if (file.path().extension() == ".models") found.push_back(file.path());
        return found;
    }

    test::TempFolder folder_;
    ReadOptions options_;
};

TEST_F(Reader, GivesSameResultFromCache) {
    write("row.hpp", model("    int id;\n    std::string name;  ///< what it is called"));
    const Schema first = read();
    ASSERT_EQ(cached().size(), 1U);
    const Schema second = read();
    EXPECT_TRUE(first == second);
    EXPECT_EQ(second.tables.at({"", "rows"}).declared->line, first.tables.at({"", "rows"}).declared->line);
    EXPECT_EQ(second.tables.at({"", "rows"}).find_column("name")->comment, "what it is called");
}

TEST_F(Reader, DetectsChangesInEveryFile) {
    write("part.hpp", "#pragma once\nstruct Part { int extra; };\n");
    write("row.hpp",
          "#include \"part.hpp\"\n" +
              model("    int id;").replace(model("    int id;").find("struct Row"), 10, "struct Row : Part"));
    EXPECT_EQ(read().tables.at({"", "rows"}).columns.size(), 2U);
    write("part.hpp", "#pragma once\nstruct Part { int extra; int other; };\n");
    EXPECT_EQ(read().tables.at({"", "rows"}).columns.size(), 3U);
    write("part.hpp", "#pragma once\nstruct Part { int extra; int third; };\n");  // the same length
    EXPECT_NE(read().tables.at({"", "rows"}).find_column("third"), nullptr);
}

TEST_F(Reader, IgnoresDamagedCache) {
    write("row.hpp", model("    int id;"));
    const Schema first = read();
    ASSERT_EQ(cached().size(), 1U);
    const fs::path entry = cached().front();
    const auto size = fs::file_size(entry);
    for (const std::uintmax_t length : {std::uintmax_t{0}, std::uintmax_t{5}, size / 2, size - 1}) {
        fs::resize_file(entry, length);
        EXPECT_TRUE(read() == first) << length;
    }
    std::fstream(entry, std::ios::in | std::ios::out | std::ios::binary)
        .seekp(static_cast<std::streamoff>(size) - 9)
        .put('x');
    EXPECT_TRUE(read() == first);
    fs::remove_all(entry.parent_path());
    EXPECT_TRUE(read() == first);
}

TEST_F(Reader, UnwritableFolderIsNoError) {
    write("row.hpp", model("    int id;"));
    write("cache", "a file where the folder would be");
    EXPECT_EQ(read().tables.size(), 1U);
}

TEST_F(Reader, FlagsArePartOfCacheKey) {
    write("row.hpp", model("    int id;\n#ifdef EXTRA\n    int extra;\n#endif"));
    EXPECT_EQ(read().tables.at({"", "rows"}).columns.size(), 1U);
    options_.flags = {"-DEXTRA"};
    EXPECT_EQ(read().tables.at({"", "rows"}).columns.size(), 2U);
}

TEST_F(Reader, TakesFlagsFromCompilationDatabase) {
    write("include/dep/types.hpp", "#pragma once\nusing Number = long;\n");
    write("models/row.hpp", "#include <dep/types.hpp>\n" + model("    Number id;\n    int level = LEVEL;"));
    write("models/row.cpp", "#include \"row.hpp\"\n");
    write("other/unrelated.cpp", "");
    const std::string root = folder_.path();
    write("build/compile_commands.json", "[{\"directory\": \"" + root +
                                             "/build\", \"file\": \"../other/unrelated.cpp\", \"command\": \"c++ "
                                             "-DLEVEL=broken -std=c++98 -c ../other/unrelated.cpp\"},\n"
                                             " {\"directory\": \"" +
                                             root + "/build\", \"file\": \"" + root +
                                             "/models/row.cpp\", \"command\": \"c++ -O2 -Wall '-DLEVEL=3' -I../include "
                                             "-fno-such-flag -std=c++17 -o row.o -c " +
                                             root + "/models/row.cpp\"}]\n");
    options_.compile_commands = "build";
    EXPECT_EQ(read("models/row.hpp").tables.at({"", "rows"}).find_column("id")->type.sql, "bigint");
}

TEST_F(Reader, ReportsBadCompilationDatabase) {
    write("row.hpp", model("    int id;"));
    options_.compile_commands = "nowhere";
    try {
        read();
        FAIL() << "no error";
    } catch (const Error& error) {
        EXPECT_EQ(error.diagnostics().front().code.text(), "RT244");
        EXPECT_NE(error.diagnostics().front().message.find("nowhere/compile_commands.json"), std::string::npos);
    }
}

TEST_F(Reader, ReportsAFileThatIsNoCompilationDatabase) {
    write("row.hpp", model("    int id;"));
    write("build/compile_commands.json", "{\"file\": \"row.cpp\"}\n");
    options_.compile_commands = "build";
    try {
        read();
        FAIL() << "no error";
    } catch (const Error& error) {
        EXPECT_EQ(error.diagnostics().front().code.text(), "RT262");
    }
}

TEST_F(Reader, ReportsFlagsThatClangRejects) {
    write("row.hpp", model("    int id;"));
    options_.flags = {"-std=c++1000"};
    try {
        read();
        FAIL() << "no error";
    } catch (const Error& error) {
        EXPECT_EQ(error.diagnostics().front().code.text(), "RT260");
        EXPECT_NE(error.diagnostics().front().message.find("c++1000"), std::string::npos);
        EXPECT_EQ(error.diagnostics().front().hint, "correct [models] flags in retort.toml");
    }
}

TEST_F(Reader, AFlagOfACompileCommandIsCorrectedInTheBuild) {
    write("row.hpp", model("    int id;"));
    write("build/compile_commands.json",
          R"([{"directory": ".", "file": "../row.cpp", "command": "c++ -std=c++1000 -c ../row.cpp"}])");
    options_.compile_commands = "build";
    options_.flags = {"-DLEVEL=3"};
    try {
        read();
        FAIL() << "no error";
    } catch (const Error& error) {
        EXPECT_EQ(error.diagnostics().front().code.text(), "RT260");
        EXPECT_NE(error.diagnostics().front().hint.find("[models] compile_commands = \"build\""), std::string::npos);
    }
}

TEST_F(Reader, AMissingHeaderIsNamed) {
    try {
        read("nowhere.hpp");
        ADD_FAILURE() << "no error";
    } catch (const Error& error) {
        EXPECT_EQ(error.diagnostics().front().code.text(), "RT234");
    }
}

TEST_F(Reader, ReportsMissingCompilerHeaders) {
    write("row.hpp", model("    int id;"));
    setenv("RETORT_CLANG_RESOURCES", "/no/such/folder", 1);
    try {
        read();
        ADD_FAILURE() << "no error";
    } catch (const Error& error) {
        EXPECT_EQ(error.diagnostics().front().code.text(), "RT115");
    }
    unsetenv("RETORT_CLANG_RESOURCES");
}

TEST_F(Reader, ReadsModelOnceIfSeveralHeadersIncludeIt) {
    write("row.hpp", model("    int id;"));
    write("a.hpp", "#include \"row.hpp\"\n");
    write("b.hpp", "#include \"row.hpp\"\n#include \"a.hpp\"\n");
    ReadOptions options;
    options.headers = {"a.hpp", "row.hpp", "b.hpp"};
    options.working_directory = folder_.path();
    options.cache_directory = "off";
    EXPECT_EQ(read_headers(options).size(), 1U);
}

TEST_F(Reader, UsesBoostDescribeIfHeaderNeedsIt) {
    write("row.hpp", "#include <boost/describe.hpp>\n#include <boost/mp11.hpp>\n" +
                         model("    int id;\n    int other;") +
                         "BOOST_DESCRIBE_STRUCT(Row, (), (id, other))\n"
                         "static_assert(boost::mp11::mp_size<boost::describe::describe_members<Row, "
                         "boost::describe::mod_public>>::value == 2);\n");
    EXPECT_EQ(read().tables.at({"", "rows"}).columns.size(), 2U);
}

}  // namespace
}  // namespace retort::reflect
