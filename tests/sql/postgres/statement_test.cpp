#include "sql/postgres/statement.hpp"

#include <gtest/gtest.h>

namespace retort::sql::postgres {
namespace {

TEST(PostgresStatement, ReportsTheFirstByteThatIsNotUtf8) {
    const Made made = read_statement("CREATE VIEW \xC3\xA4 AS SELECT 'caf\xE9'");
    EXPECT_FALSE(made.readable());
    EXPECT_EQ(made.rejection, "the text is not UTF-8");
    EXPECT_EQ(made.offset, 29);
}

TEST(PostgresStatement, ReportsTheOffsetOfASyntaxError) {
    const Made made = read_statement("CREATE VIEW \xC3\xA4 SELECT 1");
    EXPECT_FALSE(made.readable());
    EXPECT_EQ(made.offset, 15);
}

/// "kind name (arguments): needs", as one statement of an SQL file is understood.
std::string made(const std::string& sql) {
    const Made each = read_statement(sql);
    if (!each.rejection.empty()) return "rejected: " + each.rejection;
    std::string text = each.kind + " " + display(each.name);
    if (!each.arguments.empty()) text += " (" + each.arguments + ")";
    for (const ObjectName& name : each.needs) text += (&name == &each.needs.front() ? ": " : ", ") + display(name);
    return text;
}

TEST(PostgresStatement, ReadsTheKindsWithNamesOfTheirOwn) {
    EXPECT_EQ(made("CREATE TEXT SEARCH CONFIGURATION app.fr (COPY = french)"),
              "text_search_configuration app.fr: french");
    EXPECT_EQ(made("ALTER TEXT SEARCH CONFIGURATION fr ALTER MAPPING FOR word WITH app.plain, simple"),
              "setting : fr, simple, app.plain");
    EXPECT_EQ(made("ALTER TEXT SEARCH DICTIONARY d (accept = false)"), "setting : d");
    EXPECT_EQ(made("CREATE OPERATOR app.=== (FUNCTION = f, LEFTARG = integer, RIGHTARG = app.t[])"),
              "operator app.=== (int4, app.t[]): f, int4, app.t");
    EXPECT_EQ(made("CREATE OPERATOR CLASS c FOR TYPE t USING hash FAMILY f AS FUNCTION 1 g(t)"),
              "operator_class c (hash): f, g, t");
    EXPECT_EQ(made("CREATE OPERATOR FAMILY f USING hash"), "operator_family f (hash)");
    EXPECT_EQ(made("CREATE DEFAULT CONVERSION c FOR 'LATIN1' TO 'UTF8' FROM f"), "conversion c: f");
    EXPECT_EQ(made("CREATE SERVER s FOREIGN DATA WRAPPER w"), "foreign_server s");
    EXPECT_EQ(made("CREATE USER MAPPING FOR bob SERVER s"), "user_mapping s (bob)");
    EXPECT_EQ(made("CREATE USER MAPPING FOR PUBLIC SERVER s"), "user_mapping s (ROLESPEC_PUBLIC)");
    EXPECT_EQ(made("CREATE LANGUAGE l HANDLER h"), "language l: h");
    EXPECT_EQ(made("CREATE ACCESS METHOD a TYPE TABLE HANDLER h"), "access_method a: h");
    EXPECT_EQ(made("CREATE SUBSCRIPTION s CONNECTION '' PUBLICATION p WITH (connect = false)"), "subscription s");
    EXPECT_EQ(made("CREATE SUBSCRIPTION s CONNECTION '' PUBLICATION p"),
              "rejected: a subscription is declared without a connection to its publisher");
    EXPECT_EQ(made("CREATE TYPE app.t (INPUT = f, OUTPUT = app.g)"),
              "base_type app.t: f, app.g, app.t");  // app.t: its shell type
    EXPECT_EQ(made("CREATE TYPE t"), "shell_type t");
}

TEST(PostgresStatement, AltersASequenceForItsColumnOnly) {
    EXPECT_EQ(made("ALTER SEQUENCE app.s OWNED BY app.t.id"), "setting : app.s, app.t");
    for (const char* sql :
         {"ALTER SEQUENCE s OWNED BY NONE", "ALTER SEQUENCE s RESTART", "ALTER SEQUENCE s CYCLE OWNED BY t.id"})
        EXPECT_EQ(made(sql), "rejected: ALTER SEQUENCE is accepted here only with OWNED BY and a column") << sql;
}

}  // namespace
}  // namespace retort::sql::postgres
