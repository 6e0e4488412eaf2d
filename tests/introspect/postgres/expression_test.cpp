#include "sql/postgres/expression.hpp"

#include "sql/postgres/flatten.hpp"

#include <gtest/gtest.h>

#include "tests/support/postgres.hpp"

namespace retort::introspect::postgres {
namespace {

/// Compares the stored form of a CHECK with its original text.
class ExpressionTest : public retort::test::PostgresTest {
protected:
    std::string stored(const std::string& expression) {
        db().execute(
            "DROP TABLE IF EXISTS t; CREATE TABLE t (a integer, b numeric(10,2), v varchar(20), x text, d date, "
            "s timestamptz, j jsonb, l text[], CONSTRAINT c CHECK (" +
            expression + "))");
        const std::string whole =
            db().query("SELECT pg_get_expr(conbin, conrelid) FROM pg_constraint WHERE conname = 'c'")[0][0].value_or(
                "");
        return whole;
    }
};

TEST_F(ExpressionTest, RecognisesStoredForm) {
    for (const char* declared : {"a > 0",
                                 "a>0 and b<10",
                                 "v in ('x', 'y')",
                                 "v IN ('x')",
                                 "x NOT IN ('x', 'y')",
                                 "a BETWEEN 1 AND 10",
                                 "a NOT BETWEEN 1 AND 10",
                                 "v LIKE 'a%'",
                                 "x NOT ILIKE '%b'",
                                 "v = 'it''s'",
                                 "lower(v) = v",
                                 "length(x) <= 20",
                                 "a > -1",
                                 "b > 1.5",
                                 "a * 2 + 1 > b",
                                 "d > '2020-01-01'",
                                 "s < now()",
                                 "coalesce(a, 0) > 0",
                                 "a IS NOT NULL OR v IS NULL",
                                 "NOT (a > 1 AND a < 5)",
                                 "(a > 1 AND b > 2) AND x <> ''",
                                 "CASE WHEN a > 1 THEN v = 'x' ELSE true END",
                                 "x ~ '^[a-z]+$'",
                                 "j ? 'k'",
                                 "l @> ARRAY['x']",
                                 "a = ANY (ARRAY[1, 2])",
                                 "t.a > 1",
                                 "a::text = v",
                                 "x::integer > 1",
                                 "extract(year FROM d) > 2000",
                                 "a != 3",
                                 "a IS DISTINCT FROM 4",
                                 "position('@' in v) > 1",
                                 "a in (1,2,3) and b is null"}) {
        const std::string kept = stored(declared);
        EXPECT_TRUE(sql::postgres::is_stored_form(declared, kept)) << declared << "\n" << kept;
    }
}

TEST_F(ExpressionTest, DistinguishesOtherExpressions) {
    const std::pair<const char*, const char*> pairs[] = {{"a > 0", "a > 1"},
                                                         {"a > 0", "a >= 0"},
                                                         {"v IN ('x', 'y')", "v IN ('x', 'z')"},
                                                         {"a > 1 AND b > 2", "a > 1 OR b > 2"},
                                                         {"lower(v) = v", "upper(v) = v"},
                                                         {"x LIKE 'a'", "x ILIKE 'a'"},
                                                         {"v IN ('x', 'y')", "v NOT IN ('x', 'y')"},
                                                         {"a IS NULL", "a IS NOT NULL"},
                                                         {"a BETWEEN 1 AND 2", "a BETWEEN 1 AND 3"},
                                                         {"x::integer > 1", "x::numeric > 1"},
                                                         {"a > 1", "b > 1"}};
    for (const auto& [declared, other] : pairs)
        EXPECT_FALSE(sql::postgres::is_stored_form(declared, stored(other))) << declared << "\n" << other;
}

TEST(FlattenLogic, MergesLikeParser) {
    EXPECT_EQ(sql::postgres::flatten_logic("((a > 1) AND (a < 5)) AND (b = 2)"), "(a > 1) AND (a < 5) AND (b = 2)");
    EXPECT_EQ(sql::postgres::flatten_logic("(((x OR y) OR z) OR u)"), "(x OR y OR z OR u)");
    EXPECT_EQ(sql::postgres::flatten_logic("(x OR (y OR z))"), "(x OR (y OR z))");
    EXPECT_EQ(sql::postgres::flatten_logic("x AND ((a AND b) AND c)"), "x AND (a AND b AND c)");
    EXPECT_EQ(sql::postgres::flatten_logic("((a AND b) IS TRUE AND c)"), "((a AND b) IS TRUE AND c)");
    EXPECT_EQ(sql::postgres::flatten_logic("(x AND (y OR z))"), "(x AND (y OR z))");
    EXPECT_EQ(sql::postgres::flatten_logic("x AND NOT (y AND z)"), "x AND NOT (y AND z)");
    EXPECT_EQ(sql::postgres::flatten_logic("f((a AND b)) AND c"), "f((a AND b)) AND c");
    EXPECT_EQ(sql::postgres::flatten_logic("((a AND b))::text AND c"), "((a AND b))::text AND c");
    EXPECT_EQ(sql::postgres::flatten_logic("x AND (y = '(p AND q)') AND (\"q AND (r\" AND z)"),
              "x AND (y = '(p AND q)') AND (\"q AND (r\" AND z)");
    EXPECT_EQ(sql::postgres::flatten_logic("SELECT 1 FROM t WHERE (((a) AND (b)) AND (c))"),
              "SELECT 1 FROM t WHERE ((a) AND (b) AND (c))");
    EXPECT_EQ(sql::postgres::flatten_logic("a AND (b"), "a AND (b") << "no expression";
}

TEST_F(ExpressionTest, ReadTextIsStable) {
    for (const char* expression :
         {"a BETWEEN 1 AND 5 AND v = 'x'", "(a > 1 OR v = 'x') AND a NOT BETWEEN 2 AND 3",
          "a NOT BETWEEN 2 AND 3 OR b > 2", "(a > 1 AND (b > 2 AND x = ''))", "v = 'x' AND a BETWEEN 1 AND 5"}) {
        const std::string kept = sql::postgres::flatten_logic(stored(expression));
        EXPECT_EQ(sql::postgres::flatten_logic(stored(kept)), kept) << expression;
    }
}

TEST(Expression, UnparsableTextMatchesOnlyItself) {
    EXPECT_TRUE(sql::postgres::is_stored_form("a >", "a >"));
    EXPECT_FALSE(sql::postgres::is_stored_form("a >", "a > 1"));
    EXPECT_FALSE(sql::postgres::is_stored_form("1); SELECT (1", "1"));
    EXPECT_FALSE(sql::postgres::is_stored_form("'x'", "'y'"));
    EXPECT_TRUE(sql::postgres::is_stored_form("'x'", "'x'::user_role"));
    EXPECT_TRUE(sql::postgres::is_stored_form("-1", "'-1'::integer"));
    EXPECT_TRUE(sql::postgres::is_stored_form("now()", "now()"));
}

}  // namespace
}  // namespace retort::introspect::postgres
