#include "pipeline/row_checks.hpp"

#include <fmt/format.h>

#include "emit/plan.hpp"
#include "preflight/row_check.hpp"
#include "tests/migrate/support.hpp"

namespace retort::migrate::test {
namespace {

class CheckData : public testing::TestWithParam<Dialect> {
protected:
    CheckData() {
        database->execute("CREATE TABLE people (id integer NOT NULL PRIMARY KEY, age integer)");
        from = database->introspect();
        to = from;
    }

    Table& people() { return to.tables.begin()->second; }

    pipeline::RowReport report(std::chrono::milliseconds limit = std::chrono::seconds(10)) {
        return pipeline::check_rows(*database, from, to, emit::plan(from, to), limit);
    }

    bool postgres() const { return GetParam() == Dialect::postgresql; }

    TestDatabase place{GetParam()};
    std::unique_ptr<introspect::Database> database = place.connect();
    Schema from;
    Schema to;
};

INSTANTIATE_TEST_SUITE_P(Engines, CheckData, testing::Values(Dialect::sqlite, Dialect::postgresql),
                         [](const auto& each) { return std::string(retort::to_string(each.param)); });

TEST_P(CheckData, RunsNoQueryWhenNothingCanFail) {
    Column note;
    note.name = "note";
    note.type.sql = "text";
    people().columns.push_back(note);
    database->execute("INSERT INTO people VALUES (1, NULL)");
    EXPECT_TRUE(preflight::row_checks(from, to, emit::plan(from, to)).empty());
    EXPECT_TRUE(report().errors.empty());
}

TEST_P(CheckData, KeepsSessionAndRows) {
    database->execute("INSERT INTO people VALUES (1, NULL)");
    people().find_column("age")->nullable = false;
    const pipeline::RowReport found = report();
    ASSERT_EQ(found.errors.size(), 1U);
    EXPECT_EQ(found.errors[0].code.text(), "RT084");
    EXPECT_EQ(found.errors[0].message, "people.age becomes NOT NULL, but is NULL in 1 row");
    EXPECT_FALSE(database->in_transaction());
    database->execute("INSERT INTO people VALUES (2, NULL)");
    EXPECT_EQ(value(*database, "SELECT count(*) FROM people"), "2");
}

TEST_P(CheckData, StopsQueryAfterTimeout) {
    database->execute(postgres() ? "INSERT INTO people SELECT n, n FROM generate_series(1, 200000) AS n"
                                 : "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 200000) "
                                   "INSERT INTO people SELECT n, n FROM c");
    Check check;
    check.name = "slow";
    check.expression = postgres() ? "length(repeat('x', 10000 + age)) > 0" : "length(hex(randomblob(100 + age))) > 0";
    people().checks.push_back(check);
    const pipeline::RowReport found = report(std::chrono::milliseconds(1));
    EXPECT_TRUE(found.errors.empty());
    ASSERT_EQ(found.notes.size(), 1U);
    EXPECT_HAS(found.notes[0], "could not check the rows of people: ");
    EXPECT_FALSE(database->in_transaction());
    EXPECT_EQ(value(*database, "SELECT count(*) FROM people"), "200000") << "the limit is over with the questions";
}

TEST_P(CheckData, RunsOneQueryPerChange) {
    people().find_column("age")->nullable = false;
    Unique unique;
    unique.name = "people_age_key";
    unique.columns = {"age"};
    people().uniques.push_back(unique);
    Check check;
    check.name = "people_age_check";
    check.expression = "age > 0";
    people().checks.push_back(check);
    EXPECT_EQ(preflight::row_checks(from, to, emit::plan(from, to)).size(), 3U);
}

/// The notes on values of a column that changes from one type to another.
class ChangedValues : public testing::Test {
protected:
    std::vector<std::string> notes(const std::string& before, const std::string& values, const std::string& after) {
        database->execute("DROP TABLE IF EXISTS t; CREATE TABLE t (v " + after + ")");
        const Schema to = database->introspect();
        database->execute("DROP TABLE t; CREATE TABLE t (v " + before + "); INSERT INTO t SELECT v::" + before +
                          " FROM unnest(ARRAY[" + values + "]::text[]) AS v");
        const Schema from = database->introspect();
        const pipeline::RowReport found = pipeline::check_rows(*database, from, to, emit::plan(from, to));
        for (const Diagnostic& error : found.errors) ADD_FAILURE() << error.message;
        return found.notes;
    }

