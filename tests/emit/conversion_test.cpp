#include "emit/postgres/conversion.hpp"

#include <gtest/gtest.h>

#include "tests/support/postgres.hpp"

namespace retort::emit::postgres {
namespace {

Column column(const std::string& type) {
    Column made;
    made.name = "v";
    made.type.sql = type;
    return made;
}

/// What the value in a column of type `from` becomes in one of type `to`, on a real server.
class ConversionTest : public test::PostgresTest {
protected:
    std::string convert(const std::string& from, const std::string& value, const std::string& to,
                        Direction direction = Direction::up) {
        const Conversion how = conversion({"", "t"}, column(from), column(to), Schema{}, Schema{}, direction);
        db().execute("DROP TABLE IF EXISTS t; CREATE TABLE t (v " + from + "); INSERT INTO t VALUES (" + value + ")");
        db().execute("SET TimeZone = 'Asia/Tokyo'");  // must make no difference
        db().execute("ALTER TABLE t ALTER COLUMN v TYPE " + to +
                     (how.using_sql.empty() ? "" : " USING " + how.using_sql));
        db().execute("SET TimeZone = 'UTC'");
        return db().query("SELECT v::text FROM t")[0][0].value_or("NULL");
    }
};

TEST_F(ConversionTest, KeepsWhatAValueMeans) {
    EXPECT_EQ(convert("text", "'42'", "integer"), "42");
    EXPECT_EQ(convert("integer", "42", "text"), "42");
    EXPECT_EQ(convert("integer", "2", "boolean"), "true");
    EXPECT_EQ(convert("bigint", "0", "boolean"), "false");
    EXPECT_EQ(convert("boolean", "true", "smallint"), "1");
    EXPECT_EQ(convert("boolean", "true", "numeric(5,2)"), "1.00");
    EXPECT_EQ(convert("text", "'yes'", "boolean"), "true");
    EXPECT_EQ(convert("timestamp without time zone", "'2026-01-02 03:04'", "timestamp with time zone"),
              "2026-01-02 03:04:00+00");
    EXPECT_EQ(convert("timestamp with time zone", "'2026-01-02 03:04+00'", "timestamp without time zone"),
              "2026-01-02 03:04:00");
    EXPECT_EQ(convert("timestamp with time zone", "'2026-01-02 23:04+00'", "date"), "2026-01-02");
    EXPECT_EQ(convert("date", "'2026-01-02'", "timestamp with time zone"), "2026-01-02 00:00:00+00");
    EXPECT_EQ(convert("bigint", "86400", "timestamp with time zone"), "1970-01-02 00:00:00+00");
    EXPECT_EQ(convert("bigint", "86400", "timestamp without time zone"), "1970-01-02 00:00:00");
    EXPECT_EQ(convert("timestamp with time zone", "'1970-01-02 00:00+00'", "bigint"), "86400");
    EXPECT_EQ(convert("text", "'é'", "bytea"), "\\xc3a9");
    EXPECT_EQ(convert("bytea", "'\\xc3a9'", "text"), "é");
    EXPECT_EQ(convert("uuid", "'00000000-0000-0000-0000-0000000000ff'", "bytea"), "\\x000000000000000000000000000000ff");
    EXPECT_EQ(convert("bytea", "'\\x000000000000000000000000000000ff'", "uuid"),
              "00000000-0000-0000-0000-0000000000ff");
    EXPECT_EQ(convert("text", "'{\"a\": 1}'", "jsonb"), "{\"a\": 1}");
    EXPECT_EQ(convert("integer", "7", "jsonb"), "7");
    EXPECT_EQ(convert("jsonb", "'7'", "integer"), "7");
    EXPECT_EQ(convert("integer", "7", "integer[]"), "{7}");
    EXPECT_EQ(convert("integer[]", "'{7,8}'", "text[]"), "{7,8}");
    EXPECT_EQ(convert("integer[]", "'{7,8}'", "integer", Direction::down), "7");
    EXPECT_EQ(convert("numeric(10,2)", "1.25", "double precision"), "1.25");
    EXPECT_EQ(convert("character varying(20)", "'abc'", "character varying(3)"), "abc");
}

TEST_F(ConversionTest, NothingIsCutSilently) {
    EXPECT_THROW(convert("text", "'abcd'", "character varying(3)"), introspect::StatementError);
    EXPECT_THROW(convert("bigint", "70000", "smallint"), introspect::StatementError);
}

TEST(Conversion, NoCastNoPlan) {
    try {
        conversion({"", "t"}, column("uuid"), column("integer"), Schema{}, Schema{}, Direction::up);
        FAIL() << "an error was expected";
    } catch (const Error& error) {
        EXPECT_EQ(error.diagnostics().front().code, "RT050");
        EXPECT_EQ(error.diagnostics().front().message,
                  "column t.v can't be turned from uuid into integer: there is no cast between them");
    }
    Column told = column("integer");
    told.transition->using_sql = "hashtext(v::text)";
    EXPECT_EQ(conversion({"", "t"}, column("uuid"), told, Schema{}, Schema{}, Direction::up).using_sql,
              "hashtext(v::text)");
}

TEST(NeutralValue, DistinctOnesFitTheirType) {
    EXPECT_EQ(neutral_value({"character varying(10)", {}, false}, Schema{}, true),
              "left(gen_random_uuid()::text, 10)");
    EXPECT_EQ(neutral_value({"integer", {}, false}, Schema{}, true), "");
    EXPECT_EQ(neutral_value({"integer[]", {}, false}, Schema{}, false), "'{}'");
}

}  // namespace
}  // namespace retort::emit::postgres
