// Names, comments and files with characters that would control a terminal.

#include "models.hpp"
#include "project.hpp"
#include "sql/printable.hpp"
#include "tests/support/pseudo_terminal.hpp"

namespace retort::test {
namespace {

TEST(Printable, ShowsWhatControlsATerminalAsItsNumber) {
    EXPECT_EQ(sql::printable("caf\u00e9 \U0001F600\tx\ny\r\n"), "caf\u00e9 \U0001F600\tx\ny\r\n");
    EXPECT_EQ(sql::printable("a\033[31mb\033]0;title\a"), "a\\x1b[31mb\\x1b]0;title\\x07");
    EXPECT_EQ(sql::printable("50 %\r99 %\b\x7f"), "50 %\\x0d99 %\\x08\\x7f");
    EXPECT_EQ(sql::printable(std::string("a\0b", 3)), "a\\x00b");
    EXPECT_EQ(sql::printable("\u009b31m"), "\\u009b31m");
    EXPECT_EQ(sql::printable("a\u202eb\u2066c\u200fd"), "a\\u202eb\\u2066c\\u200fd");
    EXPECT_EQ(sql::printable("caf\xe9 \x9b"
                             "31m \xe2\x80"),
              "caf\\xe9 \\x9b31m \\xe2\\x80");
    EXPECT_EQ(sql::printable("\xc0\x9b \xed\xa0\x80 \xf4\x90\x80\x80"),
              "\\xc0\\x9b \\xed\\xa0\\x80 \\xf4\\x90\\x80\\x80");
}

TEST(Printable, ALineKeepsItsColumns) {
    EXPECT_EQ(sql::printable_line("\tab\033[31mc\u009bd\u202ee\xff"), "\tab?[31mc\u00BFd\uFFFDe?");
}

class TerminalText : public ::testing::Test {
protected:
    /// Everything is written to a terminal.
    std::string shown(const std::string& line) const {
        const RunOptions options{
            project.folder(), {{"RETORT", RETORT_BINARY}, {"TERM", "xterm"}, {"NO_COLOR", "1"}}, ""};
        std::string text = run_on_terminal({"sh", "-c", "\"$RETORT\" " + line + " 1>&2"}, options, "?", {}).err;
        // The end of a line of progress.
        const std::string erased = "\r\033[K";
        for (std::size_t at = text.find(erased); at != std::string::npos; at = text.find(erased, at))
            text.erase(at, erased.size());
        return text;
    }

    /// A file of a revision with this title, as another program may write it.
    static std::string revision(const std::string& title) {
        return "-- 0001 " + title +
               "\n-- revision: aaaa1111\n-- down_revision: none\n\n-- migrate:up\nCREATE TABLE a (id integer);\n\n"
               "-- migrate:down\nDROP TABLE a;\n";
    }

    Project project{Dialect::sqlite};
    const std::string name = "evil\033[2J\u202e";
    const std::string escaped = "evil\\x1b[2J\\u202e";
};

TEST_F(TerminalText, ResultsAreEscapedOnATerminalOnly) {
    project.configure();
    project.sql("CREATE TABLE \"" + name + "\" (id INTEGER PRIMARY KEY)");
    EXPECT_CONTAINS(project.must({"inspect", "live"}), "CREATE TABLE \"" + name + "\"");
    const std::string text = shown("inspect live");
    EXPECT_CONTAINS(text, "CREATE TABLE \"" + escaped + "\"");
    EXPECT_EQ(count(text, "\033"), 0);
    EXPECT_EQ(count(text, "\u202e"), 0);
    EXPECT_CONTAINS(shown("inspect live --format json"), "evil\\u001b[2J\\u202e");
    project.write("empty.sql", "");
    EXPECT_CONTAINS(shown("diff empty.sql live"), escaped);
}

TEST_F(TerminalText, ErrorsAndListingsAreEscaped) {
    project.configure();
    project.write("bad.sql", "CREATE TABLE a (id);\nCREATE INDEX i ON \"" + name + "\" (id);\n");
    std::string text = shown("diff bad.sql bad.sql");
    EXPECT_CONTAINS(text, "no such table: main." + escaped);
    EXPECT_EQ(count(text, "\033"), 0);
    EXPECT_EQ(count(text, "\u202e"), 0);
    project.write("migrations/0001_red.sql", revision("a\033[31mred"));
    text = shown("history");
    EXPECT_CONTAINS(text, "a\\x1b[31mred");
    EXPECT_EQ(count(text, "\033"), 0);
}

TEST_F(TerminalText, OwnStylesStay) {
    project.configure();
    project.write("bad.sql", "CREATE INDEX i ON \"" + name + "\" (id);\n");
    const std::string text = shown("--color always diff bad.sql bad.sql");
    EXPECT_CONTAINS(text, "\033[1;31merror:\033[0m");
    EXPECT_CONTAINS(text, "\\x1b[2J");
    EXPECT_EQ(count(text, "\033[2J"), 0);
    project.write("migrations/0001_red.sql", revision("x\033[2Jy"));
    const std::string run = shown("--color always upgrade");
    EXPECT_CONTAINS(run, "\033[1;32m");
    EXPECT_EQ(count(run, "\033[2J"), 0);
    EXPECT_CONTAINS(run, "x\\x1b[2Jy");
    EXPECT_EQ(count(run, "style-"), 0);
}

}  // namespace
}  // namespace retort::test
