#include <gtest/gtest.h>

#include <set>

#include "schema/json.hpp"
#include "schema/same_state.hpp"
#include "tests/support/pg_dump.hpp"
#include "tests/support/postgres.hpp"

namespace retort::introspect {
namespace {

class PostgresDefinitions : public test::PostgresTest {
protected:
    const Definition& read(std::string_view sql, ObjectKind kind, const std::string& name,
                           const std::string& arguments = "", const std::string& table = "") {
        db().execute(sql);
        schema_ = db().introspect();
        return schema_.definitions.at({kind, {"", name}, table.empty() ? arguments : table});
    }
    const Schema& schema() const { return schema_; }

private:
    Schema schema_;
};

using Ids = std::vector<ObjectId>;

Ids referenced(const Definition& definition) {
    Ids ids;
    for (const Dependency& each : definition.depends_on.list) ids.push_back(each.object);
    return ids;
}

DependencyType type_of(const Definition& definition, const ObjectId& object) {
    for (const Dependency& each : definition.depends_on.list)
        if (each.object == object) return each.type;
    throw std::out_of_range(display(object));
}

TEST_F(PostgresDefinitions, Views) {
    const Definition& view = read(
        "CREATE TABLE t (a int, b text, c int); CREATE VIEW v WITH (security_barrier = true, check_option = local) AS"
        " SELECT a, b FROM t WHERE c > 0; COMMENT ON VIEW v IS 'x'",
        ObjectKind::view, "v");
    EXPECT_EQ(view.sql,
              "CREATE VIEW v WITH (check_option=local, security_barrier=true) AS\n"
              "SELECT t.a,\n    t.b\n   FROM t\n  WHERE (t.c > 0)");
    EXPECT_EQ(view.comment, "x");
    EXPECT_EQ(referenced(view), (Ids{column_id({"", "t"}, "a"), column_id({"", "t"}, "b"), column_id({"", "t"}, "c")}));
    EXPECT_EQ(type_of(view, column_id({"", "t"}, "a")), DependencyType::normal);
}

TEST_F(PostgresDefinitions, MaterializedViewsWithTheirIndexes) {
    const Definition& view = read(
        "CREATE TABLE t (a int, b text); CREATE MATERIALIZED VIEW m AS SELECT a, lower(b) AS b FROM t WITH NO DATA;"
        "CREATE UNIQUE INDEX m_a ON m (a DESC) WHERE b <> ''",
        ObjectKind::materialized_view, "m");
    EXPECT_EQ(view.sql, "CREATE MATERIALIZED VIEW m AS\nSELECT t.a,\n    lower(t.b) AS b\n   FROM t\n  WITH NO DATA");
    ASSERT_EQ(view.indexes.size(), 1U);
    EXPECT_EQ(view.indexes[0].name, "m_a");
    EXPECT_TRUE(view.indexes[0].parts.at(0).descending);
    EXPECT_EQ(view.indexes[0].predicate, "b <> ''::text");
}

TEST_F(PostgresDefinitions, FunctionsByTheirArguments) {
    const Definition& one = read(
        "CREATE TYPE e AS ENUM ('a'); CREATE TABLE t (x int, y int);"
        "CREATE FUNCTION f(p int, OUT q text) LANGUAGE sql AS $$ SELECT 'public.f(' $$;"
        "CREATE FUNCTION f(e, text DEFAULT 'x') RETURNS int LANGUAGE sql STABLE BEGIN ATOMIC SELECT x FROM t; END;"
        "CREATE PROCEDURE p(a int) LANGUAGE sql AS 'SELECT 1'; COMMENT ON FUNCTION f(int) IS 'c'",
        ObjectKind::function, "f", "integer");
    EXPECT_EQ(one.sql,
              "CREATE OR REPLACE FUNCTION f(p integer, OUT q text)\n RETURNS text\n LANGUAGE sql\n"
              "AS $function$ SELECT 'public.f(' $function$");
    EXPECT_EQ(one.comment, "c");
    const Definition& two = schema().definitions.at({ObjectKind::function, {"", "f"}, "e, text"});
    EXPECT_EQ(referenced(two), (Ids{{ObjectKind::enum_, {"", "e"}, {}}, column_id({"", "t"}, "x")}));
    const Definition& procedure = schema().definitions.at({ObjectKind::procedure, {"", "p"}, "integer"});
    EXPECT_TRUE(procedure.sql.starts_with("CREATE OR REPLACE PROCEDURE p("));
}

TEST_F(PostgresDefinitions, AggregatesWithAllOptions) {
    const Definition& aggregate = read(
        "CREATE FUNCTION add(int, int) RETURNS int LANGUAGE sql AS 'SELECT $1 + $2';"
        "CREATE AGGREGATE total(int) (SFUNC = add, STYPE = int, INITCOND = '0', PARALLEL = SAFE);"
        "CREATE AGGREGATE anything(*) (SFUNC = int8inc, STYPE = bigint, INITCOND = '0')",
        ObjectKind::aggregate, "total", "integer");
    EXPECT_EQ(aggregate.sql,
              "CREATE AGGREGATE total(integer) (SFUNC = add, STYPE = integer, INITCOND = '0', PARALLEL = SAFE)");
    EXPECT_EQ(referenced(aggregate), (Ids{{ObjectKind::function, {"", "add"}, "integer, integer"}}));
}

TEST_F(PostgresDefinitions, TriggersRulesAndPoliciesBelongToTable) {
    const Definition& trigger = read(
        "CREATE TABLE t (a int, b int); CREATE TABLE u (LIKE t);"
        "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';"
        "CREATE TRIGGER g BEFORE UPDATE OF b ON t FOR EACH ROW WHEN (NEW.a > 0) EXECUTE FUNCTION f();"
        "CREATE TRIGGER g AFTER INSERT ON u EXECUTE FUNCTION f(); ALTER TABLE u DISABLE TRIGGER g;"
        "CREATE RULE r AS ON DELETE TO t DO INSTEAD NOTHING;"
        "CREATE POLICY p ON t AS RESTRICTIVE FOR UPDATE USING (a > 0) WITH CHECK (b > 0);"
        " COMMENT ON POLICY p ON t IS 'c'",
        ObjectKind::trigger, "g", "", "t");
    EXPECT_EQ(trigger.sql,
              "CREATE TRIGGER g BEFORE UPDATE OF b ON t FOR EACH ROW WHEN (new.a > 0) EXECUTE FUNCTION "
              "f()");
    EXPECT_EQ(referenced(trigger), (Ids{table_id({"", "t"}),
                                        column_id({"", "t"}, "a"),
                                        column_id({"", "t"}, "b"),
                                        {ObjectKind::function, {"", "f"}, {}}}));
    // The trigger is dropped with its table, but blocks DROP FUNCTION.
    EXPECT_EQ(type_of(trigger, table_id({"", "t"})), DependencyType::automatic);
    EXPECT_EQ(type_of(trigger, {ObjectKind::function, {"", "f"}, {}}), DependencyType::normal);
    EXPECT_EQ(schema().definitions.at({ObjectKind::trigger, {"", "g"}, "u"}).sql,
              "CREATE TRIGGER g AFTER INSERT ON u FOR EACH STATEMENT EXECUTE FUNCTION f();"
              "\nALTER TABLE u DISABLE TRIGGER g");
    EXPECT_EQ(schema().definitions.at({ObjectKind::rule, {"", "r"}, "t"}).sql,
              "CREATE RULE r AS\n    ON DELETE TO t DO INSTEAD NOTHING");
    const Definition& policy = schema().definitions.at({ObjectKind::policy, {"", "p"}, "t"});
    EXPECT_EQ(policy.sql,
              "CREATE POLICY p ON t AS RESTRICTIVE FOR UPDATE TO PUBLIC USING ((a > 0)) WITH CHECK ((b > "
              "0))");
    EXPECT_EQ(policy.comment, "c");
}

TEST_F(PostgresDefinitions, TypesOfEveryKind) {
    const Definition& domain = read(
        "CREATE FUNCTION ok(text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT true';"
        "CREATE DOMAIN d AS varchar(9) COLLATE \"C\" DEFAULT 'x' NOT NULL CONSTRAINT z CHECK (VALUE <> '') CONSTRAINT "
        "a CHECK (ok(VALUE));"
        "CREATE TYPE c AS (x int, \"Y z\" d[], t text COLLATE \"C\"); COMMENT ON TYPE c IS 'both';"
        " CREATE TYPE empty AS ();"
        "CREATE TYPE r AS RANGE (SUBTYPE = float8, SUBTYPE_DIFF = float8mi, MULTIRANGE_TYPE_NAME = rs)",
        ObjectKind::domain, "d");
    EXPECT_EQ(domain.sql,
              "CREATE DOMAIN d AS character varying(9) COLLATE \"C\" DEFAULT 'x'::character varying NOT "
              "NULL"
              " CONSTRAINT a CHECK (ok((VALUE)::text)) CONSTRAINT z CHECK (((VALUE)::text <> ''::text))");
    EXPECT_EQ(referenced(domain), (Ids{{ObjectKind::function, {"", "ok"}, "text"}}));
    const Definition& composite = schema().definitions.at({ObjectKind::composite, {"", "c"}, ""});
    EXPECT_EQ(composite.sql, "CREATE TYPE c AS (x integer, \"Y z\" d[], t text COLLATE \"C\")");
    EXPECT_EQ(composite.comment, "both");
    EXPECT_EQ(referenced(composite), (Ids{{ObjectKind::domain, {"", "d"}, {}}}));
    EXPECT_TRUE(schema().definitions.contains({ObjectKind::composite, {"", "empty"}, ""}));
    EXPECT_EQ(schema().definitions.at({ObjectKind::range, {"", "r"}, ""}).sql,
              "CREATE TYPE r AS RANGE (SUBTYPE = double precision, SUBTYPE_DIFF = float8mi, MULTIRANGE_TYPE_NAME = "
              "rs)");
    // The range's constructors are created with it.
    for (const auto& [key, definition] : schema().definitions) {
        EXPECT_TRUE(key.kind != ObjectKind::function || key.name.name == "ok") << key.name.name;
    }
}

TEST_F(PostgresDefinitions, ExtendedStatistics) {
    const Definition& statistics = read("CREATE TABLE t (a int, b int); CREATE STATISTICS s (ndistinct) ON a, b FROM t",
                                        ObjectKind::statistics, "s", "", "t");
    EXPECT_EQ(statistics.sql, "CREATE STATISTICS s (ndistinct) ON a, b FROM t");
    EXPECT_EQ(referenced(statistics), (Ids{column_id({"", "t"}, "a"), column_id({"", "t"}, "b")}));
}

TEST_F(PostgresDefinitions, ExtensionsAndTheirComments) {
    db().execute(
        "CREATE SCHEMA x; CREATE EXTENSION citext SCHEMA x; CREATE EXTENSION pg_trgm; CREATE EXTENSION earthdistance "
        "CASCADE; COMMENT ON EXTENSION pg_trgm IS 'mine'");
    const Schema schema = db().introspect();
    EXPECT_EQ(schema.extensions.size(), 4U);
    EXPECT_TRUE(same_state(schema.extensions.at("citext"), Extension{"citext", "x", ""}));
    EXPECT_TRUE(same_state(schema.extensions.at("pg_trgm"), Extension{"pg_trgm", "", "mine"}));
    EXPECT_TRUE(schema.extensions.at("cube").depends_on.list.empty());
    EXPECT_EQ(schema.extensions.at("earthdistance").depends_on.list,
              (std::vector<Dependency>{{.object = {ObjectKind::extension, {"", "cube"}, {}}}}));
    EXPECT_TRUE(schema.definitions.empty());
}

TEST_F(PostgresDefinitions, KindsCanBeExcluded) {
    db().execute(
        "CREATE TABLE t (a int); CREATE VIEW v AS SELECT a FROM t; CREATE FUNCTION f() RETURNS int LANGUAGE "
        "sql AS 'SELECT 1'");
    Filter filter;
    filter.kinds.exclude = {"function", "view"};
    EXPECT_TRUE(db().introspect(filter).definitions.empty());
    filter.kinds = {{"table"}, {}};
    EXPECT_EQ(db().introspect(filter).tables.size(), 1U);
}

/// All definitions, run in the order of their dependencies, recreate the same schema.
TEST_F(PostgresDefinitions, TextsRecreateDefinitions) {
    static constexpr std::string_view tables =
        "CREATE SCHEMA \"S\"; CREATE TYPE mood AS ENUM ('x', 'y'); CREATE TABLE t (a int, b text, m mood);"
        "CREATE TABLE \"S\".\"U u\" (\"B b\" int, c date); ALTER TABLE t ENABLE ROW LEVEL SECURITY";
    db().execute(tables);
    db().execute(
        "CREATE DOMAIN dd AS int CHECK (VALUE > 0); CREATE TYPE cc AS (x dd, y mood[]);"
        "CREATE TYPE \"S\".rr AS RANGE (SUBTYPE = text, COLLATION = \"C\");"
        "CREATE FUNCTION \"S\".g(v cc, VARIADIC w int[]) RETURNS SETOF t LANGUAGE sql STABLE ROWS 7 BEGIN ATOMIC "
        "SELECT * FROM t WHERE a = (v).x; END;"
        "CREATE FUNCTION trig() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = 'public' AS $x$ "
        "BEGIN RETURN NULL; END $x$;"
        "CREATE PROCEDURE \"S\".\"P p\"(INOUT a int) LANGUAGE plpgsql AS $$ BEGIN a := 1; END $$;"
        "CREATE FUNCTION plus(dd, int) RETURNS dd LANGUAGE sql IMMUTABLE AS 'SELECT 1::dd';"
        "CREATE AGGREGATE \"S\".sum1(int) (SFUNC = plus, STYPE = dd, SSPACE = 7, FINALFUNC_MODIFY = READ_WRITE, "
        "MSFUNC = plus, MINVFUNC = plus, MSTYPE = dd, MINITCOND = '2', INITCOND = '1');"
        "CREATE AGGREGATE pct(float8 ORDER BY anyelement) (SFUNC = ordered_set_transition, STYPE = internal, "
        "FINALFUNC = percentile_disc_final, FINALFUNC_EXTRA);"
        "CREATE VIEW z1 AS SELECT *, a::dd AS d FROM t; CREATE VIEW a2 AS SELECT z1.a, u.c FROM z1 JOIN \"S\".\"U u\" "
        "u ON u.\"B b\" = z1.a;"
        "CREATE RECURSIVE VIEW n (i) AS SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9;"
        "CREATE MATERIALIZED VIEW \"S\".mv WITH (fillfactor = 50) AS SELECT count(*) AS c FROM a2;"
        " CREATE INDEX ON \"S\".mv (c);"
        "CREATE TRIGGER t1 AFTER UPDATE ON t REFERENCING OLD TABLE AS o NEW TABLE AS w FOR EACH STATEMENT EXECUTE "
        "FUNCTION trig('a''b');"
        "CREATE CONSTRAINT TRIGGER t2 AFTER INSERT ON \"S\".\"U u\" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW "
        "EXECUTE FUNCTION trig();"
        "ALTER TABLE \"S\".\"U u\" ENABLE ALWAYS TRIGGER t2; CREATE TRIGGER t3 INSTEAD OF DELETE ON z1 FOR EACH ROW "
        "EXECUTE FUNCTION trig();"
        "CREATE RULE \"R r\" AS ON INSERT TO \"S\".\"U u\" WHERE NEW.\"B b\" > 3 DO ALSO (INSERT INTO t (a) VALUES "
        "(NEW.\"B b\"); DELETE FROM t WHERE a = 1);"
        "CREATE POLICY p1 ON t FOR SELECT TO CURRENT_USER USING (b = current_user AND a IN (SELECT \"B b\" FROM "
        "\"S\".\"U u\"));"
        "CREATE POLICY p2 ON t FOR INSERT WITH CHECK (m = 'x');"
        "CREATE STATISTICS \"S\".st ON a, b, (lower(b)) FROM t; ALTER TABLE t ENABLE REPLICA TRIGGER t1");
    const Schema original = db().introspect();
    ASSERT_EQ(original.definitions.size(), 20U);

    const test::FreshDatabase second;
    const auto copy = second.open();
    copy->execute(tables);
    copy->execute("SET check_function_bodies = off");
    std::set<ObjectName> missing;
    for (const auto& [key, definition] : original.definitions) {
        missing.insert(definition.name);
    }
    std::set<ObjectId> done;
    while (done.size() < original.definitions.size()) {
        const auto before = done.size();
        for (const auto& [key, definition] : original.definitions) {
            bool ready = !done.contains(key) && (definition.table.empty() || !missing.contains(definition.table));
            ready = ready && !definition.depends_on.any([&](const ObjectId& id) { return missing.contains(id.name); });
            if (!ready) {
                continue;
            }
            copy->execute(definition.sql);
            for (const Index& index : definition.indexes) {
                copy->execute("CREATE INDEX " + quote(index.name) + " ON " + quote(definition.name) + " (" +
                              quote(index.parts.at(0).column) + ")");
            }
            done.insert(key);
            missing.erase(definition.name);
        }
        ASSERT_GT(done.size(), before) << "a cycle";
    }
    EXPECT_EQ(to_json(copy->introspect()), to_json(original));
    EXPECT_EQ(test::text_of(test::pg_dump_unordered(second.url())),
              test::text_of(test::pg_dump_unordered(database().url())));
}

}  // namespace
}  // namespace retort::introspect
