#include <gtest/gtest.h>

#include <cstdlib>
#include <optional>

#include "introspect/database.hpp"
#include "scratch/postgres/cluster.hpp"
#include "scratch/postgres/installation.hpp"
#include "scratch/postgres/roles.hpp"

namespace retort::introspect {
namespace {

/// Every supported version, each on a separate cluster. RETORT_TEST_PG_PROGRAMS may list further folders with initdb
/// and postgres, like PATH.
class PostgresVersion : public ::testing::TestWithParam<int> {
protected:
    static std::optional<scratch::postgres::Installation> installation(int major) {
        const char* path = std::getenv("PATH");
        const std::string before = path == nullptr ? "" : path;
        if (const char* more = std::getenv("RETORT_TEST_PG_PROGRAMS"); more != nullptr) {
            setenv("PATH", (std::string(more) + ":" + before).c_str(), 1);
        }
        const auto found = scratch::postgres::find_installations();
        setenv("PATH", before.c_str(), 1);
        for (const scratch::postgres::Installation& candidate : found) {
            if (candidate.major_version == major) {
                return candidate;
            }
        }
        return std::nullopt;
    }
};

TEST_P(PostgresVersion, ReadsSameSchema) {
    const auto found = installation(GetParam());
    if (!found) {
        GTEST_SKIP() << "no PostgreSQL " << GetParam() << " here: put its folder into RETORT_TEST_PG_PROGRAMS";
    }
    const scratch::postgres::Cluster cluster(*found);
    const auto db = open(cluster.url("postgres", scratch::postgres::superuser));
    EXPECT_EQ(db->major_version(), GetParam());
    db->execute(
        "CREATE TYPE e AS ENUM ('a', 'b'); CREATE DOMAIN d AS int NOT NULL CHECK (VALUE > 0);"
        "CREATE TABLE p (id int GENERATED ALWAYS AS IDENTITY, x e NOT NULL DEFAULT 'a', y text NOT NULL COLLATE \"C\","
        " g int GENERATED ALWAYS AS (length(y)) STORED, PRIMARY KEY (id), UNIQUE (x, y), CHECK (y <> ''));"
        "ALTER TABLE p ALTER y SET STATISTICS 7;"
        "CREATE TABLE q (id bigserial PRIMARY KEY, p int NOT NULL REFERENCES p ON DELETE CASCADE, v d);"
        "CREATE UNIQUE INDEX i ON q (p DESC, (p + 1)) INCLUDE (v) WHERE v > 1;"
        "CREATE TABLE r (a int NOT NULL, b date, PRIMARY KEY (a)) PARTITION BY HASH (a);"
        "CREATE TABLE r0 PARTITION OF r FOR VALUES WITH (MODULUS 2, REMAINDER 0);"
        "CREATE TABLE parent (a int NOT NULL); CREATE TABLE child (b int) INHERITS (parent);"
        "CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE VIEW w AS SELECT 1 AS one;"
        "CREATE STATISTICS s ON x, y FROM p; COMMENT ON COLUMN p.y IS 'why'");
    const Schema schema = db->introspect();
    const Table& p = schema.tables.at({"", "p"});
    ASSERT_EQ(p.columns.size(), 4U);
    EXPECT_TRUE(p.columns[0].identity);
    EXPECT_FALSE(p.columns[1].nullable);
    EXPECT_EQ(p.columns[1].default_sql, "'a'::e");
    EXPECT_EQ(p.columns[1].statistics, std::nullopt);
    EXPECT_EQ(p.columns[2].statistics, 7);
    EXPECT_EQ(p.columns[2].comment, "why");
    ASSERT_TRUE(p.columns[3].generated);
    EXPECT_EQ(p.columns[3].generated->expression, "length(y)");
    EXPECT_TRUE(p.columns[3].generated->stored);
    EXPECT_EQ(p.columns[3].depends_on.columns(), std::vector<std::string>{"y"});
    EXPECT_EQ(p.uniques.size(), 1U);
    ASSERT_EQ(p.checks.size(), 1U);  // version 18 stores NOT NULL as constraints
    EXPECT_EQ(p.checks[0].expression, "y <> ''::text");
    const Table& q = schema.tables.at({"", "q"});
    EXPECT_EQ(q.foreign_keys.size(), 1U);
    ASSERT_EQ(q.indexes.size(), 1U);
    EXPECT_EQ(q.indexes[0].parts.at(1).expression, "p + 1");
    EXPECT_EQ(q.indexes[0].predicate, "(v)::integer > 1");
    EXPECT_EQ(schema.tables.at({"", "r0"}).partition_bound, "FOR VALUES WITH (modulus 2, remainder 0)");
    EXPECT_FALSE(schema.tables.at({"", "r0"}).primary_key);
    EXPECT_FALSE(schema.tables.at({"", "child"}).columns.at(0).nullable);
    EXPECT_EQ(schema.definitions.size(), 4U);
    EXPECT_EQ(schema.sequences.size(), 1U);
    EXPECT_TRUE(schema.schemas.empty());

    db->execute("BEGIN; SET LOCAL search_path = pg_temp, public; CREATE TABLE t (a int PRIMARY KEY, b e DEFAULT 'b')");
    EXPECT_EQ(db->introspect_temporary().tables.at({"", "t"}).columns.at(1).default_sql, "'b'::e");
    db->execute("ROLLBACK");
}

TEST_P(PostgresVersion, ReadsFeaturesOfLaterVersions) {
    const auto found = installation(GetParam());
    if (!found) {
        GTEST_SKIP() << "no PostgreSQL " << GetParam() << " here: put its folder into RETORT_TEST_PG_PROGRAMS";
    }
    const scratch::postgres::Cluster cluster(*found);
    const auto db = open(cluster.url("postgres", scratch::postgres::superuser));
    db->execute("CREATE TABLE t (a int, b int)");
    if (GetParam() >= 15) {
        db->execute("ALTER TABLE t ADD UNIQUE NULLS NOT DISTINCT (a)");
    }
    if (GetParam() >= 18) {
        db->execute(
            "ALTER TABLE t ADD v int GENERATED ALWAYS AS (a + b) VIRTUAL, ADD CONSTRAINT n NOT NULL b,"
            " ADD CONSTRAINT c CHECK (a > 0) NOT ENFORCED;"
            "CREATE TABLE room (k int4range, r int4range, PRIMARY KEY (k, r WITHOUT OVERLAPS));"
            "CREATE TABLE stay (k int4range, r int4range,"
            " FOREIGN KEY (k, PERIOD r) REFERENCES room (k, PERIOD r) NOT ENFORCED)");
    }
    if (GetParam() >= 15) {
        db->execute("CREATE UNLOGGED SEQUENCE us");
        EXPECT_TRUE(db->introspect().sequences.at({"", "us"}).unlogged);
    }
    if (GetParam() >= 17) {
        db->execute(
            "CREATE TABLE p (id int GENERATED ALWAYS AS IDENTITY, k int NOT NULL,"
            " EXCLUDE USING btree (k WITH =)) PARTITION BY LIST (k);"
            "CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1)");
        const Schema parts = db->introspect();
        EXPECT_TRUE(parts.tables.at({"", "p"}).columns.at(0).identity);
        EXPECT_FALSE(parts.tables.at({"", "p1"}).columns.at(0).identity);
        EXPECT_EQ(parts.tables.at({"", "p"}).exclusions.size(), 1U);
        EXPECT_TRUE(parts.tables.at({"", "p1"}).exclusions.empty());
    }
    const Table t = db->introspect().tables.at({"", "t"});
    ASSERT_EQ(t.uniques.size(), GetParam() >= 15 ? 1U : 0U);
    if (GetParam() >= 15) {
        EXPECT_TRUE(t.uniques[0].nulls_not_distinct);
    }
    ASSERT_EQ(t.columns.size(), GetParam() >= 18 ? 3U : 2U);
    if (GetParam() >= 18) {
        EXPECT_FALSE(t.columns[1].nullable);
        EXPECT_EQ(t.columns[1].not_null, (NotNull{"n", false, false, ""}));
        EXPECT_TRUE(t.checks.at(0).not_enforced);
        EXPECT_FALSE(t.checks.at(0).not_valid);
        const Schema later = db->introspect();
        EXPECT_TRUE(later.tables.at({"", "room"}).primary_key->without_overlaps);
        EXPECT_TRUE(later.tables.at({"", "stay"}).foreign_keys.at(0).period);
        EXPECT_TRUE(later.tables.at({"", "stay"}).foreign_keys.at(0).not_enforced);
        ASSERT_TRUE(t.columns[2].generated);
        EXPECT_FALSE(t.columns[2].generated->stored);
        EXPECT_EQ(t.columns[2].generated->expression, "a + b");
        EXPECT_EQ(t.columns[2].depends_on.columns(), (std::vector<std::string>{"a", "b"}));
    }
}

/// All supported objects on every version; those of later versions where the server has them.
TEST_P(PostgresVersion, ReadsRichSchemaCompletely) {
    const auto found = installation(GetParam());
    if (!found) {
        GTEST_SKIP() << "no PostgreSQL " << GetParam() << " here: put its folder into RETORT_TEST_PG_PROGRAMS";
    }
    const scratch::postgres::Cluster cluster(*found);
    const auto db = open(cluster.url("postgres", scratch::postgres::superuser));
    db->execute(
        "CREATE COLLATION nc (PROVIDER = icu, LOCALE = 'und-u-ks-level2', DETERMINISTIC = false);"
        "CREATE TYPE pair AS (a int, b text); COMMENT ON COLUMN pair.a IS 'first';"
        "CREATE DOMAIN d AS int CONSTRAINT above CHECK (VALUE > 0); COMMENT ON CONSTRAINT above ON DOMAIN d IS 'why';"
        "CREATE TABLE t (id int, x text COLLATE nc, r int4range, CONSTRAINT k PRIMARY KEY (id) WITH (fillfactor = 70),"
        " CONSTRAINT e EXCLUDE USING gist (r WITH &&) WITH (fillfactor = 60));"
        "ALTER TABLE t CLUSTER ON k; ALTER TABLE t ALTER x SET (n_distinct = 9);"
        "CREATE INDEX i ON t (lower(x)); ALTER INDEX i ALTER COLUMN 1 SET STATISTICS 5;"
        "CREATE STATISTICS s ON id, x FROM t; ALTER STATISTICS s SET STATISTICS 6;"
        "CREATE TABLE o OF pair; CREATE VIEW v AS SELECT id FROM t; ALTER VIEW v ALTER id SET DEFAULT 3;"
        "COMMENT ON COLUMN v.id IS 'number'; COMMENT ON SCHEMA public IS 'ours';"
        "CREATE FUNCTION f(int) RETURNS pair LANGUAGE sql AS 'SELECT ROW($1, NULL)::pair';"
        "CREATE CAST (int AS pair) WITH FUNCTION f(int);"
        "CREATE FUNCTION w() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';"
        "CREATE EVENT TRIGGER et ON ddl_command_end EXECUTE FUNCTION w();"
        "GRANT SELECT (id) ON t TO pg_monitor; REVOKE ALL ON FUNCTION f(int) FROM PUBLIC;"
        "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO pg_monitor;"
        "CREATE FOREIGN DATA WRAPPER fdw; CREATE SERVER far FOREIGN DATA WRAPPER fdw;"
        "CREATE FOREIGN TABLE remote (id int) SERVER far; CREATE PUBLICATION p FOR ALL TABLES;"
        "CREATE USER MAPPING FOR PUBLIC SERVER far OPTIONS (user 'me', password 'hidden');"
        "CREATE TEXT SEARCH DICTIONARY words (TEMPLATE = simple, Accept = false);"
        "CREATE TEXT SEARCH CONFIGURATION search (PARSER = default);"
        "ALTER TEXT SEARCH CONFIGURATION search ADD MAPPING FOR word, asciiword WITH words, simple;"
        "CREATE OPERATOR === (FUNCTION = int4eq, LEFTARG = int, RIGHTARG = int, COMMUTATOR = ===, RESTRICT = eqsel);"
        "CREATE OPERATOR CLASS same FOR TYPE int USING hash AS OPERATOR 1 ===, FUNCTION 1 hashint4(int);"
        "CREATE CONVERSION latin FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;"
        "CREATE PUBLICATION inserts FOR TABLE t WITH (publish = 'insert, delete'); COMMENT ON PUBLICATION inserts IS "
        "'part'");
    const Schema schema = db->introspect();
    const Table& t = schema.tables.at({"", "t"});
    EXPECT_EQ(t.columns.at(1).collation, "nc");
    EXPECT_EQ(t.columns.at(1).options, (std::map<std::string, std::string>{{"n_distinct", "9"}}));
    EXPECT_EQ(t.primary_key->storage, (std::map<std::string, std::string>{{"fillfactor", "70"}}));
    EXPECT_EQ(t.exclusions.at(0).definition, "EXCLUDE USING gist (r WITH &&)");
    EXPECT_EQ(t.exclusions.at(0).storage, (std::map<std::string, std::string>{{"fillfactor", "60"}}));
    EXPECT_EQ(t.clustered_on, "k");
    EXPECT_EQ(t.indexes.at(0).parts.at(0).statistics, 5);
    EXPECT_EQ(schema.tables.at({"", "o"}).of_type, (ObjectName{"", "pair"}));
    const auto definition = [&](ObjectKind kind, const std::string& name, const std::string& arguments = "",
                                const ObjectName& table = {}) {
        return schema.definitions.at({kind, {"", name}, table.empty() ? arguments : table.name});
    };
    EXPECT_EQ(definition(ObjectKind::collation, "nc").sql,
              "CREATE COLLATION nc (PROVIDER = icu, DETERMINISTIC = false, LOCALE = 'und-u-ks-level2')");
    EXPECT_EQ(definition(ObjectKind::composite, "pair").columns.at("a").comment, "first");
    EXPECT_EQ(definition(ObjectKind::domain, "d").constraint_comments.at("above"), "why");
    EXPECT_EQ(definition(ObjectKind::view, "v").columns.at("id").default_sql, "3");
    EXPECT_EQ(definition(ObjectKind::view, "v").columns.at("id").comment, "number");
    EXPECT_EQ(definition(ObjectKind::cast, "(integer AS pair)", "(integer AS pair)").sql,
              "CREATE CAST (integer AS pair) WITH FUNCTION f(integer)");
    EXPECT_EQ(definition(ObjectKind::event_trigger, "et").sql,
              "CREATE EVENT TRIGGER et ON ddl_command_end EXECUTE FUNCTION w()");
    EXPECT_TRUE(definition(ObjectKind::statistics, "s", "", {"", "t"}).sql.ends_with("SET STATISTICS 6"));
    EXPECT_EQ(schema.schema_comments, (std::map<std::string, std::string>{{"", "ours"}}));
    // The foreign table was created after the default privileges were set.
    const std::map<GrantTarget, std::vector<Grant>> grants{
        {{GrantKind::table, {"", "remote"}, "", ""}, {{"pg_monitor", "SELECT", false, false}}},
        {{GrantKind::table, {"", "t"}, "", "id"}, {{"pg_monitor", "SELECT", false, false}}},
        {{GrantKind::function, {"", "f"}, "integer", ""}, {{"", "EXECUTE", false, true}}},
        {{GrantKind::default_tables, {"public", std::string(scratch::postgres::superuser)}, "", ""},
         {{"pg_monitor", "SELECT", false, false}}}};
    EXPECT_EQ(schema.privileges->grants, grants);
    EXPECT_FALSE(schema.privileges->compared);
    EXPECT_TRUE(schema.unsupported->empty());
    EXPECT_EQ(definition(ObjectKind::foreign_data_wrapper, "fdw").sql, "CREATE FOREIGN DATA WRAPPER fdw");
    EXPECT_EQ(definition(ObjectKind::foreign_server, "far").sql, "CREATE SERVER far FOREIGN DATA WRAPPER fdw");
    EXPECT_EQ(definition(ObjectKind::user_mapping, "far", "PUBLIC").sql,
              "CREATE USER MAPPING FOR PUBLIC SERVER far OPTIONS (\"user\" 'me')");
    EXPECT_EQ(*definition(ObjectKind::user_mapping, "far", "PUBLIC").omitted, std::vector<std::string>{"password"});
    EXPECT_EQ(definition(ObjectKind::text_search_dictionary, "words").sql,
              "CREATE TEXT SEARCH DICTIONARY words (TEMPLATE = simple, accept = 'false')");
    EXPECT_EQ(definition(ObjectKind::text_search_configuration, "search").sql,
              "CREATE TEXT SEARCH CONFIGURATION search (PARSER = \"default\");\n"
              "ALTER TEXT SEARCH CONFIGURATION search ADD MAPPING FOR asciiword, word WITH words, simple");
    EXPECT_EQ(definition(ObjectKind::operator_, "===", "integer, integer").sql,
              "CREATE OPERATOR === (FUNCTION = int4eq, LEFTARG = integer, RIGHTARG = integer, COMMUTATOR = ===, "
              "RESTRICT = eqsel)");
    EXPECT_EQ(definition(ObjectKind::operator_class, "same", "hash").sql,
              "CREATE OPERATOR CLASS same FOR TYPE integer USING hash FAMILY same AS\n"
              "    OPERATOR 1 ===(integer,integer),\n    FUNCTION 1 (integer, integer) hashint4(integer)");
    EXPECT_EQ(definition(ObjectKind::operator_family, "same", "hash").sql, "CREATE OPERATOR FAMILY same USING hash");
    EXPECT_EQ(definition(ObjectKind::conversion, "latin").sql,
              "CREATE CONVERSION latin FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8");
    EXPECT_EQ(definition(ObjectKind::foreign_table, "remote").sql,
              "CREATE FOREIGN TABLE remote (\n    id integer\n) SERVER far");
    EXPECT_EQ(definition(ObjectKind::publication, "p").sql, "CREATE PUBLICATION p FOR ALL TABLES");
    const Definition inserts = definition(ObjectKind::publication, "inserts");
    EXPECT_EQ(inserts.comment, "part");
    EXPECT_EQ(inserts.depends_on.list, (std::vector<Dependency>{{table_id({"", "t"})}}));
    EXPECT_EQ(inserts.sql, "CREATE PUBLICATION inserts FOR TABLE ONLY t WITH (publish = 'insert, delete')");
}

INSTANTIATE_TEST_SUITE_P(From14To18, PostgresVersion, ::testing::Values(14, 15, 16, 17, 18),
                         [](const auto& info) { return "v" + std::to_string(info.param); });

}  // namespace
}  // namespace retort::introspect
