// Which tables and columns a plan drops with their data.

#include "preflight/losses.hpp"

#include <gtest/gtest.h>

#include "tests/support/postgres.hpp"

namespace retort {
namespace {

using Names = std::vector<std::string>;

Schema read(const std::string& sql) {
    const test::FreshDatabase database;
    const auto live = introspect::open(sql::parse_url(database.url(), "the test"));
    live->execute(sql);
    return live->introspect();
}

Names lost(const std::string& before, const std::string& after) {
    const Schema from = read(before), to = read(after);
    Names names;
    for (const preflight::Loss& loss : preflight::losses(from, to, emit::plan(from, to)))
        names.push_back(loss.describe());
    return names;
}

TEST(Losses, TablesAndColumns) {
    EXPECT_EQ(lost("CREATE TABLE a (id integer, b text); CREATE TABLE c (id integer)", "CREATE TABLE a (id integer)"),
              (Names{"column a.b", "table c"}));
}

TEST(Losses, ViewsIndexesAndComputedColumnsAreNone) {
    EXPECT_EQ(lost("CREATE TABLE a (id integer, twice integer GENERATED ALWAYS AS (id * 2) STORED);"
                   "CREATE INDEX ON a (id); CREATE VIEW v AS SELECT id FROM a;"
                   "CREATE MATERIALIZED VIEW m AS SELECT id FROM a",
                   "CREATE TABLE a (id integer)"),
              Names{});
}

/// The partitions are listed with their parent, whose count includes them.
TEST(Losses, OfAPartitionedTable) {
    const std::string parent = "CREATE TABLE p (id integer, b text) PARTITION BY LIST (id);";
    const std::string parts =
        "CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1); CREATE TABLE p2 PARTITION OF p FOR "
        "VALUES IN (2);";
    EXPECT_EQ(lost(parent + parts, ""), Names{"table p"});
    EXPECT_EQ(lost(parent + parts, parent + "CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1)"), Names{"table p2"});
    EXPECT_EQ(lost(parent + parts, "CREATE TABLE p (id integer) PARTITION BY LIST (id);" + parts), Names{"column p.b"});
}

/// The rows move to the new partitions.
TEST(Losses, NoneOfARebuiltTable) {
    EXPECT_EQ(lost("CREATE TABLE p (id integer) PARTITION BY LIST (id);"
                   "CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1)",
                   "CREATE TABLE p (id integer) PARTITION BY RANGE (id);"
                   "CREATE TABLE low PARTITION OF p FOR VALUES FROM (0) TO (10)"),
              Names{});
    EXPECT_EQ(lost("CREATE TABLE p (id integer, b text) PARTITION BY LIST (id);"
                   "CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1)",
                   "CREATE TABLE p (id integer)"),
              Names{"column p.b"});
}

TEST(Losses, OfChildren) {
    EXPECT_EQ(lost("CREATE TABLE p (id integer, b text); CREATE TABLE c (d text) INHERITS (p)",
                   "CREATE TABLE p (id integer); CREATE TABLE c (d text) INHERITS (p)"),
              Names{"column p.b"});
    EXPECT_EQ(lost("CREATE TABLE p (id integer, b text); CREATE TABLE c (d text) INHERITS (p)",
                   "CREATE TABLE p (id integer); CREATE TABLE c (b text, d text) INHERITS (p)"),
              Names{"column p.b"})
        << "the rows of p lose it, those of c do not";
}

TEST(Losses, RenamesAreNone) {
    Schema from = read("CREATE TABLE a (id integer, b text); CREATE TABLE c (id integer)");
    Schema to = read("CREATE TABLE d (id integer, e text)");
    Table& renamed = to.tables.begin()->second;
    renamed.transition->renamed_from = "a";
    renamed.columns.back().transition->renamed_from = "b";
    const std::vector<preflight::Loss> losses = preflight::losses(from, to, emit::plan(from, to));
    ASSERT_EQ(losses.size(), 1u);
    EXPECT_EQ(losses.front().describe(), "table c");
}

/// A new table has the name of one that is renamed.
TEST(Losses, AnotherObjectHasTheName) {
    const Schema from = read("CREATE TABLE a (id integer, b text, c text)");
    Schema to = read("CREATE TABLE a (x integer); CREATE TABLE d (id integer, b text)");
    to.tables.at({"", "d"}).transition->renamed_from = "a";
    const std::vector<preflight::Loss> losses = preflight::losses(from, to, emit::plan(from, to));
    ASSERT_EQ(losses.size(), 1u);
    EXPECT_EQ(losses.front().describe(), "column a.c");
    EXPECT_EQ(losses.front().drop, (Drop{{"", "d"}, "c"}));
    EXPECT_EQ(losses.front().count().sql, "SELECT count(c) FROM a");
}

}  // namespace
}  // namespace retort
