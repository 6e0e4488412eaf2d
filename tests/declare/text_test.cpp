#include <gtest/gtest.h>

#include "declare/exclusion.hpp"
#include "declare/node.hpp"
#include "declare/text.hpp"

namespace retort::declare {
namespace {

TEST(Literals, AreEscaped) {
    EXPECT_EQ(literal("it's \"new\""), R"("it's \"new\"")");
    EXPECT_EQ(literal("a\\b\n\t"), R"("a\\b\n\t")");
    EXPECT_EQ(literal("\x01"), R"("\001")");
    EXPECT_EQ(literal("größer"), "\"größer\"");
}

TEST(Literals, AreCutAtSpacesAndLineEnds) {
    EXPECT_EQ(literal_pieces("one two three", 8), (std::vector<std::string>{"\"one two \"", "\"three\""}));
    EXPECT_EQ(literal_pieces("a\nb", 80), (std::vector<std::string>{R"("a\n")", R"("b")"}));
    EXPECT_EQ(literal_pieces("", 80), std::vector<std::string>{R"("")"});
}

TEST(DocComments, AreWrittenWhereTheReaderReadsThemUnchanged) {
    EXPECT_EQ(doc_comment("of age", "  "), std::vector<std::string>{"  /// of age"});
    EXPECT_EQ(doc_comment("one\ntwo", ""), (std::vector<std::string>{"/// one", "///", "/// two"}));
    EXPECT_EQ(doc_comment(std::string(70, 'a') + " " + std::string(70, 'b'), "").size(), 2U);
    for (const char* text :
         {"", " a", "a ", "a  b", "a\n\nb", "a\tb", "\\brief a", "@brief a", "a\\", "<a", "/a", "*a"})
        EXPECT_TRUE(doc_comment(text, "").empty()) << text;
}

TEST(Nodes, AreBrokenWhereALineIsTooLong) {
    Node node{.name = "column", .parameters = {"&User::email"}, .clauses = {number_clause(".varchar", 255)}};
    EXPECT_EQ(laid_out(node, 4, ","), "    column<&User::email>().varchar(255),");
    node.clauses.push_back(text_clause(".named", std::string(90, 'x')));
    EXPECT_EQ(laid_out(node, 4, ","),
              "    column<&User::email>()\n        .varchar(255)\n        .named(\"" + std::string(90, 'x') + "\"),");
}

TEST(Exclusions, AreTakenApart) {
    const auto parts = exclusion_parts(
        "EXCLUDE USING gist (room WITH =, tstzrange(a, b) WITH &&, (lower(c)) text_ops WITH =) WHERE ((a > 1)) "
        "DEFERRABLE INITIALLY DEFERRED");
    ASSERT_TRUE(parts);
    ASSERT_EQ(parts->keys.size(), 3U);
    EXPECT_EQ(parts->method, "gist");
    EXPECT_EQ(parts->keys[0].column, "room");
    EXPECT_EQ(parts->keys[1].expression, "tstzrange(a, b)");
    EXPECT_EQ(parts->keys[1].op, "&&");
    EXPECT_EQ(parts->keys[2].expression, "lower(c)");
    EXPECT_EQ(parts->keys[2].opclass, "text_ops");
    EXPECT_EQ(parts->predicate, "(a > 1)");
    EXPECT_TRUE(parts->deferrable && parts->initially_deferred);
    EXPECT_FALSE(exclusion_parts("EXCLUDE USING gist (a WITH =) INCLUDE (b)"));
    EXPECT_FALSE(exclusion_parts("UNIQUE (a)"));
}

}  // namespace
}  // namespace retort::declare
