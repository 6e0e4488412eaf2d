#include "sql/identifiers.hpp"

#include <gtest/gtest.h>

namespace retort::diff {
namespace {

TEST(Rewrite, IdentifiersOnly) {
    const sql::Replacements names{.columns = {{"age", "years"}}};
    EXPECT_EQ(sql::replace_identifiers("age > 0", names), "years > 0");
    EXPECT_EQ(sql::replace_identifiers("AGE > 0 AND \"age\" < 9", names), "years > 0 AND years < 9");
    EXPECT_EQ(sql::replace_identifiers("average > 'age' -- age", names), "average > 'age' -- age");
    EXPECT_EQ(sql::replace_identifiers("age('x') > $$age$$ || $t$age$t$", names), "age('x') > $$age$$ || $t$age$t$");
    EXPECT_EQ(sql::replace_identifiers("'it''s age' || age", names), "'it''s age' || years");
    EXPECT_EQ(sql::replace_identifiers("1e5 + x1.age", names), "1e5 + x1.years");
}

TEST(Rewrite, QuotesNewNamesWhereNeeded) {
    EXPECT_EQ(sql::replace_identifiers("a = 1", {.columns = {{"a", "Order"}}}), "\"Order\" = 1");
    EXPECT_EQ(sql::replace_identifiers("\"a\"\"b\" = 1", {.columns = {{"a\"b", "c"}}}), "c = 1");
}

TEST(Rewrite, TypesAfterCast) {
    const sql::Replacements names{.columns = {{"kind", "sort"}}, .types = {{"kind", {"", "species"}}}};
    EXPECT_EQ(sql::replace_identifiers("kind <> 'a'::kind AND 'kind'::text = ''", names),
              "sort <> 'a'::species AND 'kind'::text = ''");
}

TEST(Rewrite, QualifiedObjects) {
    const sql::Replacements names{.columns = {{"kind", "sort"}},
                                  .objects = {{{"s", "kind"}, {"t", "Kind"}}, {{"s", "x"}, {"", "y"}}}};
    EXPECT_EQ(sql::replace_identifiers("kind <> 'a'::s.kind AND u.kind = 's.kind'::s.x", names),
              "sort <> 'a'::t.\"Kind\" AND u.sort = 's.kind'::y");
    EXPECT_EQ(sql::replace_identifiers("s.kind(s) + s . kind", names), "s.kind(s) + s . sort");
    EXPECT_EQ(sql::replace_identifiers("x.kind[], kind", {.objects = {{{"", "kind"}, {"s", "kind"}}}}),
              "x.kind[], s.kind");
}

TEST(Rewrite, QualifiedFunctionCalls) {
    EXPECT_EQ(sql::called_functions("lower(email) || s.f (1) + \"G\"('h(1)')"),
              (std::vector<ObjectName>{{"", "lower"}, {"s", "f"}, {"", "G"}}));
    EXPECT_TRUE(sql::called_functions("email::varchar(3)").empty());
}

TEST(Rewrite, OperatorsOutsideParentheses) {
    EXPECT_TRUE(sql::has_operator("now() + '1 day'::interval"));
    EXPECT_TRUE(sql::has_operator("1 = ANY (ARRAY[1, 2])"));
    EXPECT_FALSE(sql::has_operator("'a-b'::text"));
    EXPECT_FALSE(sql::has_operator("f(1 + 2)"));
    EXPECT_FALSE(sql::has_operator("-1"));
    EXPECT_FALSE(sql::has_operator("'{}'::text[]"));
}

TEST(Rewrite, References) {
    EXPECT_TRUE(sql::references_name("lower(email)", "email"));
    EXPECT_FALSE(sql::references_name("lower('email')", "email"));
    EXPECT_FALSE(sql::references_name("emails", "email"));
}

TEST(Rewrite, NamesAsTheEnginePrintsThem) {
    EXPECT_EQ(sql::parse_name("plain"), (ObjectName{"", "plain"}));
    EXPECT_EQ(sql::parse_name("app.\"Odd. one\""), (ObjectName{"app", "Odd. one"}));
    EXPECT_EQ(sql::parse_name("\"a\"\"b\".\"\"\"c\""), (ObjectName{"a\"b", "\"c"}));
}

}  // namespace
}  // namespace retort::diff
