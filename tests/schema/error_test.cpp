#include "schema/error.hpp"

#include <gtest/gtest.h>

namespace retort {
namespace {

TEST(Render, PlaceSourceLineAndCaret) {
    Diagnostic fault;
    fault.code = "RT101";
    fault.message = "no column type for 'std::thread'";
    fault.position = {"models/user.hpp", 12, 5};
    fault.source_line = "    std::thread worker;";
    fault.hint = "leave it out";
    EXPECT_EQ(render(fault),
              "models/user.hpp:12:5: error: no column type for 'std::thread' [RT101]\n"
              "   12 |     std::thread worker;\n"
              "      |     ^\n"
              "  hint: leave it out\n");
}

TEST(Render, CaretCountsCharactersNotBytesAndKeepsTabs) {
    const Diagnostic fault{.message = "x", .position = {"f", 1, 5}, .source_line = "\té_y"};
    // Byte 5 is the y: a tab, an é of two bytes, an underscore before it.
    EXPECT_NE(render(fault).find("      | \t  ^\n"), std::string::npos) << render(fault);
}

TEST(Render, NotesFollowTheirDiagnostic) {
    Diagnostic fault{.code = "RT102", .message = "declared twice"};
    fault.notes.push_back({.message = "first here", .position = {"a.hpp", 3, 0}});
    EXPECT_EQ(render(fault), "error: declared twice [RT102]\na.hpp:3: note: first here\n");
}

TEST(Render, ColourOnlyWhereAsked) {
    const Diagnostic fault{.message = "x"};
    EXPECT_EQ(render(fault).find('\x1b'), std::string::npos);
    EXPECT_NE(render(fault, true).find("\x1b[1;31merror:\x1b[0m"), std::string::npos);
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
