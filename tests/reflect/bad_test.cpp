#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "reflect/lower.hpp"
#include "reflect/reader.hpp"

// Each header in tests/reflect/bad states its expected errors, complete and in order, in lines
//     // expect: LINE:COLUMN CODE message
//     //         that goes on here
// The engine is PostgreSQL unless a line says `// dialect: sqlite`.

namespace retort::reflect {
namespace {

namespace fs = std::filesystem;

std::string read_text(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

std::vector<std::string> expected_in(const std::string& text) {
    static const std::string mark = "// expect: ", more = "//         ";
    std::vector<std::string> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);)
        if (line.rfind(mark, 0) == 0)
            lines.push_back(line.substr(mark.size()));
        else if (line.rfind(more, 0) == 0 && !lines.empty())
            lines.back() += " " + line.substr(more.size());
    return lines;
}

std::vector<Diagnostic> errors_of(const std::string& header, Dialect dialect) {
    ReadOptions options;
    options.headers = {header};
    options.working_directory = RETORT_ROOT;
    options.cache_directory = "off";
    try {
        lower(read_headers(options), dialect);
    } catch (const Error& error) {
        return error.diagnostics();
    }
    return {};
}

class Bad : public testing::TestWithParam<std::string> {};

TEST_P(Bad, GivesStatedErrors) {
    const std::string header = "tests/reflect/bad/" + GetParam() + ".hpp";
    const std::string text = read_text(fs::path(RETORT_ROOT) / header);
    const Dialect dialect =
        text.find("// dialect: sqlite") != std::string::npos ? Dialect::sqlite : Dialect::postgresql;
    std::vector<std::string> found;
    for (const Diagnostic& d : errors_of(header, dialect)) {
        EXPECT_EQ(d.position.file, header) << d.message;
        EXPECT_EQ(d.source_line, line_of(text, d.position.line)) << d.message;
        found.push_back(std::to_string(d.position.line) + ":" + std::to_string(d.position.column) + " " +
                        std::string(d.code.text()) + " " + d.message);
    }
    EXPECT_EQ(found, expected_in(text));
}

std::vector<std::string> headers() {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(fs::path(RETORT_ROOT) / "tests/reflect/bad"))
        if (entry.path().extension() == ".hpp") names.push_back(entry.path().stem().string());
    std::sort(names.begin(), names.end());
    return names;
}

INSTANTIATE_TEST_SUITE_P(Headers, Bad, testing::ValuesIn(headers()), [](const auto& info) { return info.param; });

TEST(BadInput, CoversAtLeastSixtyErrors) {
    std::size_t count = 0;
    for (const std::string& name : headers())
        count += expected_in(read_text(fs::path(RETORT_ROOT) / "tests/reflect/bad" / (name + ".hpp"))).size();
    EXPECT_GE(count, 60U);
}

TEST(BadInput, IsShownWithSourceLineAndCaret) {
    const std::vector<Diagnostic> errors = errors_of("tests/reflect/bad/references.hpp", Dialect::postgresql);
    ASSERT_GE(errors.size(), 2U);
    const std::string text = render(errors[1]);
    EXPECT_NE(text.find("tests/reflect/bad/references.hpp:42:37: error: "), std::string::npos) << text;
    EXPECT_NE(text.find("column<&Row::user_id>().references<&User::id>()"), std::string::npos) << text;
    EXPECT_NE(text.find("did you mean 'Users'?"), std::string::npos) << text;
}

TEST(BadInput, HasHintsWhereClangHasNone) {
    const auto hint = [](const std::string& name) {
        const std::vector<Diagnostic> errors = errors_of("tests/reflect/bad/" + name + ".hpp", Dialect::postgresql);
        return errors.empty() ? std::string() : errors.front().hint;
    };
    EXPECT_EQ(hint("hidden_words"), "the member hides retort::check here: write retort::check");
    EXPECT_NE(hint("unknown_include").find("[models] flags"), std::string::npos);
}

TEST(BadInput, ReportsMissingHeader) {
    const std::vector<Diagnostic> errors = errors_of("tests/reflect/no_such.hpp", Dialect::postgresql);
    ASSERT_EQ(errors.size(), 1U);
    EXPECT_EQ(errors[0].code.text(), "RT234");
    EXPECT_NE(errors[0].message.find("tests/reflect/no_such.hpp"), std::string::npos);
}

}  // namespace
}  // namespace retort::reflect