    std::string note(const std::string& before, const std::string& values, const std::string& after) {
        const std::vector<std::string> all = notes(before, values, after);
        return all.size() == 1 ? all.front() : fmt::format("{} notes", all.size());
    }

    TestDatabase place{Dialect::postgresql};
    std::unique_ptr<introspect::Database> database = place.connect();
};

TEST_F(ChangedValues, AreCountedWithAnExample) {
    EXPECT_EQ(note("numeric(12,2)", "'1.25', '2', '2.50', NULL", "integer"),
              "values of t.v are rounded: numeric(12,2) → integer, in 2 rows: '1.25' → '1'");
    EXPECT_EQ(note("numeric(12,4)", "'1.2345', '1.2300'", "numeric(12,2)"),
              "values of t.v are rounded: numeric(12,4) → numeric(12,2), in 1 row: '1.2345' → '1.23'");
    EXPECT_EQ(note("double precision", "'0.1', '0.1234567890123'", "real"),
              "values of t.v are rounded: double precision → real, in 1 row: '0.1234567890123' → '0.12345679'");
    EXPECT_EQ(note("numeric", "'0.5', '0.12345678901234567'", "double precision"),
              "values of t.v are rounded: numeric → double precision, in 1 row: '0.12345678901234567' → "
              "'0.12345678901234566'");
    EXPECT_EQ(note("bigint", "'1', '9007199254740993'", "double precision"),
              "values of t.v are rounded: bigint → double precision, in 1 row: '9007199254740993' → "
              "'9.007199254740992e+15'");
    EXPECT_EQ(note("double precision", "'0.30000000000000004', '0.5'", "numeric"),
              "values of t.v are rounded: double precision → numeric, in 1 row: '0.30000000000000004' → '0.3'");
    EXPECT_EQ(note("integer", "'0', '1', '5'", "boolean"),
              "values of t.v become true unless they are 0: integer → boolean, in 1 row: '5' → 'true'");
    EXPECT_EQ(note("numeric(12,2)[]", "'{1.25,2}', '{2}'", "integer[]"),
              "values of t.v are rounded: numeric(12,2)[] → integer[], in 1 row: '{1.25,2.00}' → '{1,2}'");
}

TEST_F(ChangedValues, OfTimes) {
    EXPECT_EQ(note("timestamptz", "'2026-01-02 12:34:56.789+00', '2026-01-02 00:00+00'", "date"),
              "values of t.v lose their time of day: timestamp with time zone → date, in 1 row: '2026-01-02 "
              "12:34:56.789+00' → '2026-01-02'");
    EXPECT_EQ(note("timestamp", "'2026-01-02 12:34:56.7', '2026-01-02 12:34:56'", "timestamp(0)"),
              "values of t.v are rounded: timestamp without time zone → timestamp(0) without time zone, in 1 row: "
              "'2026-01-02 12:34:56.7' → '2026-01-02 12:34:57'");
    EXPECT_EQ(note("timestamp", "'2026-01-02 12:34'", "time"),
              "values of t.v lose their date: timestamp without time zone → time without time zone, in 1 row: "
              "'2026-01-02 12:34:00' → '12:34:00'");
    EXPECT_EQ(note("interval", "'1.6 seconds', '2 seconds'", "interval(0)"),
              "values of t.v are rounded: interval → interval(0), in 1 row: '00:00:01.6' → '00:00:02'");
    EXPECT_EQ(note("interval", "'1 day 02:03', '1 day'", "interval day"),
              "values of t.v are truncated: interval → interval day, in 1 row: '1 day 02:03:00' → '1 day'");
    EXPECT_EQ(note("interval", "'1 day 02:03', '02:03'", "time"),
              "values of t.v lose their days: interval → time without time zone, in 1 row: '1 day 02:03:00' → "
              "'02:03:00'");
    EXPECT_EQ(note("timetz", "'12:00+02'", "time"),
              "values of t.v lose their time zone: time with time zone → time without time zone, in 1 row: "
              "'12:00:00+02' → '12:00:00'");
    EXPECT_EQ(note("time", "'12:00:00.5'", "time(0)"),
              "values of t.v are rounded: time without time zone → time(0) without time zone, in 1 row: '12:00:00.5' → "
              "'12:00:01'");
}

TEST_F(ChangedValues, OfTextsAndAddresses) {
    EXPECT_EQ(note("json", R"('{"a": 1}', '{"a": 1, "a": 2}')", "jsonb"),
              "values of t.v lose duplicate keys and the order of their keys: json → jsonb, in 1 row: "
              R"('{"a": 1, "a": 2}' → '{"a": 2}')");
    EXPECT_EQ(note("text", "'ab', 'abcdefg'", "\"char\""),
              "values of t.v are cut off after one byte: text → \"char\", in 2 rows: 'ab' → 'a'");
    EXPECT_EQ(note("inet", "'10.1.2.3/8', '10.0.0.0/8', '10.0.0.1'", "cidr"),
              "values of t.v lose the bits to the right of the netmask: inet → cidr, in 1 row: '10.1.2.3/8' → "
              "'10.0.0.0/8'");
    EXPECT_EQ(note("text", "'short', repeat('x', 70)", "name"),
              fmt::format("values of t.v are cut off after 63 bytes: text → name, in 1 row: '{0}'… → '{0}'…",
                          std::string(40, 'x')));
}

TEST_F(ChangedValues, AreNoneWhereAllAreKept) {
    using Words = std::vector<std::string>;
    EXPECT_EQ(notes("numeric(12,0)", "'1'", "integer"), Words{});
    EXPECT_EQ(notes("numeric(12,2)", "'1.00', '-3'", "integer"), Words{});
    EXPECT_EQ(notes("numeric(6,2)", "'1.25'", "real"), Words{});
    EXPECT_EQ(notes("integer", "'2147483647'", "double precision"), Words{});
    EXPECT_EQ(notes("timestamp(0)", "'2026-01-02 12:34:56'", "timestamp(3)"), Words{});
    EXPECT_EQ(notes("interval", "'1 mon 2 days 03:04'", "interval day to second"), Words{});
    EXPECT_EQ(notes("jsonb", R"('{"a": 1}')", "json"), Words{});
    EXPECT_EQ(notes("character(5)", "'ab'", "text"), Words{});
    EXPECT_EQ(notes("date", "'2026-01-02'", "timestamptz"), Words{});
}

TEST_F(ChangedValues, BitStringsOfAnotherLengthAreErrors) {
    const auto error = [&](const std::string& before, const std::string& after) {
        database->execute("DROP TABLE IF EXISTS t; CREATE TABLE t (v " + after + ")");
        const Schema to = database->introspect();
        database->execute("DROP TABLE t; CREATE TABLE t (v " + before + "); INSERT INTO t VALUES (B'1010')");
        const Schema from = database->introspect();
        const pipeline::RowReport found = pipeline::check_rows(*database, from, to, emit::plan(from, to));
        return found.errors.empty() ? "" : found.errors.front().message;
    };
    EXPECT_EQ(error("bit varying", "bit varying(3)"),
              "t.v becomes bit varying(3), but values in 1 row do not fit: '1010' (1 row)");
    EXPECT_EQ(error("bit(4)", "bit(8)"), "t.v becomes bit(8), but values in 1 row do not fit: '1010' (1 row)");
    EXPECT_EQ(error("bit(4)", "bit varying"), "");
}

/// A column with `.using_sql` becomes a type that the same plan creates.
class NewTypes : public testing::Test {
protected:
    pipeline::RowReport report(const std::string& types, const std::string& type, const std::string& using_sql) {
        const Schema from = state("", "text");
        const std::string rows = "INSERT INTO t VALUES ('a'), ('b'), ('wrong'), (NULL)";
        Schema to = state(types, type);
        to.tables.at({"", "t"}).find_column("v")->transition->using_sql = using_sql;
        state("", "text");
        database->execute(rows);
        return pipeline::check_rows(*database, from, to, emit::plan(from, to));
    }

