#include "migrate/file_name.hpp"
#include "sql/text_file.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include "support.hpp"

namespace retort::migrate::test {
namespace {

Revision sample() {
    Revision revision;
    revision.id = "3f2a9c1d7e40";
    revision.number = "0007";
    revision.message = "Rôle → enum, & more!";
    revision.created = "2026-11-20T16:56:03Z";
    return revision;
}

TEST(FileName, FollowsTheTemplate) {
    EXPECT_EQ(file_name(default_file_name, sample()), "0007_rôle_enum_more.sql");
    EXPECT_EQ(file_name("{number}.sql", sample()), "7.sql");
    EXPECT_EQ(file_name("{number:06}-{revision}.sql", sample()), "000007-3f2a9c1d7e40.sql");
    EXPECT_EQ(file_name("{year}{month}{day}T{hour}{minute}{second}_{slug}.sql", sample()),
              "20261120T165603_rôle_enum_more.sql");
}

struct BadTemplate {
    const char* pattern;
    const char* expected;
};
class BadFileName : public testing::TestWithParam<BadTemplate> {};

TEST_P(BadFileName, IsRejected) {
    const std::string message = error_of([] { check_file_name(GetParam().pattern); });
    EXPECT_HAS(message, GetParam().expected);
    EXPECT_HAS(message, "[migrations] file_name");
}

INSTANTIATE_TEST_SUITE_P(All, BadFileName,
                         testing::Values(BadTemplate{"{nubmer}.sql", "did you mean 'number'?"},
                                         BadTemplate{"{number", "unmatched '{'"},
                                         BadTemplate{"number}.sql", "unmatched '}'"},
                                         BadTemplate{"{number:x}.sql", "unknown format in '{number:x}'"},
                                         BadTemplate{"{slug:04}.sql", "only {number} takes a format"},
                                         BadTemplate{"{number}_{slug}.txt", "does not end in \".sql\""},
                                         BadTemplate{"a/{number}.sql", "a file name can't contain '/'"},
                                         BadTemplate{".{number}.sql", "hides the file"},
                                         BadTemplate{"{year}.sql", "gives every revision the same name"}));

TEST(Slug, IsShortAndCutBetweenWords) {
    EXPECT_EQ(slug("Add user names"), "add_user_names");
    EXPECT_EQ(slug("  --  "), "revision");
    EXPECT_EQ(slug("→ … !"), "revision");
    EXPECT_EQ(slug("one two three four five six seven eight nine ten"), "one_two_three_four_five_six_seven_eight");
    EXPECT_EQ(slug(std::string(100, 'x')), std::string(40, 'x'));
}

TEST(Slug, KeepsLettersOfEveryScript) {
    EXPECT_EQ(slug("Größe ändern"), "größe_ändern");
    EXPECT_EQ(slug("ΤΙΜΉ των προϊόντων"), "τιμή_των_προϊόντων");
    EXPECT_EQ(slug("Таблица ПОЛЬЗОВАТЕЛЯ"), "таблица_пользователя");
    EXPECT_EQ(slug("日本、東京"), "日本_東京");
    EXPECT_EQ(slug("हिन्दी"), "हिन्दी") << "vowel signs are part of the word";
    EXPECT_EQ(slug("e\u0301te\u0301"), "\u00e9t\u00e9") << "composed";
    EXPECT_EQ(slug("\u0301a"), "a") << "a mark without a letter is none";
    EXPECT_EQ(slug("a\xFF"
                   "b"),
              "a_b")
        << "not UTF-8";
}

TEST(Slug, IsCutBetweenCharacters) {
    // Three bytes each: 13 of them are 39 bytes.
    std::string text, expected;
    for (int i = 0; i < 20; ++i) text += "\u65e5";
    for (int i = 0; i < 13; ++i) expected += "\u65e5";
    EXPECT_EQ(slug(text), expected);
    EXPECT_EQ(slug("ab " + text).size(), 39U) << "a short first word is not all that is left";
    // The mark at the cut stays with its letter, and is cut with it.
    EXPECT_EQ(slug(std::string(39, 'x') + "q\u0301 more"), std::string(39, 'x'));
}

TEST(WriteRevision, RejectsNamesThatDifferInNormalisation) {
    const TemporaryFolder folder;
    Revision revision = sample();
    revision.message = "\u00e9t\u00e9";
    write(folder.file("0007_e\u0301te\u0301.sql"), "");
    const std::string message = error_of([&] { (void)write_revision(revision, folder.path(), default_file_name); });
    EXPECT_HAS(message,
               "0007_\u00e9t\u00e9.sql differs from 0007_e\u0301te\u0301.sql only in its Unicode normalisation");
    EXPECT_HAS(message, "[RT318]");
    EXPECT_EQ(folder.names().size(), 1U);
}

TEST(WriteNewFile, WritesFileAndLeavesNoTemporary) {
    const TemporaryFolder folder;
    const std::string content(100'000, 'x');
    sql::write_new_file(folder.file("a.sql"), content);
    EXPECT_EQ(sql::read_file(folder.file("a.sql")), content);
    EXPECT_EQ(folder.names(), std::vector<std::string>{"a.sql"});
    struct stat status{};
    ASSERT_EQ(::stat(folder.file("a.sql").c_str(), &status), 0);
    const mode_t mask = ::umask(0);
    ::umask(mask);
    EXPECT_EQ(status.st_mode & 0777, 0666 & ~mask);
}

TEST(WriteNewFile, NeverReplacesExistingFile) {
    const TemporaryFolder folder;
    sql::write_new_file(folder.file("a.sql"), "first");
    EXPECT_HAS(error_of([&] { sql::write_new_file(folder.file("a.sql"), "second"); }), "already exists");
    EXPECT_EQ(sql::read_file(folder.file("a.sql")), "first");
    EXPECT_EQ(folder.names(), std::vector<std::string>{"a.sql"});
}

TEST(WriteNewFile, ReportsMissingFolder) {
    const TemporaryFolder folder;
    EXPECT_HAS(error_of([&] { sql::write_new_file(folder.file("none/a.sql"), "x"); }),
               "none: No such file or directory");
}

TEST(WriteRevision, CreatesFolderAndSetsPath) {
    const TemporaryFolder folder;
    Revision revision = sample();
    revision.up.sql = "SELECT 1;\n";
    const std::string path = write_revision(revision, folder.file("migrations"), default_file_name);
    EXPECT_EQ(path, folder.file("migrations/0007_rôle_enum_more.sql"));
    EXPECT_EQ(revision.path, path);
    EXPECT_EQ(format_revision(load_revision(path)), sql::read_file(path));
    EXPECT_EQ(revision.up.line, load_revision(path).up.line);
    EXPECT_GT(revision.up.line, 0);
}

}  // namespace
}  // namespace retort::migrate::test
