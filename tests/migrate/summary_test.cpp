#include "migrate/summary.hpp"

#include <gtest/gtest.h>

#include "migrate/revision.hpp"

namespace retort::migrate {
namespace {

using Lines = std::vector<std::string>;

TEST(Summary, IsPartOfTheHeader) {
    const Lines remarks = summary_remarks({{"table t: new column a"}, {"table u with 1 row"}, {"RT400 x: y"}});
    Revision revision = parse_revision(
        "-- 0001 one\n-- revision: abc1\n-- down_revision: none\n\n-- migrate:up\n\n-- "
        "migrate:down\n",
        "");
    revision.remarks = remarks;
    const std::string text = format_revision(revision);
    EXPECT_EQ(parse_revision(text, "").remarks, remarks);
    EXPECT_EQ(format_revision(parse_revision(text, "")), text);
    EXPECT_NE(text.find("--\n-- Detected differences:\n-- * table t: new column a\n"), std::string::npos) << text;
}

TEST(Summary, WithoutLinesIsEmpty) { EXPECT_TRUE(summary_remarks({}).empty()); }

/// A name may have any character; none of it becomes SQL, a key or a marker.
TEST(Summary, NamesStayOnTheirLine) {
    const Lines remarks = summary_remarks({{"table a\nDROP TABLE b;\r\n-- migrate:down\n-- revision: other",
                                            "revision: index a", "migrate:up: new column a"},
                                           {},
                                           {}});
    Revision revision;
    revision.id = "abc1";
    revision.message = "one";
    revision.remarks = remarks;
    const Revision read = parse_revision(format_revision(revision), "");
    EXPECT_EQ(read.id, "abc1");
    EXPECT_EQ(read.up.sql, "");
    EXPECT_EQ(read.remarks, remarks);
}

TEST(Summary, IsRemoved) {
    Lines remarks = {"reviewed by two people"};
    for (const std::string& each : summary_remarks({{"a"}, {"b"}, {"c"}})) remarks.push_back(each);
    remarks.emplace_back("exchanged: t.a=t.b");
    EXPECT_EQ(without_summary(remarks), (Lines{"reviewed by two people", "exchanged: t.a=t.b"}));
}

}  // namespace
}  // namespace retort::migrate
