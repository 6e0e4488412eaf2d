// Every code of schema/error_codes.def is thrown somewhere, and raised by a test; every code in the sources is there.

#include "schema/error_codes.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>

namespace retort::test {
namespace {

namespace fs = std::filesystem;

/// Codes that no test can raise, each with the reason.
const std::map<std::string_view, std::string_view> not_raised = {
    {"RT224", "no server older than PostgreSQL 14 is available to the tests"},
};

/// The codes in `line`, where it is no comment: in a string, or in an `expect:` of tests/reflect/bad.
void collect(const std::string& line, std::set<std::string>& codes) {
    const std::string counted = line.find("// expect:") != line.npos ? line : line.substr(0, line.find("//"));
    for (std::size_t at = 0; (at = counted.find("RT", at)) != counted.npos; at += 2) {
        const auto digit = [&](std::size_t i) { return i < counted.size() && counted[i] >= '0' && counted[i] <= '9'; };
        if (digit(at + 2) && digit(at + 3) && digit(at + 4) && !digit(at + 5)) codes.insert(counted.substr(at, 5));
    }
}

/// The codes in the C++ files below `folder`.
std::set<std::string> codes_below(const fs::path& folder, const std::set<fs::path>& left_out = {}) {
    std::set<std::string> codes;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        const fs::path& path = entry.path();
        if ((path.extension() != ".cpp" && path.extension() != ".hpp") || left_out.contains(path)) continue;
        std::ifstream in(path);
        for (std::string line; std::getline(in, line);) collect(line, codes);
    }
    return codes;
}

/// The codes in the sources of the product.
std::set<std::string> codes_of_sources() {
    std::set<std::string> codes;
    for (const char* folder : {"schema", "sql", "reflect", "introspect", "scratch", "diff", "plan", "emit", "preflight",
                               "declare", "desired", "engine", "migrate", "review", "pipeline", "library", "tools"})
        codes.merge(codes_below(fs::path(RETORT_ROOT) / folder));
    return codes;
}

TEST(ErrorCodes, EachIsRaisedByATest) {
    const fs::path tests = fs::path(RETORT_ROOT) / "tests";
    const std::set<std::string> raised =
        codes_below(tests, {tests / "structure/error_codes_test.cpp", tests / "schema/error_codes_test.cpp",
                            tests / "schema/error_test.cpp"});
    for (const ErrorCodeEntry& each : error_codes()) {
        const bool found = raised.contains(std::string(each.code));
        EXPECT_NE(found, not_raised.contains(each.code)) << each.code << ": " << each.title;
    }
}

TEST(ErrorCodes, EachIsThrownSomewhere) {
    const std::set<std::string> thrown = codes_of_sources();
    for (const ErrorCodeEntry& each : error_codes())
        EXPECT_TRUE(thrown.contains(std::string(each.code))) << each.code << ": " << each.title;
}

TEST(ErrorCodes, EachThatIsThrownIsRegistered) {
    for (const std::string& code : codes_of_sources())
        EXPECT_NE(find_error_code(code), nullptr) << code << " is not in schema/error_codes.def";
}

TEST(ErrorCodes, CommentsDoNotCount) {
    std::set<std::string> codes;
    collect("    EXPECT_EQ(code, \"RT001\");  // as RT002", codes);
    collect("// expect: 6:26 RT110 two enums", codes);
    collect("// RT003 is not it", codes);
    EXPECT_EQ(codes, (std::set<std::string>{"RT001", "RT110"}));
}

}  // namespace
}  // namespace retort::test
