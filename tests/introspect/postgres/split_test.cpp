#include "sql/postgres/split.hpp"

#include <gtest/gtest.h>

#include "schema/error.hpp"

namespace retort::introspect::postgres {
namespace {

using Statements = std::vector<std::string_view>;

TEST(PostgresSplit, DropsCommentsAroundStatements) {
    EXPECT_EQ(sql::postgres::split("-- first\nSELECT 1; /* x; */ ;\n;\n SELECT 2 -- tail; \n"),
              (Statements{"SELECT 1", "SELECT 2"}));
    EXPECT_EQ(sql::postgres::split(""), Statements{});
    EXPECT_EQ(sql::postgres::split("-- nothing\n"), Statements{});
}

TEST(PostgresSplit, QuotesHideSemicolons) {
    EXPECT_EQ(sql::postgres::split(R"(SELECT 'a;b''c;', E'\';', "d;e"; SELECT $$f;g$$, $x$h;$$;i$x$)"),
              (Statements{R"(SELECT 'a;b''c;', E'\';', "d;e")", "SELECT $$f;g$$, $x$h;$$;i$x$"}));
    EXPECT_EQ(sql::postgres::split("SELECT 'ö;ü'; SELECT 'ä'"), (Statements{"SELECT 'ö;ü'", "SELECT 'ä'"}));
    EXPECT_EQ(sql::postgres::split("SELECT /* a /* b; */ ; */ 1; SELECT 2"),
              (Statements{"SELECT /* a /* b; */ ; */ 1", "SELECT 2"}));
}

TEST(PostgresSplit, FunctionBodiesInStandardSqlAreOneStatement) {
    const char* const function =
        "CREATE OR REPLACE FUNCTION f(a int) RETURNS int LANGUAGE sql BEGIN ATOMIC\n"
        "  SELECT CASE WHEN a > 0 THEN 1 ELSE 2 END; SELECT 3;\nEND";
    EXPECT_EQ(sql::postgres::split(std::string(function) + "; SELECT 1"), (Statements{function, "SELECT 1"}));
    EXPECT_EQ(sql::postgres::split("BEGIN; SELECT 1; END; SELECT 2"),
              (Statements{"BEGIN", "SELECT 1", "END", "SELECT 2"}));
}

TEST(PostgresSplit, RulesMayContainSeveralCommands) {
    const char* const rule = "CREATE RULE r AS ON INSERT TO t DO ALSO (DELETE FROM a; DELETE FROM b)";
    EXPECT_EQ(sql::postgres::split(std::string(rule) + ";SELECT 1;"), (Statements{rule, "SELECT 1"}));
}

TEST(PostgresSplit, PassesInvalidSqlToServer) {
    EXPECT_EQ(sql::postgres::split("SELEC 1; CREATE FROBNICATOR x; SELECT 2"),
              (Statements{"SELEC 1", "CREATE FROBNICATOR x", "SELECT 2"}));
}

TEST(PostgresSplit, ReportsLocationOfUnterminatedQuote) {
    struct Case {
        const char* script;
        int line;
        int column;
        const char* message;
    };
    for (const Case& c : {Case{"SELECT 1;\nSELECT 'ö', 'abc;\n", 2, 13, "unterminated quoted string"},
                          Case{"SELECT\n  $a$ x;", 2, 3, "unterminated dollar-quoted string"},
                          Case{"/* open", 1, 1, "unterminated /* comment"},
                          Case{"SELECT \"x", 1, 8, "unterminated quoted identifier"}}) {
        try {
            sql::postgres::split(c.script);
            ADD_FAILURE() << "not rejected: " << c.script;
        } catch (const Error& error) {
            const Diagnostic& diagnostic = error.diagnostics().at(0);
            EXPECT_EQ(diagnostic.code.text(), "RT033");
            EXPECT_EQ(diagnostic.message, c.message);
            EXPECT_EQ(diagnostic.position.line, c.line) << c.script;
            EXPECT_EQ(diagnostic.position.column, c.column) << c.script;
        }
    }
}

TEST(PostgresSplit, RejectsANulByteInsteadOfIgnoringTheRest) {
    using namespace std::string_view_literals;
    try {
        sql::postgres::split("SELECT 1;\n \0 SELECT 2"sv);
        ADD_FAILURE() << "not rejected";
    } catch (const Error& error) {
        const Diagnostic& diagnostic = error.diagnostics().at(0);
        EXPECT_EQ(diagnostic.code.text(), "RT271");
        EXPECT_EQ(diagnostic.message, "NUL byte in SQL text");
        EXPECT_EQ(diagnostic.position.line, 2);
        EXPECT_EQ(diagnostic.position.column, 2);
    }
}

}  // namespace
}  // namespace retort::introspect::postgres
