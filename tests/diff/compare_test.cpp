#include "diff/compare.hpp"

#include <gtest/gtest.h>

#include "tests/diff/sample.hpp"

namespace retort::diff {
namespace {

TEST(Compare, EqualSchemasHaveNoChanges) {
    const Schema schema = schema_of({table("t", {column("a", "integer")})});
    EXPECT_TRUE(compare(schema, schema).empty());
}

TEST(Compare, IgnoresColumnOrder) {
    const Schema a = schema_of({table("t", {column("a", "integer"), column("b", "text")})});
    const Schema b = schema_of({table("t", {column("b", "text"), column("a", "integer")})});
    EXPECT_TRUE(compare(a, b).empty());
}

TEST(Compare, DescribesEveryColumnProperty) {
    Column before = column("a", "integer"), after = column("a", "bigint", false);
    after.default_sql = "0";
    after.comment = "x";
    EXPECT_EQ(words(compare(schema_of({table("t", {before})}), schema_of({table("t", {after})}))),
              (Words{"column t.a: type integer → bigint, NOT NULL, default none → 0, comment"}));
}

TEST(Compare, IgnoresGeneratedNames) {
    Table before = table("t", {column("a", "integer")}), after = before;
    before.uniques = {{.name = "legacy_uq", .columns = {"a"}, .named = true}};
    after.uniques = {{.name = "t_a_key", .columns = {"a"}, .named = false}};
    EXPECT_TRUE(compare(schema_of({before}), schema_of({after})).empty());
}

TEST(Compare, ExplicitNamesAreRenamed) {
    Table before = table("t", {column("a", "integer")}), after = before;
    before.uniques = {{.name = "old_uq", .columns = {"a"}, .named = true}};
    after.uniques = {{.name = "new_uq", .columns = {"a"}, .named = true}};
    EXPECT_EQ(words(compare(schema_of({before}), schema_of({after}))),
              (Words{"t: unique constraint new_uq (a): renamed from old_uq"}));
}

TEST(Compare, OfTwoEqualIndexesTheDeclaredOneIsRenamed) {
    const auto index = [](const std::string& name) {
        Index made;
        made.name = name;
        made.named = true;
        made.parts = {{.column = "a"}};
        return made;
    };
    Table before = table("t", {column("a", "integer")}), after = before;
    before.indexes = {index("first"), index("second")};
    after.indexes = {index("now")};
    EXPECT_EQ(words(compare(schema_of({before}), schema_of({after}))),
              (Words{"t: index now (a): renamed from first", "t: index second (a) dropped"}));
    after.indexes[0].renamed_from = std::string("second");
    const Words declared{"t: index now (a): renamed from second", "t: index first (a) dropped"};
    EXPECT_EQ(words(compare(schema_of({before}), schema_of({after}))), declared);
    before.indexes.push_back(index("third"));
    after.indexes.push_back(index("third"));
    EXPECT_EQ(words(compare(schema_of({before}), schema_of({after}))), declared);
}

TEST(Compare, DropsOneOfTwoEqualConstraints) {
    Table before = table("t", {column("a", "integer")}), after = before;
    before.checks = {{.name = "c1", .expression = "a > 0", .named = true},
                     {.name = "c2", .expression = "a > 0", .named = true}};
    after.checks = {{.name = "t_a_check", .expression = "a > 0", .named = false}};
    EXPECT_EQ(words(compare(schema_of({before}), schema_of({after}))),
              (Words{"t: check constraint c2 (a > 0) dropped"}));
}

TEST(Compare, IgnoresExternalTables) {
    Table live = table("t", {column("a", "integer")}), declared = table("t", {column("b", "text")});
    declared.external = true;
    EXPECT_TRUE(compare(schema_of({live}), schema_of({declared})).empty());
    EXPECT_TRUE(compare(schema_of({declared}), schema_of({live})).empty());
    EXPECT_TRUE(compare(schema_of({}), schema_of({declared})).empty());
}

TEST(Compare, ValidationIsAlteration) {
    Table before = table("t", {column("a", "integer")}), after = before;
    before.checks = {{.name = "c", .expression = "a > 0", .not_valid = true, .named = true}};
    after.checks = {{.name = "c", .expression = "a > 0", .named = true}};
    EXPECT_EQ(words(compare(schema_of({before}), schema_of({after}))),
              (Words{"t: check constraint c (a > 0): comment, validation or storage"}));
    EXPECT_EQ(compare(schema_of({after}), schema_of({before})).size(), 2U);  // dropped and added
}

TEST(Compare, DropsSequenceWithOwningColumn) {
    Schema before = schema_of({table("t", {column("a", "integer"), column("id", "integer")})});
    before.sequences[{"", "t_id_seq"}] = {{"", "t_id_seq"}, "integer", {}, {"", "t"}, "id", ""};
    const Schema after = schema_of({table("t", {column("a", "integer")})});
    EXPECT_EQ(words(compare(before, after)), (Words{"column t.id dropped"}));
}

}  // namespace
}  // namespace retort::diff
