// Which statements of untrusted SQL a superuser runs.

#include "sql/postgres/superuser_statement.hpp"

#include <gtest/gtest.h>

namespace retort::sql::postgres {
namespace {

TEST(SuperuserStatement, IsRecognisedByItsWords) {
    for (const char* sql :
         {"CREATE EXTENSION citext", "create extension if not exists \"uuid-ossp\" with schema x",
          "CREATE ROLE a LOGIN", "CREATE USER a", "ALTER ROLE a NOSUPERUSER", "GRANT a TO b",
          "ALTER TABLE t OWNER TO a", "/* c */ ALTER FUNCTION f() OWNER TO a", "ALTER TABLE t DISABLE TRIGGER ALL",
          "CREATE EVENT TRIGGER e ON sql_drop EXECUTE FUNCTION f()", "COMMENT ON EVENT TRIGGER e IS 'x'",
          "CREATE PUBLICATION p FOR ALL TABLES",
          "CREATE SUBSCRIPTION s CONNECTION '' PUBLICATION p WITH (connect = false)",
          "CREATE ACCESS METHOD a TYPE TABLE HANDLER heap_tableam_handler", "COMMENT ON EXTENSION plpgsql IS 'x'",
          "CREATE FUNCTION f() RETURNS integer LANGUAGE sql LEAKPROOF AS 'SELECT 1'",
          "SET session_replication_role = replica"})
        EXPECT_TRUE(read_superuser_statement(sql)) << sql;
}

TEST(SuperuserStatement, OthersAreRunAsTheyAre) {
    for (const char* sql :
         {"CREATE TABLE t (a integer)", "CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS 'SELECT 1'",
          "CREATE PUBLICATION p FOR TABLE t", "ALTER TABLE t ADD owner text", "ALTER TABLE t ADD a integer, OWNER TO b",
          "SET search_path = a", "GRANT SELECT ON t TO a", "COMMENT ON TABLE t IS 'x'",
          "ALTER TABLE t OWNER TO CURRENT_USER"})
        EXPECT_FALSE(read_superuser_statement(sql)) << sql;
}

TEST(SuperuserStatement, NothingThatReachesFilesOrRunsCodeIsRecognised) {
    for (const char* sql :
         {"COPY t FROM PROGRAM 'id'", "ALTER SYSTEM SET jit = on", "LOAD 'x'", "CREATE ROLE a SUPERUSER",
          "ALTER ROLE a WITH SUPERUSER", "CREATE EXTENSION adminpack", "CREATE EXTENSION unheard_of",
          "CREATE FUNCTION f() RETURNS integer LANGUAGE c AS 'x'",
          "CREATE FUNCTION f() RETURNS text LANGUAGE internal AS 'x'", "CREATE TYPE t (INPUT = a, OUTPUT = b)",
          "CREATE TABLESPACE s LOCATION '/'", "DO $$ CREATE ROLE a $$",
          "CREATE SUBSCRIPTION s CONNECTION 'host=a' PUBLICATION p", "SET local_preload_libraries = 'x'",
          "CREATE ROLE a PASSWORD 'a\\' SUPERUSER PASSWORD '", "CREATE ROLE a; CREATE ROLE b",
          "CREATE AGGREGATE a (integer) (SFUNC = f, STYPE = internal, COMBINEFUNC = g)"})
        EXPECT_FALSE(read_superuser_statement(sql)) << sql;
}

TEST(SuperuserStatement, TheBlockOfAPlanIsReplaced) {
    const std::string block =
        "DO $$BEGIN EXECUTE format('ALTER SEQUENCE %s OWNER TO %I', '\"it''s\"'::regclass, (SELECT "
        "pg_get_userbyid(relowner) FROM pg_class WHERE oid = 't'::regclass)); END$$";
    const auto read = read_superuser_statement(block);
    ASSERT_TRUE(read);
    EXPECT_NE(read->replacement.find("to_regclass('\"it''s\"')"), std::string::npos);
    for (const auto& [from, to] : {std::pair{"'t'::", "pwn()::"}, std::pair{"; END", "; PERFORM pwn(); END"},
                                   std::pair{"EXECUTE", "PERFORM pwn(); EXECUTE"}}) {
        std::string other = block;
        other.replace(other.find(from), std::string(from).size(), to);
        EXPECT_FALSE(read_superuser_statement(other)) << other;
    }
}

TEST(SuperuserStatement, ExpressionsAreNotRead) {
    // The server reads a literal of an array of a domain, and runs the checks of the domain, when it parses the filter.
    EXPECT_FALSE(
        read_superuser_statement("CREATE PUBLICATION p FOR TABLES IN SCHEMA s, TABLE t WHERE (a <> '{1}'::d[])"));
    EXPECT_FALSE(
        read_superuser_statement("CREATE PUBLICATION p FOR TABLES IN SCHEMA s, TABLE t WHERE (a <> ARRAY['1']::d[])"));
    EXPECT_TRUE(read_superuser_statement("CREATE PUBLICATION p FOR TABLES IN SCHEMA s, TABLE t WHERE (a > 0)"));
    const auto read = read_superuser_statement(
        "CREATE FUNCTION s.\"F\"(a integer DEFAULT 1, OUT b text, VARIADIC c d[]) LANGUAGE sql Leakproof SUPPORT x . "
        "y\n"
        "IMMUTABLE AS 'SELECT leakproof'");
    ASSERT_TRUE(read);
    EXPECT_EQ(read->first, "CREATE FUNCTION s.\"F\"(a integer DEFAULT 1, OUT b text, VARIADIC c d[]) LANGUAGE sql" +
                               std::string(24, ' ') + "\nIMMUTABLE AS 'SELECT leakproof'");
    EXPECT_EQ(read->sql, "ALTER FUNCTION s.\"F\"(pg_catalog.int4, d[]) LEAKPROOF SUPPORT x.y");
}

TEST(SuperuserStatement, RolesAreNamed) {
    const auto roles = [](const char* sql) { return read_superuser_statement(sql)->roles; };
    using Names = std::vector<std::string>;
    EXPECT_EQ(roles("CREATE ROLE a IN ROLE b ROLE c ADMIN d"), (Names{"a", "b", "c", "d"}));
    EXPECT_EQ(roles("GRANT a, \"B\" TO c, CURRENT_USER"), (Names{"a", "B", "c"}));
    EXPECT_EQ(roles("ALTER GROUP a ADD USER b"), (Names{"a", "b"}));
    EXPECT_EQ(roles("ALTER VIEW v OWNER TO \"Big\""), (Names{"Big"}));
}

TEST(SuperuserStatement, ConditionsAskTheServer) {
    EXPECT_TRUE(read_superuser_statement("CREATE EXTENSION citext")->conditions.empty());
    EXPECT_FALSE(read_superuser_statement("CREATE EXTENSION postgis")->conditions.empty());
    EXPECT_FALSE(read_superuser_statement("CREATE CAST (text AS json) WITHOUT FUNCTION")->conditions.empty());
    EXPECT_FALSE(read_superuser_statement("CREATE TRUSTED LANGUAGE l HANDLER h")->conditions.empty());
    EXPECT_FALSE(read_superuser_statement("CREATE FOREIGN DATA WRAPPER w VALIDATOR v")->conditions.empty());
    EXPECT_FALSE(read_superuser_statement("CREATE ROLE \"caf\u00e9\"")->conditions.empty());
}

}  // namespace
}  // namespace retort::sql::postgres
