// Changes that PostgreSQL cannot make in place and that a plan rejects.

#include <gtest/gtest.h>

#include "emit/plan.hpp"
#include "schema/error.hpp"
#include "tests/support/postgres.hpp"

namespace retort::test {
namespace {

/// The error of the plan from one script's schema to another's.
std::string rejection(const std::string& before, const std::string& after) {
    FreshDatabase start, target;
    auto db = start.open();
    auto goal = target.open();
    db->execute(before);
    goal->execute(after);
    try {
        emit::plan(db->introspect(), goal->introspect());
    } catch (const Error& error) {
        return render(error);
    }
    return {};
}

TEST(PostgresRejected, ArrayOfCompositeWithoutCastForAttribute) {
    const std::string text = rejection("CREATE TYPE pair AS (a integer, b point); CREATE TABLE t (ps pair[])",
                                       "CREATE TYPE pair AS (a integer, b boolean); CREATE TABLE t (ps pair[])");
    EXPECT_NE(text.find("[RT050]"), std::string::npos) << text;
    EXPECT_NE(text.find("column t.ps"), std::string::npos) << text;
}

TEST(PostgresRejected, AnExtensionThatIsNotRelocatableKeepsItsSchema) {
    const std::string schemas = "CREATE SCHEMA a; CREATE SCHEMA b; ";
    const std::string text =
        rejection(schemas + "CREATE EXTENSION xml2 SCHEMA a", schemas + "CREATE EXTENSION xml2 SCHEMA b");
    EXPECT_NE(text.find("[RT278]"), std::string::npos) << text;
    EXPECT_NE(text.find("extension xml2 cannot move from schema a to schema b"), std::string::npos) << text;
}

/// A schema with a base type, its functions, and a table that stores it.
std::string with_base_type(const std::string& options, const std::string& input_arguments = "cstring") {
    return "CREATE TYPE x; CREATE FUNCTION x_in(" + input_arguments +
           ") RETURNS x LANGUAGE internal IMMUTABLE STRICT AS 'textin'; CREATE FUNCTION x_out(x) RETURNS cstring "
           "LANGUAGE internal IMMUTABLE STRICT AS 'textout'; CREATE TYPE x (INPUT = x_in, OUTPUT = x_out" +
           options + "); CREATE TABLE t (v x)";
}

TEST(PostgresRejected, ABaseTypeKeepsWhatAlterTypeCannotSet) {
    const std::string start = with_base_type("");
    for (const std::string& target :
         {with_base_type(", DELIMITER = ';'"), with_base_type(", STORAGE = main"),
          with_base_type("", "cstring, oid, integer"), std::string("CREATE TYPE x AS ENUM ('a'); CREATE TABLE t (v x)"),
          std::string("CREATE TYPE x; CREATE FUNCTION x_in(cstring) RETURNS x LANGUAGE internal IMMUTABLE STRICT AS "
                      "'textin'; CREATE TABLE t (v text)")}) {
        const std::string text = rejection(start, target);
        EXPECT_NE(text.find("base type x must be dropped and created again: "), std::string::npos) << text;
        EXPECT_NE(text.find("[RT339]"), std::string::npos) << text;
        EXPECT_NE(text.find("hint: "), std::string::npos) << text;
    }
    EXPECT_NE(rejection("CREATE TYPE x AS ENUM ('a'); CREATE TABLE t (v x)", start).find("[RT339]"), std::string::npos);
}

TEST(PostgresRejected, ATableWhoseRowsAColumnStoresIsNotRewritten) {
    const std::string table = "CREATE TABLE p (id integer", log = "); CREATE TABLE log (id integer, old p); ";
    const std::string nested =
        "); CREATE TYPE pair AS (a p, b integer); CREATE TABLE log (id integer, old pair[]); CREATE TABLE q (x bigint)";
    for (const std::string& use : {log, nested}) {
        for (const std::string& target :
             {"CREATE TABLE p (id bigint" + use, "CREATE UNLOGGED TABLE p (id integer" + use,
              "CREATE TABLE p (id integer, n integer DEFAULT 1" + use}) {
            const std::string text = rejection(table + use, target);
            EXPECT_NE(text.find("[RT340]"), std::string::npos) << target << text;
            EXPECT_NE(text.find("table p cannot be changed in place: column log.old stores rows of it"),
                      std::string::npos)
                << text;
        }
        EXPECT_EQ(rejection(table + use, "CREATE TABLE p (id integer, n integer" + use), "");
    }
}

TEST(PostgresRejected, APartitionKeyKeepsItsFunction) {
    const auto schema = [](const std::string& function, const std::string& key) {
        return function + "CREATE TABLE t (id integer, n integer) PARTITION BY RANGE (" + key + ");";
    };
    const auto part = [](const std::string& argument) {
        return "CREATE FUNCTION part(" + argument + " integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT $1';";
    };
    for (const char* key : {"part(n)", "part(n), id"}) {  // the table is kept, or rebuilt
        const std::string text = rejection(schema(part("a"), "part(n)"), schema(part("b"), key));
        EXPECT_NE(text.find("[RT280]"), std::string::npos) << text;
        EXPECT_NE(text.find("function part(integer) must be dropped and created again"), std::string::npos) << text;
        EXPECT_NE(text.find("table t uses it: RANGE (part(n))"), std::string::npos) << text;
        EXPECT_NE(text.find("hint: "), std::string::npos) << text;
    }
}

/// A model does not say OF: the table keeps the type that it has.
TEST(PostgresRejected, ATypedTableKeepsTheColumnsOfItsType) {
    FreshDatabase start, target;
    const auto db = start.open(), goal = target.open();
    db->execute("CREATE TYPE pt AS (id integer); CREATE TABLE t OF pt");
    goal->execute("CREATE TYPE pt AS (id integer); CREATE TABLE t (id integer, n integer)");
    Schema to = goal->introspect();
    to.tables.at({"", "t"}).of_type = {"", "pt"};
    try {
        emit::plan(db->introspect(), to);
        FAIL() << "not rejected";
    } catch (const Error& error) {
        const std::string text = render(error);
        EXPECT_NE(text.find("table t is a table OF pt, but would not have the columns of that type [RT281]"),
                  std::string::npos)
            << text;
        EXPECT_NE(text.find("with the attributes id, n in an SQL file"), std::string::npos) << text;
    }
}

}  // namespace
}  // namespace retort::test
