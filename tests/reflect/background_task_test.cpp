#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

#include "reflect/lower.hpp"
#include "reflect/reader.hpp"
#include "schema/json.hpp"
#include "tests/support/temp_folder.hpp"

// Enough models that copies of the reader's process evaluate some of them: the result must be the same as without.

namespace retort::reflect {
namespace {

class ManyModels : public testing::Test {
protected:
    void TearDown() override { unsetenv("RETORT_JOBS"); }

    /// `count` models in one header, every seventh with a base that has rules; those in `wrong` are not constexpr.
    void write(int count, const std::vector<int>& wrong) const {
        std::string text =
            "#pragma once\n#include <retort/model.hpp>\n#include <string>\n"
            "struct Base {\n    long made;\n    static constexpr auto schema() { return "
            "retort::mixin(retort::index<&Base::made>()); }\n};\n";
        for (int i = 0; i < count; ++i) {
            const std::string name = "T" + std::to_string(i);
            const bool bad = std::find(wrong.begin(), wrong.end(), i) != wrong.end();
            text += "struct " + name + (i % 7 == 0 ? " : Base" : "") +
                    " {\n    int id;\n    std::string name;  ///< of " + name + "\n    static " +
                    (bad ? "" : "constexpr ") + "auto schema() {\n" + "        return retort::table(\"t" +
                    std::to_string(i) + "\", retort::column<&" + name + "::id>().primary_key(), retort::column<&" +
                    name + "::name>().varchar(" + std::to_string(i + 1) + "));\n    }\n};\n";
        }
        folder_.write("many.hpp", text);
    }
    std::vector<Record> read(const char* jobs) const {
        setenv("RETORT_JOBS", jobs, 1);
        ReadOptions options;
        options.headers = {"many.hpp"};
        options.working_directory = folder_.path();
        options.cache_directory = "off";
        return read_headers(options);
    }

    test::TempFolder folder_;
};

TEST_F(ManyModels, GiveSameResultForAnyNumberOfProcesses) {
    write(450, {});
    const Schema alone = lower(read("1"), Dialect::postgresql);
    const Schema together = lower(read("4"), Dialect::postgresql);
    ASSERT_EQ(alone.tables.size(), 450U);
    EXPECT_EQ(to_json(alone), to_json(together));
    EXPECT_TRUE(alone == together);
    const Table& last = together.tables.at({"", "t448"});
    EXPECT_EQ(last.indexes.size(), 1U) << "of its base";
    EXPECT_EQ(last.find_column("name")->type.sql, "character varying(449)");
    EXPECT_EQ(last.declared->line, alone.tables.at({"", "t448"}).declared->line);
}

TEST_F(ManyModels, GiveSameErrorsInSameOrder) {
    write(450, {3, 120, 449});
    const auto errors = [&](const char* jobs) {
        std::string text;
        try {
            read(jobs);
        } catch (const Error& error) {
            for (const Diagnostic& one : error.diagnostics()) text += render(one);
        }
        return text;
    };
    const std::string alone = errors("1");
    EXPECT_NE(alone.find("'T3'"), std::string::npos) << alone;
    EXPECT_NE(alone.find("'T449'"), std::string::npos) << alone;
    EXPECT_EQ(alone, errors("4"));
}

}  // namespace
}  // namespace retort::reflect
