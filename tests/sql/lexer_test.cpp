#include "sql/postgres/lexer.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace retort::sql::postgres {
namespace {

using Texts = std::vector<std::string>;

Texts texts(std::string_view sql) {
    Texts all;
    for (LexemeCursor cursor(sql); !cursor.done();)
        if (const Lexeme each = cursor.next(); each.kind != LexemeKind::space) all.emplace_back(each.text);
    return all;
}

LexemeKind kind(std::string_view sql) { return lexeme_at(sql, 0).kind; }

TEST(PostgresLexer, ADoubledQuoteDoesNotEndALiteralOrAName) {
    EXPECT_EQ(texts("'it''s' || \"a\"\"b\""), (Texts{"'it''s'", "|", "|", "\"a\"\"b\""}));
    EXPECT_EQ(identifier_name(lexeme_at("\"a\"\"B\"", 0)), "a\"B");
    EXPECT_EQ(identifier_name(lexeme_at("Users", 0)), "users");
}

TEST(PostgresLexer, ABackslashEscapesOnlyInAnEscapeString) {
    EXPECT_EQ(texts("E'a\\'b' c"), (Texts{"E'a\\'b'", "c"}));
    EXPECT_EQ(texts("'a\\' c"), (Texts{"'a\\'", "c"}));
    EXPECT_EQ(texts("type'x'"), (Texts{"type", "'x'"}));
}

TEST(PostgresLexer, DollarQuotesEndAtTheirOwnTag) {
    EXPECT_EQ(texts("$a$ $$ 'x $a$ y"), (Texts{"$a$ $$ 'x $a$", "y"}));
    EXPECT_EQ(texts("$1 + a$b"), (Texts{"$", "1", "+", "a$b"}));
}

TEST(PostgresLexer, CommentsAreNested) {
    EXPECT_EQ(texts("a /* b /* c */ d */ e -- f\ng"), (Texts{"a", "/* b /* c */ d */", "e", "-- f", "g"}));
}

TEST(PostgresLexer, AnUnclosedTokenIsAsLongAsTheRest) {
    for (const std::string_view sql : {"'a b", "\"a b", "$x$ a", "/* a", "E'a\\"})
        EXPECT_EQ(texts(sql).size(), 1U) << sql;
    EXPECT_EQ(kind("'a b"), LexemeKind::string);
}

TEST(PostgresLexer, SearchesOutsideOfLiteralsAndBrackets) {
    EXPECT_EQ(find_outside("f(' AS ', \" AS \") AS x", " AS "), 17U);
    EXPECT_EQ(find_outside("(a AS b)", " AS "), std::string_view::npos);
    EXPECT_EQ(find_any_outside("numeric(4, 2), x)", ",)"), 13U);
    EXPECT_EQ(after_bracket("(a ')' [b]) c", 0), 11U);
    EXPECT_EQ(after_bracket("(a", 0), std::string_view::npos);
}

TEST(PostgresLexer, TheValueOfAStringHasItsQuotesOnce) {
    const auto value = [](std::string_view sql) { return string_value(lexeme_at(sql, 0)); };
    EXPECT_EQ(value("'it''s'"), "it's");
    EXPECT_EQ(value("''"), "");
    EXPECT_EQ(value("E'a'"), std::nullopt);
    EXPECT_EQ(value("12"), std::nullopt);
}

}  // namespace
}  // namespace retort::sql::postgres
