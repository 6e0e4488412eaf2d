#include "sql/sqlite/split.hpp"

#include <gtest/gtest.h>

#include <string>

#include "schema/error.hpp"
#include "sql/sqlite/tokens.hpp"

namespace retort::introspect::sqlite {
namespace {

using Statements = std::vector<std::string_view>;

TEST(SqliteSplit, StatementsEndAtSemicolons) {
    EXPECT_EQ(sql::sqlite::split("SELECT 1; SELECT 2"), (Statements{"SELECT 1", "SELECT 2"}));
    EXPECT_EQ(sql::sqlite::split(""), Statements{});
    EXPECT_EQ(sql::sqlite::split(" ;; -- nothing\n ; /* at all */"), Statements{});
}

TEST(SqliteSplit, DropsCommentsAroundStatements) {
    EXPECT_EQ(sql::sqlite::split("-- one\nSELECT 1 -- two\n; /* three */ SELECT /* 4 */ 5 -- six"),
              (Statements{"SELECT 1", "SELECT /* 4 */ 5"}));
}

TEST(SqliteSplit, QuotesHideSemicolons) {
    EXPECT_EQ(sql::sqlite::split(R"(SELECT 'a;''b', "c;""d", `e;`, [f;]; SELECT 2)").size(), 2U);
}

TEST(SqliteSplit, TriggerEndsAtEnd) {
    const std::string trigger =
        "CREATE TEMP TRIGGER t AFTER INSERT ON a BEGIN\n"
        "  UPDATE a SET b = CASE WHEN 1 THEN 2 END;\n"
        "  DELETE FROM c; -- END;\n"
        "END";
    const std::string script = trigger + ";\nBEGIN; SELECT 1; END; COMMIT";
    EXPECT_EQ(sql::sqlite::split(script), (Statements{trigger, "BEGIN", "SELECT 1", "END", "COMMIT"}));
}

TEST(SqliteSplit, ColumnNamedTriggerStartsNoTrigger) {
    EXPECT_EQ(sql::sqlite::split("CREATE TABLE t (trigger_at TEXT); SELECT 1").size(), 2U);
}

TEST(SqliteSplit, ReportsLocationOfUnterminatedQuotesAndComments) {
    for (const std::string tail : {"'open", "\"open", "`open", "[open", "/* open", "x'00"}) {
        const std::string script = "SELECT 1;\n  SELECT " + tail;
        try {
            sql::sqlite::split(script);
            ADD_FAILURE() << script;
        } catch (const Error& error) {
            const Diagnostic& diagnostic = error.diagnostics().front();
            EXPECT_EQ(diagnostic.code.text(), "RT033");
            EXPECT_EQ(diagnostic.position.line, 2) << tail;
            EXPECT_EQ(diagnostic.position.column, 10) << tail;
        }
    }
}

TEST(SqliteSplit, CountsCharactersInColumns) {
    try {
        sql::sqlite::split("SELECT 'ö', 'open");
        ADD_FAILURE() << "not rejected";
    } catch (const Error& error) {
        EXPECT_EQ(error.diagnostics().front().position.column, 13);
    }
}

TEST(SqliteSplit, RejectsANulByteInsteadOfIgnoringTheRest) {
    using namespace std::string_view_literals;
    try {
        sql::sqlite::split("SELECT 1;\n \0 SELECT 2"sv);
        ADD_FAILURE() << "not rejected";
    } catch (const Error& error) {
        const Diagnostic& diagnostic = error.diagnostics().at(0);
        EXPECT_EQ(diagnostic.code.text(), "RT271");
        EXPECT_EQ(diagnostic.message, "NUL byte in SQL text");
        EXPECT_EQ(diagnostic.position.line, 2);
        EXPECT_EQ(diagnostic.position.column, 2);
    }
}

TEST(SqliteTokens, UnquotesAllFourStyles) {
    EXPECT_EQ(sql::sqlite::unquote(R"("a""b")"), "a\"b");
    EXPECT_EQ(sql::sqlite::unquote("'it''s'"), "it's");
    EXPECT_EQ(sql::sqlite::unquote("`a``b`"), "a`b");
    EXPECT_EQ(sql::sqlite::unquote("[a b]"), "a b");
    EXPECT_EQ(sql::sqlite::unquote("plain"), "plain");
}

TEST(SqliteTokens, AByteOrderMarkIsWhiteSpace) {
    EXPECT_EQ(sql::sqlite::split("\xEF\xBB\xBFSELECT 1;\xEF\xBB\xBFSELECT 2"), (Statements{"SELECT 1", "SELECT 2"}));
}

TEST(SqliteTokens, NumbersAndOperators) {
    std::string seen;
    for (const sql::sqlite::Token& token :
         sql::sqlite::tokenize("1.5e-3-.5+0xFF||a->>'x'->b<>c!=d==e<<2 /* c */ x'0f' ?1 :n -- end"))
        seen += std::string(token.text) + "|";
    EXPECT_EQ(seen, "1.5e-3|-|.5|+|0xFF||||a|->>|'x'|->|b|<>|c|!=|d|==|e|<<|2|x'0f'|?1|:n|");
}

}  // namespace
}  // namespace retort::introspect::sqlite
