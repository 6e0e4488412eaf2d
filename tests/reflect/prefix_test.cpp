#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "reflect/lower.hpp"
#include "reflect/reader.hpp"
#include "tests/support/temp_folder.hpp"

// The precompiled headers of a project: they must not change the result of a reading.

namespace retort::reflect {
namespace {

namespace fs = std::filesystem;

class PrefixOfReader : public testing::Test {
protected:
    void write(const std::string& name, const std::string& text) const { folder_.write(name, text); }
    /// A model with a member of the type Number, which a system header declares.
    void write_model(const std::string& before = {}) const {
        write("row.hpp", "#pragma once\n" + before +
                             "#include <number.hpp>\n#include <string>\n#include <retort/model.hpp>\nstruct Row {\n    "
                             "Number id;\n    std::string name;\n"
                             "    static constexpr auto schema() { return retort::table(\"rows\"); }\n};\n");
    }
    void write_number(const std::string& otherwise) const {
        write("system/number.hpp",
              "#pragma once\n#ifdef WIDE\nusing Number = long;\n#else\nusing Number = " + otherwise + ";\n#endif\n");
    }
    fs::path folder() const { return fs::path(folder_.path()); }
    /// The type of the column, read from the headers and not from the cache.
    std::string type() const { return type({"-isystem", (folder() / "system").string()}); }
    std::string type(const std::vector<std::string>& flags) const {
        for (const fs::path& answer : kept(".models")) fs::remove(answer);
        ReadOptions options;
        options.headers = {"row.hpp"};
        options.flags = flags;
        options.working_directory = folder_.path();
        options.cache_directory = folder() / "cache";
        return lower(read_headers(options), Dialect::postgresql).tables.at({"", "rows"}).find_column("id")->type.sql;
    }
    std::vector<fs::path> kept(const std::string& extension) const {
        std::vector<fs::path> found;
        std::error_code none;
        for (const auto& file : fs::directory_iterator(folder() / "cache", none))
            if (file.path().extension() == extension) found.push_back(file.path());
        return found;
    }
    /// Reads until the prefix exists.
    fs::path made() const {
        write_number("int");
        write_model();
        EXPECT_EQ(type(), "integer");
        EXPECT_TRUE(kept(".pch").empty()) << "the first reading makes none";
        EXPECT_EQ(type(), "integer");
        EXPECT_EQ(kept(".pch").size(), 1U);
        return kept(".pch").empty() ? fs::path() : kept(".pch").front();
    }

    test::TempFolder folder_;
};

TEST_F(PrefixOfReader, IsBuiltBySecondReadingAndUsedByThird) {
    const fs::path pch = made();
    const auto written = fs::last_write_time(pch);
    EXPECT_EQ(type(), "integer");
    EXPECT_EQ(fs::last_write_time(pch), written);
    write_model("#include <map>\n");
    EXPECT_EQ(type(), "integer");
    EXPECT_EQ(type(), "integer");
    EXPECT_NE(fs::last_write_time(pch), written) << "another header of the system is included now";
}

TEST_F(PrefixOfReader, IsNotBuiltIfTheReadyMadeOneHasAllHeaders) {
    const auto read_twice = [&](const std::string& include) {
        write("row.hpp", "#pragma once\n#include " + include +
                             "\n#include <string>\n#include <retort/model.hpp>\nstruct Row {\n    int id;\n"
                             "    static constexpr auto schema() { return retort::table(\"rows\"); }\n};\n");
        EXPECT_EQ(type({}), "integer");
        EXPECT_EQ(type({}), "integer");
        return kept(".pch").size();
    };
    EXPECT_EQ(read_twice("<vector>"), 0U);
    EXPECT_EQ(read_twice("<regex>"), 1U);
}

TEST_F(PrefixOfReader, TruncatedDamagedOrMissingFileIsIgnored) {
    const fs::path pch = made();
    const std::string whole = test::read_file(pch);
    for (const std::size_t at : {std::size_t{0}, whole.size() / 3, whole.size() - 1}) {
        std::ofstream(pch, std::ios::binary) << whole.substr(0, at);
        EXPECT_EQ(type(), "integer") << at;
        std::string damaged = whole;
        damaged[at] = static_cast<char>(damaged[at] + 1);
        std::ofstream(pch, std::ios::binary) << damaged;
        EXPECT_EQ(type(), "integer") << at;
    }
    fs::remove(pch);
    EXPECT_EQ(type(), "integer");
    for (const fs::path& note : kept(".prefix")) std::ofstream(note, std::ios::binary) << "nothing of the kind";
    EXPECT_EQ(type(), "integer");
}

TEST_F(PrefixOfReader, IsValidWhileSystemHeadersAreUnchanged) {
    made();
    write_number("short");
    EXPECT_EQ(type(), "smallint");
    EXPECT_EQ(type(), "smallint");
}

TEST_F(PrefixOfReader, IsNotUsedForModelThatDefinesTestedMacro) {
    made();
    write_model("#define WIDE\n");
    EXPECT_EQ(type(), "bigint");
    EXPECT_EQ(type(), "bigint");
    write_model();
    EXPECT_EQ(type(), "integer");
}

TEST_F(PrefixOfReader, DoesNotChangeErrors) {
    made();
    write("row.hpp",
          "#include <number.hpp>\n#include <string>\n#include <retort/model.hpp>\nstruct Row {\n    Nomber id;\n};\n");
    try {
        type();
        FAIL() << "no error";
    } catch (const Error& error) {
        ASSERT_EQ(error.diagnostics().size(), 1U);
        EXPECT_EQ(error.diagnostics()[0].position.line, 5);
        EXPECT_NE(error.diagnostics()[0].message.find("Nomber"), std::string::npos);
    }
}

}  // namespace
}  // namespace retort::reflect
