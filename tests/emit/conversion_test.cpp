#include "emit/postgres/conversion.hpp"

#include <gtest/gtest.h>

#include <optional>

#include "emit/postgres/labels.hpp"
#include "emit/postgres/neutral_value.hpp"
#include "tests/support/postgres.hpp"

namespace retort::emit::postgres {
namespace {

Column column(const std::string& type) {
    Column made;
    made.name = "v";
    made.type.sql = type;
    return made;
}

/// The result of converting a value from a column of type `from` to type `to`, on a real server.
class ConversionTest : public test::PostgresTest {
protected:
    std::string convert(const std::string& from, const std::string& value, const std::string& to,
                        Direction direction = Direction::up) {
        const Conversion how = conversion({"", "t"}, column(from), column(to), Schema{}, Schema{}, direction);
        db().execute("DROP TABLE IF EXISTS t; CREATE TABLE t (v " + from + "); INSERT INTO t VALUES (" + value + ")");
        db().execute("SET TimeZone = 'Asia/Tokyo'");  // must not affect the result
        db().execute("ALTER TABLE t ALTER COLUMN v TYPE " + to +
                     (how.using_sql.empty() ? "" : " USING " + how.using_sql));
        db().execute("SET TimeZone = 'UTC'");
        return db().query("SELECT v::text FROM t")[0][0].value_or("NULL");
    }
};

TEST_F(ConversionTest, KeepsMeaningOfValues) {
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
    EXPECT_EQ(convert("timestamp with time zone", "'2026-01-02 23:04+00'", "time with time zone"), "23:04:00+00");
    EXPECT_EQ(convert("timestamp without time zone", "'2026-01-02 23:04'", "time with time zone"), "23:04:00+00");
    EXPECT_EQ(convert("interval", "'5 hours'", "time without time zone"), "05:00:00");
    EXPECT_EQ(convert("date", "'2026-01-02'", "timestamp with time zone"), "2026-01-02 00:00:00+00");
    EXPECT_EQ(convert("bigint", "86400", "timestamp with time zone"), "1970-01-02 00:00:00+00");
    EXPECT_EQ(convert("bigint", "86400", "timestamp without time zone"), "1970-01-02 00:00:00");
    EXPECT_EQ(convert("timestamp with time zone", "'1970-01-02 00:00+00'", "bigint"), "86400");
    EXPECT_EQ(convert("text", "'é'", "bytea"), "\\xc3a9");
    EXPECT_EQ(convert("bytea", "'\\xc3a9'", "text"), "é");
    EXPECT_EQ(convert("uuid", "'00000000-0000-0000-0000-0000000000ff'", "bytea"),
              "\\x000000000000000000000000000000ff");
    EXPECT_EQ(convert("bytea", "'\\x000000000000000000000000000000ff'", "uuid"),
              "00000000-0000-0000-0000-0000000000ff");
    EXPECT_EQ(convert("text", "'{\"a\": 1}'", "jsonb"), "{\"a\": 1}");
    EXPECT_EQ(convert("integer", "7", "jsonb"), "7");
    EXPECT_EQ(convert("jsonb", "'7'", "integer"), "7");
    EXPECT_EQ(convert("integer", "7", "integer[]"), "{7}");
    EXPECT_EQ(convert("integer[]", "'{7,8}'", "text[]"), "{7,8}");
    EXPECT_EQ(convert("integer[]", "'{7,8}'", "integer", Direction::down), "7");
    EXPECT_EQ(convert("integer", "NULL", "integer[]"), "NULL") << "and not an array of NULL";
    EXPECT_EQ(convert("text", "'{a,b}'", "text[]"), "{\"{a,b}\"}") << "a text is one element";
    EXPECT_EQ(convert("text[]", "'{\"{a,b}\"}'", "text", Direction::down), "{a,b}");
    EXPECT_EQ(convert("text", "'{a,b}'", "text[]", Direction::down), "{a,b}") << "what was an array is one again";
    EXPECT_EQ(convert("text", "'{7,8}'", "integer[]"), "{7,8}");
    EXPECT_EQ(convert("jsonb", "'\"\\\\x6162\"'", "bytea", Direction::down), "\\x6162");
    EXPECT_EQ(convert("jsonb", "'\"2026-01-02\"'", "date", Direction::down), "2026-01-02");
    EXPECT_EQ(convert("inet", "'10.0.0.1'", "text", Direction::down), "10.0.0.1");
    EXPECT_EQ(convert("inet", "'10.0.0.1/8'", "text", Direction::down), "10.0.0.1/8");
    EXPECT_EQ(convert("numeric(10,2)", "1.25", "double precision"), "1.25");
    EXPECT_EQ(convert("character varying(20)", "'abc'", "character varying(3)"), "abc");
}

/// "ok", or the server's error message.
std::string answer(introspect::Database& db, const std::string& sql) {
    db.execute("SAVEPOINT s");
    std::string said = "ok";
    try {
        db.execute(sql);
    } catch (const introspect::StatementError& error) {
        said = error.what();
    }
    db.execute("ROLLBACK TO SAVEPOINT s");
    return said;
}

/// Expects that each pair of types, with `brackets` appended to both, converts as the server's casts do.
void agree_with_server(introspect::Database& db, const std::string& brackets) {
    const std::vector<std::string> types = {"bigint",
                                            "bit varying",
                                            "boolean",
                                            "box",
                                            "bytea",
                                            "character varying",
                                            "character(5)",
                                            "cidr",
                                            "circle",
                                            "date",
                                            "double precision",
                                            "inet",
                                            "int4range",
                                            "integer",
                                            "interval",
                                            "json",
                                            "jsonb",
                                            "lseg",
                                            "macaddr",
                                            "money",
                                            "name",
                                            "numeric(10,2)",
                                            "oid",
                                            "point",
                                            "polygon",
                                            "real",
                                            "regclass",
                                            "smallint",
                                            "text",
                                            "time with time zone",
                                            "time without time zone",
                                            "timestamp with time zone",
                                            "timestamp without time zone",
                                            "tsvector",
                                            "uuid",
                                            "xml"};
    const Schema live = db.introspect();
    // Pairs where the result would depend on the session's time zone, or a value would change its meaning.
    const auto deliberate = [](const std::string& from, const std::string& to) {
        const auto of_time = [](const std::string& type) { return type.find("time") == 0 || type == "date"; };
        return (of_time(from) && of_time(to)) || from == "bytea";
    };
    db.execute("BEGIN");
    for (const std::string& from : types) {
        db.execute("DROP TABLE IF EXISTS t; CREATE TABLE t (v " + from + brackets + ")");
        for (const std::string& to : types) {
            if (from == to) continue;
            const std::string alter = "ALTER TABLE t ALTER COLUMN v TYPE " + to + brackets;
            const std::string plain = answer(db, alter);
            std::optional<Conversion> how;
            try {
                how = conversion({"", "t"}, column(from + brackets), column(to + brackets), live, Schema{},
                                 Direction::up);
            } catch (const Error&) {
            }
            if (!how) {
                EXPECT_NE(plain, "ok") << from << " → " << to;
                EXPECT_NE(answer(db, alter + " USING v::" + to + brackets), "ok")
                    << from << " → " << to << " has a cast";
            } else if (how->using_sql.empty()) {
                EXPECT_EQ(plain, "ok") << from << " → " << to;
            } else {
                std::string all;
                for (const Conversion::Helper& helper : how->helpers) all += helper.create + ";";
                all += alter + " USING " + how->using_sql;
                for (const Conversion::Helper& helper : how->helpers) all += ";" + helper.drop;
                EXPECT_EQ(answer(db, all), "ok") << from << " → " << to;
                EXPECT_TRUE(plain != "ok" || deliberate(from, to))
                    << from << " → " << to << " needs no USING " << how->using_sql;
            }
        }
    }
    db.execute("ROLLBACK");
}

TEST_F(ConversionTest, AgreesWithTheServerOnEveryPairOfTypes) { agree_with_server(db(), ""); }

TEST_F(ConversionTest, AgreesWithTheServerOnEveryPairOfArrays) { agree_with_server(db(), "[]"); }

TEST_F(ConversionTest, UsesUserDefinedCasts) {
    db().execute(
        "CREATE TYPE mood AS ENUM ('low', 'high'); CREATE TYPE pair AS (a integer, b integer);"
        "CREATE FUNCTION mood_of(integer) RETURNS mood LANGUAGE sql IMMUTABLE AS "
        "$$ SELECT CASE WHEN $1 > 0 THEN 'high' ELSE 'low' END::mood $$;"
        "CREATE FUNCTION pair_of(integer) RETURNS pair LANGUAGE sql IMMUTABLE AS $$ SELECT ROW($1, 0)::pair $$;"
        "CREATE FUNCTION number_of(uuid) RETURNS integer LANGUAGE sql IMMUTABLE AS $$ SELECT 7 $$;"
        "CREATE CAST (integer AS mood) WITH FUNCTION mood_of(integer);"
        "CREATE CAST (integer AS pair) WITH FUNCTION pair_of(integer) AS ASSIGNMENT;"
        "CREATE CAST (uuid AS integer) WITH FUNCTION number_of(uuid) AS ASSIGNMENT");
    const Schema live = db().introspect();
    Column mood = column(""), pair = column("");
    mood.type.user_type.name = "mood";
    pair.type.user_type.name = "pair";
    const auto how = [&](const Column& from, const Column& to) {
        return conversion({"", "t"}, from, to, live, live, Direction::up).using_sql;
    };
    EXPECT_EQ(how(column("integer"), mood), "v::mood");
    EXPECT_EQ(how(column("integer"), pair), "");
    EXPECT_EQ(how(column("uuid"), column("integer")), "");
    EXPECT_THROW(how(column("boolean"), pair), Error);
    db().execute("CREATE TABLE t (v integer); INSERT INTO t VALUES (1); ALTER TABLE t ALTER COLUMN v TYPE pair");
    EXPECT_EQ(db().query("SELECT v::text FROM t")[0][0], "(1,0)");
}

TEST_F(ConversionTest, DomainConvertsLikeBaseType) {
    db().execute("CREATE DOMAIN age AS integer CHECK (VALUE > 0)");
    const Schema live = db().introspect();
    Column age = column("");
    age.type.user_type.name = "age";
    const auto how = [&](const Column& from, const Column& to) {
        return conversion({"", "t"}, from, to, live, live, Direction::up).using_sql;
    };
    EXPECT_EQ(how(column("bigint"), age), "");
    EXPECT_EQ(how(column("text"), age), "v::age");
    EXPECT_EQ(how(age, column("text")), "");
    EXPECT_EQ(how(age, column("boolean")), "v <> 0");
    for (const auto& [from, to] : {std::pair{"bigint", "age"}, {"integer", "age"}, {"age", "numeric"}})
        EXPECT_NO_THROW(db().execute(std::string("DROP TABLE IF EXISTS t; CREATE TABLE t (v ") + from +
                                     "); ALTER TABLE t ALTER COLUMN v TYPE " + to));
}

TEST_F(ConversionTest, DoesNotTruncateSilently) {
    EXPECT_THROW(convert("text", "'abcd'", "character varying(3)"), introspect::StatementError);
    EXPECT_THROW(convert("bigint", "70000", "smallint"), introspect::StatementError);
}

TEST(Conversion, MissingCastIsError) {
    try {
        conversion({"", "t"}, column("uuid"), column("integer"), Schema{}, Schema{}, Direction::up);
        FAIL() << "an error was expected";
    } catch (const Error& error) {
        EXPECT_EQ(error.diagnostics().front().code.text(), "RT050");
        EXPECT_EQ(error.diagnostics().front().message,
                  "column t.v cannot be converted from uuid to integer: no cast exists");
        EXPECT_EQ(error.diagnostics().front().hint,
                  "declare a cast on both sides (CREATE CAST (uuid AS integer) …), or convert the "
                  "column first: ALTER TABLE t ALTER COLUMN v TYPE integer USING …")
            << "where there is no model";
    }
    Column declared = column("integer");
    declared.transition->using_sql = "hashtext(v::text)";
    EXPECT_EQ(conversion({"", "t"}, column("uuid"), declared, Schema{}, Schema{}, Direction::up).using_sql,
              "hashtext(v::text)");
}

TEST(Conversion, MapsLabelsBothWays) {
    Schema before, after;
    Enum role;
    role.name.name = "role";
    role.labels = {"Admin", "user"};
    before.enums[role.name] = role;
    role.labels = {"admin", "user"};
    role.transition->old_labels = {{"Admin", "admin"}};
    after.enums[role.name] = role;
    Column of_role = column("");
    of_role.type.user_type.name = "role";
    EXPECT_EQ(conversion({"", "t"}, column("text"), of_role, before, after, Direction::up).using_sql,
              "(CASE v WHEN 'Admin' THEN 'admin' ELSE v END)::role");
    EXPECT_EQ(label_map(of_role, of_role, after, before, Direction::down),
              (std::map<std::string, std::string>{{"admin", "Admin"}}));
    Column more = of_role;
    more.transition->old_labels = {{"root", "admin"}};
    EXPECT_EQ(label_map(of_role, more, before, after, Direction::up),
              (std::map<std::string, std::string>{{"Admin", "admin"}, {"root", "admin"}}));
    Column list = of_role, texts = column("text[]");
    list.type.array = true;
    EXPECT_EQ(conversion({"", "t"}, texts, list, before, after, Direction::up).using_sql,
              "array_replace(v::text[], 'Admin', 'admin')::role[]");
}

TEST(NeutralValue, DistinctValuesFitType) {
    EXPECT_EQ(neutral_value({"character varying(10)", {}, false}, Schema{}, true, {}),
              "left(gen_random_uuid()::text, 10)");
    EXPECT_EQ(neutral_value({"integer", {}, false}, Schema{}, true, {}), "");
    EXPECT_EQ(neutral_value({"integer[]", {}, false}, Schema{}, false, {}), "'{}'");
}

}  // namespace
}  // namespace retort::emit::postgres
