#include "introspect/filter.hpp"

#include <gtest/gtest.h>

namespace retort::introspect {
namespace {

TEST(Globs, IncludesThenExcludes) {
    const Globs globs{{"app_*", "users"}, {"*_old", "app_?"}};
    EXPECT_TRUE(globs.pass("users"));
    EXPECT_TRUE(globs.pass("app_orders"));
    EXPECT_FALSE(globs.pass("app_orders_old"));
    EXPECT_FALSE(globs.pass("app_x"));
    EXPECT_FALSE(globs.pass("other"));
    EXPECT_TRUE(Globs{}.pass("anything"));
}

TEST(Globs, StarMatchesSeveralWays) {
    const Globs globs{{"*a*b"}, {}};
    EXPECT_TRUE(globs.pass("aab"));
    EXPECT_TRUE(globs.pass("xaybzb"));
    EXPECT_FALSE(globs.pass("ba"));
}

TEST(Filter, MatchesTablesOfOtherSchemasByQualifiedName) {
    Filter filter;
    filter.tables.exclude = {"audit.*"};
    EXPECT_FALSE(filter.reads_table({"audit", "log"}));
    EXPECT_TRUE(filter.reads_table({"", "log"}));
}

TEST(Filter, IgnoresATableOnlyIfItHasTheColumns) {
    Filter filter;
    filter.ignored_tables = {{{"auth", "version"}, {"number"}}};
    EXPECT_TRUE(filter.ignores({"auth", "version"}, {"id", "number"}));
    EXPECT_FALSE(filter.ignores({"auth", "version"}, {"id"}));
    EXPECT_FALSE(filter.ignores({"", "version"}, {"number"}));
}

TEST(Filter, MatchesDefaultSchemaAsDefault) {
    Filter filter;
    filter.schemas.include = {"default"};
    EXPECT_TRUE(filter.reads_schema(""));
    EXPECT_FALSE(filter.reads_schema("auth"));
}

}  // namespace
}  // namespace retort::introspect
