#include "sql/sqlite/canonical.hpp"

#include <gtest/gtest.h>

#include "tests/introspect/sqlite/memory.hpp"

namespace retort::introspect::sqlite {
namespace {

const sql::sqlite::Scope scope{"t", {"a", "b", "Mixed", "two words", "order", "key", "end", "like"}};

std::string canonical(std::string_view sql) {
    const auto tokens = sql::sqlite::tokenize(sql);
    return sql::sqlite::canonical_expression(tokens, scope).text;
}

struct Case {
    std::string_view written;
    std::string_view canonical;
};

const Case cases[] = {
    {"a>0", "a > 0"},
    {"((  a /* why */ > 0 ))", "a > 0"},
    {"(a) > (0)", "a > 0"},
    {"(a + b) * (a - b)", "(a + b) * (a - b)"},
    {"((a + b)) * 2", "(a + b) * 2"},
    {"(a > 0) AND (b > 0)", "(a > 0) AND (b > 0)"},
    {"A IS not Null", "a IS NOT NULL"},
    {"a not like 'x' and (b) not glob 'y'", "a NOT LIKE 'x' AND b NOT GLOB 'y'"},
    {"not like and a is not like", "NOT \"like\" AND a IS NOT \"like\""},
    {"a NOTNULL", "a IS NOT NULL"},
    {"a not null", "a IS NOT NULL"},
    {"a isnull or b = 1", "a IS NULL OR b = 1"},
    {"a == 1 and b != 2", "a = 1 AND b <> 2"},
    {"a in('x','y' , 'z')", "a IN ('x', 'y', 'z')"},
    {"a IN ((1))", "a IN (1)"},
    {"a in (b)", "a IN (b)"},
    {"LENGTH( a )<5", "length(a) < 5"},
    {"length((a || b)) < 5", "length(a || b) < 5"},
    {"coalesce((a), (b), 0)", "coalesce(a, b, 0)"},
    {"\"a\" > `b` + [Mixed]", "a > b + \"Mixed\""},
    {"mixed > 0", "\"Mixed\" > 0"},
    {"\"two words\" <> ''", "\"two words\" <> ''"},
    {"[order] > 0", "\"order\" > 0"},
    {"key > 0", "key > 0"},
    {"a = \"no column\"", "a = 'no column'"},
    {"a = \"it's\"", "a = 'it''s'"},
    {"t.a > 0 and T.\"b\" < 1 and [t].[a] = 2", "a > 0 AND b < 1 AND a = 2"},
    {"main.t.a = main.[t].b", "a = b"},
    {"a = - 1", "a = -1"},
    {"a - -1", "a - -1"},
    {"- - a", "- -a"},
    {"a-1", "a - 1"},
    {"(a)-1", "a - 1"},
    {"~ a & 1", "~a & 1"},
    {"case when a then 1 else -1 end", "CASE WHEN a THEN 1 ELSE -1 END"},
    {"case a when 1 then 2 end - 1", "CASE a WHEN 1 THEN 2 END - 1"},
    {"end > 0 and like > 0", "\"end\" > 0 AND \"like\" > 0"},
    {"case when end then case end when 1 then end end end",
     "CASE WHEN \"end\" THEN CASE \"end\" WHEN 1 THEN \"end\" END END"},
    {"cast( a as  varchar ( 10 ) ) = 'x'", "CAST(a AS VARCHAR(10)) = 'x'"},
    {"cast((a + b) as int)", "CAST((a + b) AS INT)"},
    {"a collate nocase = 'x'", "a COLLATE NOCASE = 'x'"},
    {"a like 'x%' escape '!'", "a LIKE 'x%' ESCAPE '!'"},
    {"like('x%', a)", "like('x%', a)"},
    {"a not between 1 and 2", "a NOT BETWEEN 1 AND 2"},
    {"a glob('x*')", "a GLOB 'x*'"},
    {"x'0F' = a", "x'0f' = a"},
    {"TRUE and False", "true AND false"},
    {"current_timestamp", "CURRENT_TIMESTAMP"},
    {"(a, b) = (1, 2)", "(a, b) = (1, 2)"},
    {"a -> '$.x' ->> 1", "a -> '$.x' ->> 1"},
    {"not(a)", "NOT a"},
    {"not (a or b)", "NOT (a OR b)"},
    {"a is distinct from b", "a IS DISTINCT FROM b"},
    {"'It is NOT touched  --'", "'It is NOT touched  --'"},
    {"a = ((1)) and not ((b)) and -((b)) = ((b)) is null", "a = 1 AND NOT b AND -b = b IS NULL"},
    {"(((a, b))) = ((1, ((2))))", "(a, b) = (1, 2)"},
    {"a in (((1)), ((b + 1)))", "a IN (1, b + 1)"},
    {"a isnull < 1", "a ISNULL < 1"},
    {"a not null + 1", "a NOTNULL + 1"},
    {"a isnull collate nocase", "a ISNULL COLLATE NOCASE"},
    {"a isnull = 1", "a IS NULL = 1"},
    {"t.'a' = 't' . 'b'", "a = b"},
    {"a not match 'x' or a not regexp b", "a NOT MATCH 'x' OR a NOT REGEXP b"},
    {"abs(all a) + abs(distinct (b))", "abs(ALL a) + abs(DISTINCT b)"},
    {"1E+5 + .5e-3 + 0XFF", "1e+5 + .5e-3 + 0xff"},
    {"a IN ()", "a IN ()"},
    {"cast(a as ) = cast (b as 'int')", "CAST(a AS ) = CAST(b AS 'int')"},
};

TEST(SqliteCanonical, HasOneSpelling) {
    for (const Case& each : cases) EXPECT_EQ(canonical(each.written), each.canonical) << each.written;
}

TEST(SqliteCanonical, IsIdempotent) {
    for (const Case& each : cases) EXPECT_EQ(canonical(each.canonical), each.canonical);
}

/// SQLite evaluates the two spellings to the same results, for some values of the columns.
TEST(SqliteCanonical, KeepsMeaning) {
    const auto database = in_memory();
    database->execute(R"(CREATE TABLE t (a, b, "Mixed", "two words", "order", "key", "end", "like"))");
    database->execute(
        "INSERT INTO t VALUES (1, 2, 3, 'w', 5, 6, 7, 8), ('x', 'y', NULL, '', 0, -1, 2, 3), (NULL, -3, 1.5, 'z', 7, "
        "8, 9, 0), "
        "('[1,2]', 0, 0, 0, 0, 0, 0, 0)");
    for (const Case& each : cases) {
        const std::string_view body = each.written.starts_with("(a, b)") ? each.canonical : each.written;
        if (each.written.find("->") != std::string_view::npos) continue;     // not every value is JSON
        if (each.written.find("match") != std::string_view::npos) continue;  // there is no such function
        EXPECT_EQ(database->query("SELECT quote(" + std::string(body) + ") FROM t ORDER BY rowid"),
                  database->query("SELECT quote(" + std::string(each.canonical) + ") FROM t ORDER BY rowid"))
            << each.written;
    }
}

/// The names of the row id are identifiers in double quotes, too, where the expression may name it.
TEST(SqliteCanonical, NamesOfTheRowId) {
    const auto of = [](std::string_view sql, bool rowid) {
        return sql::sqlite::canonical_expression(sql::sqlite::tokenize(sql), {"t", {"a", "oid"}, rowid}).text;
    };
    EXPECT_EQ(of("\"rowid\" > [_RowId_]", true), "rowid > _rowid_");
    EXPECT_EQ(of("t.ROWID < main.t.\"rowid\"", true), "rowid < rowid");
    EXPECT_EQ(of("\"OID\" = 'oid'", true), "oid = 'oid'") << "a column";
    EXPECT_EQ(of("\"rowid\" = 'rowid'", false), "'rowid' = 'rowid'");
    EXPECT_EQ(of("true = \"true\"", true), "true = 'true'");
}

/// SQLite takes a bare TRUE for the constant in x IN (TRUE), even where a column has the name.
TEST(SqliteCanonical, ABareTrueIsNotTheQuotedName) {
    const auto tokens = sql::sqlite::tokenize("a IN (TRUE) OR \"TRUE\"");
    const sql::sqlite::Canonical found = sql::sqlite::canonical_expression(tokens, {"t", {"a", "true"}});
    EXPECT_EQ(found.text, "a IN (true) OR \"true\"");
    EXPECT_EQ(found.reads, (std::vector<std::string>{"a", "true"}));
}

TEST(SqliteCanonical, WhatACollationAppliesTo) {
    const auto collatable = [](std::string_view sql) { return sql::sqlite::is_collatable(sql::sqlite::tokenize(sql)); };
    for (const char* each : {"a", "'x'", "-a", "~ - a", "(a + b)", "lower(a)", "cast(a as text)", "a COLLATE NOCASE",
                             "case when a then b else case b when 1 then 2 end end"})
        EXPECT_TRUE(collatable(each)) << each;
    for (const char* each : {"a + b", "(a) + (b)", "NOT (a)", "NOT a", "a || b COLLATE NOCASE", "lower(a) || f(b)",
                             "case a when 1 then 2 end || case a when 1 then 2 end"})
        EXPECT_FALSE(collatable(each)) << each;
}

TEST(SqliteCanonical, QuotesTheNameOfACollation) {
    EXPECT_EQ(canonical("a collate [my order] = 'x' collate \"binary\""),
              "a COLLATE \"my order\" = 'x' COLLATE BINARY");
}

TEST(SqliteCanonical, ReportsReferencedColumns) {
    const auto tokens = sql::sqlite::tokenize("b > 0 AND lower(\"two words\") = 'a' OR t.b = 2");
    EXPECT_EQ(sql::sqlite::canonical_expression(tokens, scope).reads, (std::vector<std::string>{"b", "two words"}));
}

TEST(SqliteCanonical, Types) {
    const auto type = [](std::string_view sql) { return sql::sqlite::canonical_type(sql::sqlite::tokenize(sql)); };
    EXPECT_EQ(type("varchar ( 255 )"), "VARCHAR(255)");
    EXPECT_EQ(type("Double   Precision"), "DOUBLE PRECISION");
    EXPECT_EQ(type("decimal(10 , +2)"), "DECIMAL(10,2)");
    EXPECT_EQ(type("int[]"), "INT[]");
    EXPECT_EQ(type(""), "");
}

}  // namespace
}  // namespace retort::introspect::sqlite
