#include "migrate/chain.hpp"

#include <sys/stat.h>

#include <filesystem>

#include "support.hpp"

namespace retort::migrate::test {
namespace {

Chain linear() {
    return Chain({revision("cccc1111", {"bbbb1111"}, "0003", "", ""), revision("aaaa1111", {}, "0001", "", ""),
                  revision("bbbb1111", {"aaaa1111"}, "0002", "", ""),
                  revision("cccc2222", {"cccc1111"}, "0004", "", "")});
}

std::string ids(const std::vector<const Revision*>& path) {
    std::string text;
    for (const Revision* each : path) text += (text.empty() ? "" : " ") + each->id;
    return text;
}

TEST(Chain, OrdersRevisionsAfterTheirDownRevisions) {
    const Chain chain = linear();
    std::vector<const Revision*> all;
    for (const Revision& each : chain.revisions()) all.push_back(&each);
    EXPECT_EQ(ids(all), "aaaa1111 bbbb1111 cccc1111 cccc2222");
    EXPECT_EQ(chain.head()->id, "cccc2222");
    EXPECT_EQ(chain.next_number(), 5);
}

TEST(Chain, IgnoresFileNumbers) {
    const Chain chain({revision("aaaa", {"bbbb"}, "0001", "", ""), revision("bbbb", {}, "0002", "", "")});
    EXPECT_EQ(chain.revisions().front().id, "bbbb");
    EXPECT_EQ(chain.head()->id, "aaaa");
}

TEST(Chain, MissingFolderIsEmpty) {
    const TemporaryFolder folder;
    EXPECT_TRUE(Chain::load(folder.file("nothing")).empty());
    EXPECT_TRUE(Chain::load(folder.path()).empty());
    EXPECT_EQ(Chain().head(), nullptr);
    EXPECT_EQ(Chain().next_number(), 1);
    EXPECT_TRUE(Chain().upgrade_path({}, "base").empty());
    EXPECT_HAS(error_of([] { (void)Chain().get("head"); }), "contains no revision");
}

TEST(Chain, ReadsOnlySqlFilesAndCollectsErrors) {
    const TemporaryFolder folder;
    write(folder.file("README.md"), "no revision");
    write(folder.file(".0001.sql.abc"), "half a file");
    write(folder.file("1.sql"), format_revision(revision("aaaa", {}, "0001", "SELECT 1;", "")));
    EXPECT_EQ(Chain::load(folder.path()).head()->path, folder.file("1.sql"));
    write(folder.file("2.sql"), "nonsense");
    write(folder.file("3.sql"), "-- x\n-- revision: !\n");
    const std::string message = error_of([&] { Chain::load(folder.path()); });
    EXPECT_HAS(message, "2.sql:1:1");
    EXPECT_HAS(message, "3.sql:2:14");
}

TEST(Chain, NamesBothFilesOfADuplicateId) {
    const std::string message =
        error_of([] { Chain({revision("aaaa", {}, "0001", "", ""), revision("aaaa", {}, "0002", "", "")}); });
    EXPECT_HAS(message, "0001.sql and 0002.sql");
    EXPECT_HAS(message, "[RT063]");
}

TEST(Chain, SuggestsRevision) {
    const std::string message = error_of([] {
        Chain(
            {revision("3f2a9c1d7e40", {}, "0001", "", ""), revision("808b6192c57c", {"3f2a9c1d7e41"}, "0002", "", "")});
    });
    EXPECT_HAS(message, "0002 step 0002 (808b6192c57c) follows 3f2a9c1d7e41, but no file contains it");
    EXPECT_HAS(message, "did you mean 3f2a9c1d7e40?");
    EXPECT_HAS(message, "[RT064]");
}

TEST(Chain, ReportsCycle) {
    const std::string message = error_of([] {
        Chain({revision("aaaa", {"cccc"}, "0001", "", ""), revision("bbbb", {"aaaa"}, "0002", "", ""),
               revision("cccc", {"bbbb"}, "0003", "", ""), revision("dddd", {"cccc"}, "0004", "", "")});
    });
    EXPECT_HAS(message, "0001.sql follows 0003.sql follows 0002.sql follows 0001.sql");
    EXPECT_HAS_NOT(message, "0004");
    EXPECT_HAS(message, "[RT065]");
}

TEST(Chain, TwoHeadsErrorNamesBothFilesAndFix) {
    const Chain chain({revision("aaaa", {}, "0001", "", ""), revision("bbbb", {"aaaa"}, "0002", "", ""),
                       revision("cccc", {"aaaa"}, "0003", "", "")});
    EXPECT_EQ(ids(chain.heads()), "bbbb cccc");
    const std::string message = error_of([&] { (void)chain.head(); });
    EXPECT_HAS(message, "the chain has 2 heads: 0002.sql and 0003.sql");
    EXPECT_HAS(message, "[RT066]");
    EXPECT_HAS(message, "in 0003.sql set 'down_revision: bbbb'");
}

TEST(Target, AcceptsAlembicTargets) {
    const Chain chain = linear();
    EXPECT_EQ(ids(chain.upgrade_path({}, "head")), "aaaa1111 bbbb1111 cccc1111 cccc2222");
    EXPECT_EQ(ids(chain.upgrade_path({"aaaa1111"}, "head")), "bbbb1111 cccc1111 cccc2222");
    EXPECT_EQ(ids(chain.upgrade_path({"aaaa1111"}, "+2")), "bbbb1111 cccc1111");
    EXPECT_EQ(ids(chain.upgrade_path({}, "+1")), "aaaa1111");
    EXPECT_EQ(ids(chain.upgrade_path({}, "bbbb")), "aaaa1111 bbbb1111");
    EXPECT_EQ(ids(chain.upgrade_path({}, "aaaa+2")), "aaaa1111 bbbb1111 cccc1111");
    EXPECT_EQ(ids(chain.upgrade_path({}, "head-2")), "aaaa1111 bbbb1111");
    EXPECT_EQ(ids(chain.upgrade_path({"cccc2222"}, "head")), "");
    EXPECT_EQ(ids(chain.downgrade_path({"cccc2222"}, "base")), "cccc2222 cccc1111 bbbb1111 aaaa1111");
    EXPECT_EQ(ids(chain.downgrade_path({"cccc2222"}, "-1")), "cccc2222");
    EXPECT_EQ(ids(chain.downgrade_path({"bbbb1111"}, "-2")), "bbbb1111 aaaa1111");
    EXPECT_EQ(ids(chain.downgrade_path({"cccc2222"}, "bbbb1111")), "cccc2222 cccc1111");
    EXPECT_EQ(ids(chain.downgrade_path({"cccc2222"}, "bbbb1111-1")), "cccc2222 cccc1111 bbbb1111");
    EXPECT_EQ(ids(chain.downgrade_path({"cccc2222"}, "aaaa1111-1")), "cccc2222 cccc1111 bbbb1111 aaaa1111");
    EXPECT_EQ(ids(chain.downgrade_path({}, "base")), "");
    EXPECT_EQ(Chain::split_range("a:b"), (std::pair<std::string, std::string>("a", "b")));
    EXPECT_EQ(Chain::split_range("b"), (std::pair<std::string, std::string>("", "b")));
}

TEST(Target, NumbersFilesAndCurrent) {
    const Chain chain = linear();
    EXPECT_EQ(chain.get("0002").id, "bbbb1111");
    EXPECT_EQ(chain.get("2").id, "bbbb1111");
    EXPECT_EQ(chain.get("0002.sql").id, "bbbb1111");
    EXPECT_EQ(chain.get("./0002.sql").id, "bbbb1111");
    EXPECT_EQ(ids(chain.upgrade_path({"bbbb1111"}, "3")), "cccc1111");
    EXPECT_EQ(chain.resolve("current", {"bbbb1111"}), Heads{"bbbb1111"});
    EXPECT_HAS(error_of([&] { (void)chain.get("9"); }), "unknown revision '9'");
    EXPECT_HAS(error_of([&] { (void)chain.get("9.sql"); }), "unknown revision '9.sql'");
    const Chain twice({revision("aaaa", {}, "0001", "", ""), revision("bbbb", {"aaaa"}, "0002", "", ""),
                       revision("cccc", {"aaaa"}, "0002", "", ""), revision("2000dead", {"cccc"}, "0003", "", ""),
                       revision("dddd", {"2000dead"}, "2000", "", "")});
    EXPECT_HAS(error_of([&] { (void)twice.get("2"); }), "'2' is ambiguous");
    EXPECT_HAS(error_of([&] { (void)twice.get("2000"); }), "'2000' is ambiguous: it is a prefix or the number of");
}

TEST(Chain, WhatIsNamedLikeARevisionAndIsNoFileIsAnError) {
    namespace fs = std::filesystem;
    const TemporaryFolder folder;
    fs::create_directory(folder.file("0001_folder.sql"));
    fs::create_symlink("nowhere", folder.file("0002_link.sql"));
    ASSERT_EQ(::mkfifo(folder.file("0003_pipe.sql").c_str(), 0600), 0);
    const std::string message = error_of([&] { (void)Chain::load(folder.path()); });
    EXPECT_HAS(message, "can't read as a revision " + folder.file("0001_folder.sql") + ": Is a directory [RT060]");
    EXPECT_HAS(message, "can't read " + folder.file("0002_link.sql") + ": No such file or directory [RT060]");
    EXPECT_HAS(message, "can't read as a revision " + folder.file("0003_pipe.sql") + ": Invalid argument [RT060]");
}

TEST(Target, UnknownOrAmbiguousTargetIsError) {
    const Chain chain = linear();
    EXPECT_HAS(error_of([&] { (void)chain.get("aaaa1112"); }), "did you mean aaaa1111?");
    EXPECT_HAS(error_of([&] { (void)chain.get("haed"); }), "did you mean head?");
    EXPECT_HAS(error_of([&] { (void)chain.get("cccc"); }),
               "'cccc' is ambiguous: it is a prefix or the number of 0003 step 0003 (cccc1111), 0004 step 0004 "
               "(cccc2222)");
    EXPECT_HAS(error_of([&] { (void)chain.get("aaa"); }), "a prefix has at least 4 characters");
    EXPECT_HAS(error_of([&] { (void)chain.upgrade_path({"cccc1111"}, "+2"); }),
               "'+2' goes past the head of the chain: the distance from 0003 step 0003 (cccc1111) is 1 revision");
    EXPECT_HAS(error_of([&] { (void)chain.downgrade_path({"bbbb1111"}, "-3"); }),
               "'-3' goes past the base of the chain");
    EXPECT_HAS(error_of([&] { (void)chain.upgrade_path({}, "+x"); }), "'+x' is not a number of steps");
    EXPECT_HAS(error_of([&] { (void)chain.upgrade_path({}, "base:head"); }), "requires --sql");
    EXPECT_HAS(error_of([&] { (void)chain.upgrade_path({"cccc1111"}, "aaaa1111"); }), "retort downgrade aaaa1111");
    EXPECT_HAS(error_of([&] { (void)chain.downgrade_path({"aaaa1111"}, "cccc1111"); }), "retort upgrade cccc1111");
}

TEST(Target, PassesThroughMerge) {
    const Chain chain({revision("aaaa", {}, "0001", "", ""), revision("bbbb", {"aaaa"}, "0002", "", ""),
                       revision("cccc", {"aaaa"}, "0003", "", ""), revision("dddd", {"bbbb", "cccc"}, "0004", "", "")});
    EXPECT_EQ(ids(chain.upgrade_path({}, "head")), "aaaa bbbb cccc dddd");
    EXPECT_EQ(ids(chain.upgrade_path({"bbbb"}, "head")), "cccc dddd");
    EXPECT_EQ(chain.after({"aaaa"}, *chain.find("bbbb"), Direction::up), Heads{"bbbb"});
    EXPECT_EQ(chain.after({"bbbb"}, *chain.find("cccc"), Direction::up), (Heads{"bbbb", "cccc"}));
    EXPECT_EQ(chain.after({"bbbb", "cccc"}, *chain.find("dddd"), Direction::up), Heads{"dddd"});
    EXPECT_EQ(chain.after({"dddd"}, *chain.find("dddd"), Direction::down), (Heads{"bbbb", "cccc"}));
    EXPECT_EQ(chain.after({"bbbb", "cccc"}, *chain.find("cccc"), Direction::down), Heads{"bbbb"});
    EXPECT_EQ(ids(chain.downgrade_path({"dddd"}, "aaaa")), "dddd cccc bbbb");
    EXPECT_HAS(error_of([&] { (void)chain.downgrade_path({"dddd"}, "-1"); }), "the chain branches at 0004");
    EXPECT_HAS(error_of([&] { (void)chain.upgrade_path({"aaaa"}, "+1"); }), "the chain branches at 0001");
}

}  // namespace
}  // namespace retort::migrate::test
