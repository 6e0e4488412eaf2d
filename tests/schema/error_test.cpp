#include "schema/error.hpp"

#include <gtest/gtest.h>

namespace retort {
namespace {

TEST(Render, LocationSourceLineAndCaret) {
    Diagnostic error;
    error.code = "RT101";
    error.message = "no column type for 'std::thread'";
    error.position = {"models/user.hpp", 12, 5};
    error.source_line = "    std::thread worker;";
    error.hint = "leave it out";
    EXPECT_EQ(render(error),
              "models/user.hpp:12:5: error: no column type for 'std::thread' [RT101]\n"
              "   12 |     std::thread worker;\n"
              "      |     ^\n"
              "  hint: leave it out\n");
}

TEST(Render, CaretCountsCharactersNotBytesAndKeepsTabs) {
    const Diagnostic error{.message = "x", .position = {"f", 1, 5}, .source_line = "\té_y"};
    // Byte 5 is the y: a tab, an é of two bytes, an underscore before it.
    EXPECT_NE(render(error).find("      | \t  ^\n"), std::string::npos) << render(error);
}

TEST(Render, CaretStandsUnderWideCharacters) {
    // Byte 7 is the y: two characters of three bytes and two columns each before it.
    const Diagnostic error{.message = "x", .position = {"f", 1, 7}, .source_line = "\u65e5\u672cy"};
    EXPECT_NE(render(error).find("      |     ^\n"), std::string::npos) << render(error);
}

TEST(Render, NotesFollowTheirDiagnostic) {
    Diagnostic error{.code = "RT102", .message = "declared twice"};
    error.notes.push_back({.message = "first here", .position = {"a.hpp", 3, 0}});
    EXPECT_EQ(render(error), "error: declared twice [RT102]\na.hpp:3: note: first here\n");
}

TEST(Render, ColourOnlyOnRequest) {
    const Diagnostic error{.message = "x"};
    EXPECT_EQ(render(error).find('\x1b'), std::string::npos);
    EXPECT_NE(render(error, true).find("\x1b[1;31merror:\x1b[0m"), std::string::npos);
}

TEST(LineOf, CountsFromOneAndDropsLineEnds) {
    const std::string text = "one\r\ntwo\nthree";
    EXPECT_EQ(line_of(text, 1), "one");
    EXPECT_EQ(line_of(text, 2), "two");
    EXPECT_EQ(line_of(text, 3), "three");
    EXPECT_EQ(line_of(text, 4), "");
    EXPECT_EQ(line_of(text, 0), "");
}

}  // namespace
}  // namespace retort
