#include "schema/name.hpp"

#include <gtest/gtest.h>

#include <array>

namespace retort {
namespace {

TEST(Quote, OnlyWhereNeeded) {
    EXPECT_EQ(quote("users"), "users");
    EXPECT_EQ(quote("_a1"), "_a1");
    EXPECT_EQ(quote("user"), "\"user\"");    // a keyword of PostgreSQL
    EXPECT_EQ(quote("index"), "\"index\"");  // a keyword of SQLite
    EXPECT_EQ(quote("Users"), "\"Users\"");  // folded to lower case without quotes
    EXPECT_EQ(quote("1st"), "\"1st\"");
    EXPECT_EQ(quote("a b"), "\"a b\"");
    EXPECT_EQ(quote("a\"b"), "\"a\"\"b\"");
    EXPECT_EQ(quote(""), "\"\"");
    EXPECT_EQ(quote("größe"), "\"größe\"");
    EXPECT_EQ(quote(ObjectName{"auth", "order"}), "auth.\"order\"");
    EXPECT_EQ(quote_literal("it's"), "'it''s'");
}

TEST(ClipUtf8, NeverCutsACharacter) {
    EXPECT_EQ(clip_utf8("abc", 5), "abc");
    EXPECT_EQ(clip_utf8("abc", 2), "ab");
    EXPECT_EQ(clip_utf8("aé", 2), "a");
    EXPECT_EQ(clip_utf8("aé", 3), "aé");
}

TEST(EditDistance, CountsTranspositionAsOne) {
    EXPECT_EQ(edit_distance("role", "role"), 0);
    EXPECT_EQ(edit_distance("role", "rloe"), 1);
    EXPECT_EQ(edit_distance("", "abc"), 3);
    EXPECT_EQ(edit_distance("email", "mail"), 1);
}

TEST(DidYouMean, SuggestsOnlyNearNames) {
    const std::array<std::string, 3> words{"headers", "flags", "compile_commands"};
    EXPECT_EQ(did_you_mean("header", words), "headers");
    EXPECT_EQ(did_you_mean("flag", words), "flags");
    EXPECT_EQ(did_you_mean("xyz", words), "");
}

}  // namespace
}  // namespace retort