    Schema state(const std::string& types, const std::string& type) {
        database->execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public;" + types + "CREATE TABLE t (v " + type +
                          ")");
        return database->introspect();
    }

    TestDatabase place{Dialect::postgresql};
    std::unique_ptr<introspect::Database> database = place.connect();
};

TEST_F(NewTypes, ConversionsAreTriedInATransactionThatIsRolledBack) {
    const auto error = [&](const std::string& types, const std::string& type, const std::string& using_sql) {
        const pipeline::RowReport found = report(types, type, using_sql);
        EXPECT_TRUE(found.notes.empty()) << found.notes.front();
        return found.errors.size() == 1 ? found.errors.front().message : fmt::format("{} errors", found.errors.size());
    };
    EXPECT_EQ(
        error("CREATE TYPE e AS ENUM ('a', 'b');", "e", "v::e"),
        "t.v becomes e, but 1 row cannot be converted: 'wrong' (1 row); invalid input value for enum e: \"wrong\"");
    EXPECT_EQ(error("CREATE TYPE e AS ENUM ('a', 'b'); CREATE DOMAIN d AS e CHECK (VALUE <> 'b');", "d",
                    "CAST(replace(v, 'wrong', 'a') AS d)"),
              "t.v becomes d, but 1 row cannot be converted: 'b' (1 row); value for domain d violates check constraint "
              "\"d_check\"");
    EXPECT_EQ(error("CREATE TABLE pair (n integer, s text);", "pair", "('(' || length(v) || ',' || v || ')')::pair"),
              "0 errors");
    EXPECT_EQ(error("CREATE TABLE pair (n integer, s text);", "pair", "('(' || v || ',)')::pair"),
              "t.v becomes pair, but 3 rows cannot be converted: 'a' (1 row), 'b' (1 row), 'wrong' (1 row); invalid "
              "input syntax for type integer: \"a\"");
    EXPECT_EQ(error("CREATE FUNCTION five(t text) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN RETURN t::integer; END "
                    "$$;",
                    "integer", "five(replace(v, 'wrong', '5'))"),
              "t.v becomes integer, but 2 rows cannot be converted: 'a' (1 row), 'b' (1 row); invalid input syntax for "
              "type integer: \"a\"");
    EXPECT_EQ(value(*database, "SELECT count(*) FROM pg_proc WHERE proname = 'five'"), "0") << "it was rolled back";
    EXPECT_FALSE(database->in_transaction());
}

TEST_F(NewTypes, AreNotCreatedOnAReadOnlyConnection) {
    const Schema from = state("", "text");
    Schema to = state("CREATE TYPE e AS ENUM ('a');", "e");
    to.tables.at({"", "t"}).find_column("v")->transition->using_sql = "v::e";
    state("", "text");
    database->execute("INSERT INTO t VALUES ('wrong'); SET default_transaction_read_only = on");
    const pipeline::RowReport found = pipeline::check_rows(*database, from, to, emit::plan(from, to));
    EXPECT_TRUE(found.errors.empty());
    ASSERT_EQ(found.notes.size(), 1U);
    EXPECT_EQ(found.notes[0],
              "did not check the rows of t: the query requires types that the upgrade creates, and the connection is "
              "read-only");
}

}  // namespace
}  // namespace retort::migrate::test
