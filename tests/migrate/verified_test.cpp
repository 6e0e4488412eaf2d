#include "migrate/verified.hpp"

#include "migrate/header.hpp"
#include "sql/text_file.hpp"
#include "support.hpp"

namespace retort::migrate::test {
namespace {

Revision step() { return revision("bbbb", {"aaaa"}, "0002", "CREATE TABLE t (id integer);", "DROP TABLE t;"); }

TEST(Verified, IsBoundToSectionsAndParents) {
    Revision proved = step();
    EXPECT_EQ(verification(proved), Verification::none);
    proved.verified = "no";
    EXPECT_EQ(verification(proved), Verification::none);
    proved.verified = "upgrade, downgrade, upgrade";
    EXPECT_EQ(verification(proved), Verification::unbound);
    EXPECT_EQ(verified_in_words(proved), "upgrade, downgrade, upgrade (not bound to a checksum)");
    proved.verified = bound_to(proved, "upgrade, downgrade, upgrade; without rows in t");
    EXPECT_EQ(verification(proved), Verification::holds);
    EXPECT_EQ(verified_in_words(proved), "upgrade, downgrade, upgrade; without rows in t");
    EXPECT_EQ(void_notice(proved), "");

    const auto expect_void = [&](auto edit) {
        Revision edited = proved;
        edit(edited);
        EXPECT_EQ(verification(edited), Verification::outdated);
        EXPECT_HAS(void_notice(edited), "run 'retort verify bbbb'");
    };
    expect_void([](Revision& each) { each.up.sql += "SELECT 1;\n"; });
    expect_void([](Revision& each) { each.down.sql.clear(); });
    expect_void([](Revision& each) { each.down.transaction = false; });
    expect_void([](Revision& each) { each.down_revisions = {"cccc"}; });
    expect_void([](Revision& each) { each.down_revisions.emplace_back("cccc"); });

    Revision other = proved;
    other.message = "another title";
    other.number = "0007";
    other.remarks = {"reviewed"};
    EXPECT_EQ(verification(other), Verification::holds);
}

TEST(Verified, TheSameTextGivesTheSameBytes) {
    EXPECT_EQ(bound_to(step(), "x"), bound_to(step(), "x"));
    // Other versions compare it: the checksum of a text must not change.
    EXPECT_EQ(bound_to(step(), "x"), "x; sha256:" + proof_checksum(step()));
    EXPECT_EQ(proof_checksum(step()).size(), 12U);
}

TEST(Verified, WritesOneLine) {
    const TemporaryFolder folder;
    const std::string path = folder.file("2.sql");
    write(path, format_revision(step()));
    const Revision read = load_revision(path);
    EXPECT_TRUE(write_verified(read, "upgrade, downgrade, upgrade"));
    EXPECT_FALSE(write_verified(read, "upgrade, downgrade, upgrade"));
    EXPECT_EQ(verification(load_revision(path)), Verification::holds);
    write(path, with_header(sql::read_file(path), "down_revision", "cccc"));
    EXPECT_HAS(error_of([&] { write_verified(read, "x"); }), "2.sql was changed while the command ran");
    EXPECT_HAS(error_of([&] { write_verified(read, "x"); }), "[RT333]");
}

TEST(Header, ChangesKeepEveryOtherByte) {
    const std::string text =
        "\xEF\xBB\xBF-- 0002 a title: with a colon\r\n--revision:aaaa\r\n--  down_revision :  x \r\n-- a remark\r\n\r\n"
        "-- migrate:up\r\n-- verified: no header\r\n";
    EXPECT_EQ(header_value(text, "revision"), "aaaa");
    EXPECT_EQ(header_value(text, "verified"), std::nullopt) << "it is below the marker";
    std::string expected = text;
    expected.replace(expected.find("0002"), 4, "12");
    EXPECT_EQ(with_number(text, "12"), expected);
    expected = text;
    expected.replace(expected.find(":aaaa") + 1, 4, " bbbb");
    EXPECT_EQ(with_header(text, "revision", "bbbb"), expected);
    expected = text;
    expected.insert(expected.find("--  down"), "-- verified: no\r\n");
    EXPECT_EQ(with_header(text, "verified", "no"), expected);
}

TEST(Header, WithoutANumberThereIsNoneToChange) {
    for (const std::string text : {"-- title\n-- revision: a\n\n-- migrate:up\n", "-- revision: a\n", "-- 12th title\n",
                                   "", "\n-- migrate:up\n"})
        EXPECT_EQ(with_number(text, "0009"), text);
}

}  // namespace
}  // namespace retort::migrate::test
