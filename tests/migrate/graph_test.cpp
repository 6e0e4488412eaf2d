// The checks of a chain: every bad file is reported in one run, and each error names its file.

#include "migrate/graph.hpp"

#include <filesystem>

#include "migrate/chain.hpp"
#include "support.hpp"

namespace retort::migrate::test {
namespace {

/// A revision with more header lines.
Revision with(Revision revision, std::vector<std::string> depends_on, std::vector<std::string> labels = {}) {
    revision.depends_on = std::move(depends_on);
    revision.branch_labels = std::move(labels);
    return revision;
}

Revision plain(const std::string& id, std::vector<std::string> downs, const std::string& number) {
    return revision(id, std::move(downs), number, "", "");
}

std::string ids(const Chain& chain) {
    std::string text;
    for (const Revision& each : chain.revisions()) text += (text.empty() ? "" : " ") + each.id;
    return text;
}

TEST(Graph, ADependencyComesFirst) {
    // shop follows nothing, and needs the second revision of net.
    const Chain chain({with(plain("shop1", {}, "0001"), {"net2"}), plain("net1", {}, "0002"),
                       plain("net2", {"net1"}, "0003"), plain("shop2", {"shop1"}, "0004")});
    EXPECT_EQ(ids(chain), "net1 net2 shop1 shop2");
    EXPECT_TRUE(chain.covers({"shop1"}, "net2"));
    EXPECT_FALSE(chain.covers({"net2"}, "shop1"));
}

TEST(Graph, NumbersBreakTies) {
    const Chain chain(
        {plain("c", {"a"}, "0003"), plain("b", {"a"}, "0002"), plain("a", {}, "0009"), plain("d", {"b"}, "0004")});
    EXPECT_EQ(ids(chain), "a b c d");
}

TEST(Graph, AMissingDependencyNamesTheFile) {
    const std::string message = error_of([] { Chain({with(plain("aaaa", {}, "0001"), {"bbbb"})}); });
    EXPECT_HAS(message, "0001.sql: error: revision 0001 step 0001 (aaaa) depends on bbbb, but no file contains it");
    EXPECT_HAS(message, "[RT064]");
}

TEST(Graph, ACycleThroughADependencySaysHow) {
    const std::string message =
        error_of([] { Chain({with(plain("aaaa", {}, "0001"), {"bbbb"}), plain("bbbb", {"aaaa"}, "0002")}); });
    EXPECT_HAS(message, "0001.sql depends on 0002.sql follows 0001.sql [RT065]");
}

TEST(Graph, EachCycleIsReported) {
    const std::string message = error_of([] {
        Chain({plain("aaaa", {"bbbb"}, "0001"), plain("bbbb", {"aaaa"}, "0002"), plain("cccc", {"cccc"}, "0003"),
               plain("dddd", {"cccc"}, "0004")});
    });
    EXPECT_HAS(message, "0001.sql follows 0002.sql follows 0001.sql");
    EXPECT_HAS(message, "0003.sql follows 0003.sql");
    EXPECT_HAS_NOT(message, "0004");
}

TEST(Graph, ALabelNamesOneBranch) {
    const std::string message = error_of([] {
        Chain({with(plain("aaaa", {}, "0001"), {}, {"net"}), with(plain("bbbb", {"aaaa"}, "0002"), {}, {"net"}),
               with(plain("cccc", {"bbbb"}, "0003"), {}, {"aaaa"})});
    });
    EXPECT_HAS(message, "0002.sql: error: the branch label 'net' is in two files: 0001.sql and 0002.sql [RT311]");
    EXPECT_HAS(message, "0003.sql: error: the branch label 'aaaa' in 0003.sql is the id of a revision [RT312]");
}

TEST(Graph, OneNumberInOneLineIsAnError) {
    const std::string message = error_of([] {
        Chain({plain("aaaa", {}, "0001"), plain("bbbb", {"aaaa"}, "0002"), plain("cccc", {"bbbb"}, "0007"),
               revision("dddd", {"cccc"}, "2", "", "")});
    });
    EXPECT_HAS(message,
               "2.sql: error: 0002.sql and 2.sql have one number, 2, and the second follows the first [RT310]");
    EXPECT_HAS(message, "hint: change the number in the first line of one of them; 8 is free");
}

TEST(Graph, OneNumberOnTwoBranchesIsNone) {
    std::vector<Revision> revisions{plain("aaaa", {}, "0001"), plain("bbbb", {"aaaa"}, "0002"),
                                    plain("cccc", {"aaaa"}, "0002"), plain("dddd", {"bbbb", "cccc"}, "0003")};
    const Chain chain(revisions);
    EXPECT_EQ(ids(chain), "aaaa bbbb cccc dddd");
    const std::string message = error_of([&] { (void)chain.get("2"); });
    EXPECT_HAS(message, "'2' is ambiguous");
    EXPECT_HAS(message, "0002 step 0002 (bbbb), 0002 step 0002 (cccc)");
}

TEST(Graph, AllBadFilesAreReportedAtOnce) {
    namespace fs = std::filesystem;
    const TemporaryFolder folder;
    const auto put = [&](const std::string& name, const std::string& header) {
        write(folder.file(name), header + "\n-- migrate:up\n-- migrate:down\n");
    };
    put("01.sql", "-- 1 first\n-- revision: aaaa\n-- down_revision: none\n");
    put("02.sql", "-- 2 same id\n-- revision: aaaa\n-- down_revision: none\n");
    put("03.sql", "-- 3 no parent\n-- revision: cccc\n-- down_revision: nowhere\n");
    write(folder.file("04.sql"), "SELECT 1;\n");
    put("05.sql", "-- 5 bad key\n-- revision: eeee\n-- down_revision: none\n-- dialect: oracle\n");
    put("06.sql", "-- 6 follows a bad file\n-- revision: ffff\n-- down_revision: eeee\n");
    put("07.sql", "-- 7 cycle\n-- revision: abcd\n-- down_revision: abcd\n");
    fs::create_directory(folder.file("08.sql"));
    fs::create_symlink("nowhere", folder.file("09.sql"));
    try {
        (void)Chain::load(folder.path());
        FAIL();
    } catch (const Error& error) {
        std::string files;
        for (const Diagnostic& each : error.diagnostics()) {
            files += std::string(each.code.text()) + ' ';
            const std::string text = render(Error(each));
            EXPECT_HAS(text, folder.path()) << "each names its file";
        }
        EXPECT_EQ(files, "RT061 RT061 RT060 RT060 RT063 RT064 RT065 ");
    }
    const std::string message = error_of([&] { (void)Chain::load(folder.path()); });
    EXPECT_HAS(message,
               "04.sql:1:1: error: no '-- revision:' line, no '-- down_revision:' line, no '-- migrate:up' "
               "section, no '-- migrate:down' section [RT061]");
    EXPECT_HAS_NOT(message, "06.sql") << "its parent is there, but for its errors";
}

TEST(Graph, ReadsSeveralFolders) {
    const TemporaryFolder one, two;
    write(one.file("1.sql"), format_revision(plain("aaaa", {}, "0001")));
    write(two.file("1.sql"), format_revision(plain("bbbb", {"aaaa"}, "0002")));
    const Chain chain = Chain::load(std::vector{one.path(), two.path()});
    EXPECT_EQ(ids(chain), "aaaa bbbb");
    EXPECT_EQ(chain.get(two.file("1.sql")).id, "bbbb");
    EXPECT_HAS(error_of([&] { (void)chain.get("1.sql"); }), "'1.sql' is ambiguous: it is the file of 0001");
    EXPECT_HAS(error_of([&] { (void)Chain::load(std::vector{one.path(), two.file("none")}); }),
               "none: No such file or directory [RT060]");
}

TEST(Graph, FiveThousandInAnyOrder) {
    std::vector<Revision> revisions;
    for (int i = 5000; i > 0; --i) {
        Revision each;
        each.id = "r" + std::to_string(i);
        if (i > 1) each.down_revisions = {"r" + std::to_string(i - 1)};
        each.number = std::to_string(5001 - i);  // against the order
        revisions.push_back(std::move(each));
    }
    const Chain chain(std::move(revisions));
    EXPECT_EQ(chain.head()->id, "r5000");
    EXPECT_EQ(chain.get("head-4999").id, "r1");
}

}  // namespace
}  // namespace retort::migrate::test
