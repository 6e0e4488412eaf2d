// SQL files next to the models: their objects are printed, compared and migrated in both directions like models.

#include <fmt/format.h>

#include "models.hpp"
#include "project.hpp"

namespace retort::test {
namespace {

class SqlObjects : public BothEngines {
protected:
    SqlObjects() { configure(R"(sql = ["models/**/*.sql"])"); }

    /// Writes retort.toml with `lines` in [models].
    void configure(const std::string& lines, const std::string& more = "") const {
        project.configure(more);
        std::string text = project.read("retort.toml");
        text.insert(text.find('\n') + 1, lines + "\n");
        project.write("retort.toml", text);
    }

    /// Writes a proved revision, runs it, and expects no remaining difference. Returns the file.
    std::string evolve(const std::string& message) const {
        const std::string path = project.must({"revision", "--autogenerate", "-m", message});
        EXPECT_FALSE(path.empty()) << message;
        const std::string text = path.empty() ? "" : project.read(path.substr(0, path.size() - 1));
        EXPECT_CONTAINS(text, "-- verified: upgrade, downgrade, upgrade");
        project.must({"upgrade"});
        const Outcome check = project.retort({"check", "models", "live"});
        EXPECT_EQ(check.status, 0) << message << "\n" << check.out << check.err;
        return text;
    }

    bool postgres() const { return project.dialect() == Dialect::postgresql; }

    /// The names of the database's views, in order, joined by spaces.
    std::string views() const {
        return project.value(
            postgres() ? "SELECT string_agg(viewname, ' ' ORDER BY viewname) FROM pg_views WHERE schemaname = 'public'"
                       : "SELECT group_concat(name, ' ') FROM (SELECT name FROM sqlite_schema WHERE type = 'view' "
                         "ORDER BY 1)");
    }
};

TEST_P(SqlObjects, CreatesChangesAndDropsView) {
    const std::string aged = person("std::optional<std::int32_t> age;");
    project.write("models/person.hpp", person());
    project.write("models/a.sql", "CREATE VIEW twice AS SELECT * FROM addresses;\n");
    project.write("models/views/b.sql", "-- who there is\nCREATE VIEW addresses AS SELECT id, email FROM people;\n");
    evolve("people and two views");
    EXPECT_EQ(views(), "addresses twice");

    project.write("models/person.hpp", aged);
    project.write("models/views/b.sql", "CREATE VIEW addresses AS SELECT id, email FROM people WHERE age > 17;\n");
    const std::string grown = evolve("grown");
    EXPECT_CONTAINS(grown, "age > 17");
    project.sql("INSERT INTO people (id, email, age) VALUES (1, 'a@x', 30), (2, 'b@x', 3)");
    EXPECT_EQ(project.value("SELECT count(*) FROM twice"), "1");

    project.must({"downgrade", "-1"});
    EXPECT_EQ(project.value("SELECT count(*) FROM twice"), "2");
    project.must({"upgrade"});

    std::filesystem::remove(project.folder() / "models/a.sql");
    EXPECT_CONTAINS(evolve("one goes"), "DROP VIEW twice");
    std::filesystem::remove(project.folder() / "models/views/b.sql");
    EXPECT_CONTAINS(evolve("the last goes"), "DROP VIEW addresses");
    EXPECT_EQ(views(), "NULL");
    project.must({"downgrade", "-1"});
    EXPECT_EQ(views(), "addresses");
}

TEST_P(SqlObjects, WithoutSettingNothingIsDropped) {
    project.write("models/person.hpp", person());
    project.write("models/a.sql", "CREATE VIEW addresses AS SELECT email FROM people;\n");
    evolve("first");
    project.configure();
    std::filesystem::remove(project.folder() / "models/a.sql");
    EXPECT_EQ(project.retort({"check"}).status, 0);
    configure("sql = []");
    const Outcome check = project.retort({"check"});
    EXPECT_EQ(check.status, 1) << check.err;
    EXPECT_CONTAINS(check.out, "DROP VIEW addresses");
    configure("sql = []", "[filter]\nexclude_kinds = [\"view\"]\n");
    EXPECT_EQ(project.retort({"check"}).status, 0);
}

TEST_P(SqlObjects, RenamesColumnReferencedByView) {
    project.write("models/person.hpp", person("std::int32_t age;"));
    project.write("models/a.sql", "CREATE VIEW grown AS SELECT id FROM people WHERE age > 17;\n");
    evolve("first");
    project.sql("INSERT INTO people (id, email, age) VALUES (1, 'a@x', 30), (2, 'b@x', 3)");
    project.write("models/person.hpp",
                  person("std::int32_t years;", R"(column<&Person::years>().renamed_from("age"))"));

    const Outcome stale = project.retort({"check"});
    EXPECT_EQ(stale.status, 2);
    EXPECT_CONTAINS(stale.err, "models/a.sql:1:");
    EXPECT_CONTAINS(stale.err, "[RT180]");

    project.write("models/a.sql", "CREATE VIEW grown AS SELECT id FROM people WHERE years > 17;\n");
    EXPECT_CONTAINS(evolve("renamed"), "RENAME COLUMN age TO years");
    EXPECT_EQ(project.value("SELECT id FROM grown"), "1");
    project.must({"downgrade", "-1"});
    EXPECT_EQ(project.value("SELECT id FROM grown"), "1");
    EXPECT_EQ(project.value("SELECT age FROM people WHERE id = 2"), "3");
}

TEST_P(SqlObjects, FileMayNameItsDialect) {
    project.write("models/person.hpp", person());
    project.write("models/p.sql",
                  "-- Views.\n-- dialect: postgresql\n\nCREATE VIEW v AS SELECT email::text FROM people;\n");
    project.write("models/s.sql",
                  "-- dialect: sqlite\nCREATE VIEW v AS SELECT CAST(email AS TEXT) AS email FROM people;\n");
    const std::string text = project.must({"models"});
    EXPECT_EQ(count(text, "email::text"), postgres() ? 1 : 0);
    EXPECT_EQ(count(text, "CAST(email"), postgres() ? 0 : 1);
    evolve("first");

    project.write("models/p.sql", "-- dialect: oracle\nCREATE VIEW v AS SELECT 1;\n");
    const Outcome outcome = project.retort({"models"});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_CONTAINS(outcome.err, "models/p.sql:1:1: error: unknown dialect 'oracle' [RT204]");
}

TEST_P(SqlObjects, RejectsOtherStatementsWithLocation) {
    project.write("models/person.hpp", person());
    project.write("models/a.sql",
                  "CREATE VIEW v AS SELECT id FROM people;\n"
                  "CREATE TABLE t (a integer);\n"
                  "  INSERT INTO people VALUES (1, 'x');\n"
                  "DROP VIEW w;\n"
                  "CREATE INDEX i ON people (email);\n"
                  "CREATE TEMPORARY VIEW tv AS SELECT 1;\n");
    project.write("models/b.sql", "CREATE VIEW v AS SELECT email FROM people;\n");
    const Outcome outcome = project.retort({"check"});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_CONTAINS(outcome.err, "models/a.sql:2:1: error: a table is declared as a model [RT181]");
    EXPECT_CONTAINS(outcome.err, "    2 | CREATE TABLE t (a integer);");
    EXPECT_CONTAINS(outcome.err, "models/a.sql:3:3: error: ");
    EXPECT_CONTAINS(outcome.err, "models/a.sql:4:1: error: ");
    EXPECT_CONTAINS(outcome.err, "models/a.sql:5:1: error: ");
    EXPECT_CONTAINS(outcome.err, "models/a.sql:6:1: error: temporary objects are not part of a schema [RT181]");
    EXPECT_CONTAINS(outcome.err, "models/b.sql:1:1: error: the view v is defined twice [RT182]");
    EXPECT_CONTAINS(outcome.err, "models/a.sql:1:1: note: first defined here");
    EXPECT_EQ(count(outcome.err, "error:"), 6) << outcome.err;
}

TEST_P(SqlObjects, MisspeltFolderDropsNothing) {
    project.write("models/person.hpp", person());
    configure(R"(sql = ["modles/*.sql", "models/missing.sql"])");
    const Outcome outcome = project.retort({"check"});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_CONTAINS(outcome.err, "'modles/*.sql': no folder modles [RT268]");
    EXPECT_CONTAINS(outcome.err, "no file matches 'models/missing.sql' [RT006]");
}

TEST_P(SqlObjects, ReportsFilesThatAreNotRead) {
    project.write("models/person.hpp", person());
    project.write("models/views.sql", "CREATE VIEW one AS SELECT 1 AS one;\n");
    for (const std::vector<std::string>& command :
         {std::vector<std::string>{"models"}, {"check"}, {"revision", "--autogenerate", "--dry-run", "-m", "x"}})
        EXPECT_EQ(count(project.retort(command).err, "not read"), 0) << command[0];
    project.configure();
    for (const std::vector<std::string>& command :
         {std::vector<std::string>{"models"}, {"check"}, {"revision", "--autogenerate", "--dry-run", "-m", "x"}}) {
        const Outcome outcome = project.retort(command);
        EXPECT_CONTAINS(outcome.err, "note: models/views.sql is not read: [models] sql in retort.toml is not set\n");
        EXPECT_EQ(count(outcome.err, "not read"), 1) << outcome.err;
        EXPECT_EQ(count(outcome.out, "VIEW"), 0) << outcome.out;
    }
    project.write("models/more.sql", "SELECT 1;\n");
    EXPECT_CONTAINS(project.retort({"models"}).err, "models/more.sql and 1 more are not read: ");
}

INSTANTIATE_TEST_SUITE_P(Engines, SqlObjects, ::testing::Values(Dialect::postgresql, Dialect::sqlite), engine_name);

class PostgresSqlObjects : public SqlObjects {};
class SqliteSqlObjects : public SqlObjects {};

TEST_P(PostgresSqlObjects, ModelsAndFilesReferenceEachOther) {
    project.write("models/person.hpp",
                  R"cpp(#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <retort/model.hpp>

                        struct Person {
                            std::int64_t id;
                            std::string email;
                            std::string name;
                            std::int64_t ticket;
                            std::optional<std::int32_t> age;

                            static constexpr auto schema() {
                                using namespace retort;
                                return table("people", column<&Person::id>().primary_key(),
                                             column<&Person::email>().type("email_address").unique(),
                                             column<&Person::ticket>().default_sql("next_ticket()"),
                                             check("known_age(age)").named("people_age_check"),
                                             index(key<&Person::name>().opclass("gin_trgm_ops")).method("gin"));
                            }
                        };
                  )cpp");
    project.write("models/things.sql", R"(
CREATE MATERIALIZED VIEW by_age AS SELECT age, count(*) AS people FROM grown GROUP BY age;
CREATE UNIQUE INDEX by_age_age ON by_age (age);
COMMENT ON INDEX by_age_age IS 'one row for each';
CREATE VIEW grown AS SELECT * FROM people WHERE age >= (SELECT min(years) FROM limits);
COMMENT ON VIEW grown IS 'of age';
COMMENT ON COLUMN grown.email IS 'checked';
CREATE FUNCTION known_age(age integer) RETURNS boolean LANGUAGE sql AS $$ SELECT age < max(years) + 100 FROM limits $$;
CREATE FUNCTION next_ticket() RETURNS bigint LANGUAGE sql AS $$ SELECT nextval('tickets') $$;
CREATE TRIGGER trim_name BEFORE INSERT OR UPDATE ON people FOR EACH ROW EXECUTE FUNCTION audit.trim_name();
ALTER TABLE people ENABLE ROW LEVEL SECURITY;
CREATE POLICY everyone ON people FOR SELECT USING (true);
CREATE STATISTICS people_together (dependencies) ON name, age FROM people;
CREATE AGGREGATE longest(text) (SFUNC = longer, STYPE = text);
CREATE PROCEDURE forget(who bigint) LANGUAGE sql AS $$ DELETE FROM people WHERE id = who $$;
CREATE RULE keep AS ON DELETE TO people WHERE OLD.id = 1 DO INSTEAD NOTHING;
)");
    project.write("models/types.sql", R"(
CREATE FUNCTION audit.trim_name() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.name := btrim(NEW.name);  -- ; no end
  RETURN NEW;
END $$;
CREATE FUNCTION longer(a text, b text) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT greatest(a, b) $$;
CREATE SEQUENCE tickets START 100;
CREATE DOMAIN email_address AS citext CHECK (VALUE ~ '@');
CREATE TYPE place AS (street text, at point);
CREATE TYPE spans AS RANGE (subtype = float8);
CREATE VIEW limits AS SELECT 18 AS years;
CREATE SCHEMA audit;
CREATE EXTENSION pg_trgm;
CREATE EXTENSION citext;
)");
    const std::string text = evolve("everything");
    for (const char* each :
         {"CREATE EXTENSION IF NOT EXISTS citext", "CREATE SCHEMA audit", "CREATE SEQUENCE tickets", "CREATE DOMAIN",
          "CREATE TYPE place", "CREATE TYPE spans", "CREATE MATERIALIZED VIEW by_age", "CREATE UNIQUE INDEX by_age_age",
          "CREATE POLICY everyone", "ENABLE ROW LEVEL SECURITY", "CREATE STATISTICS", "CREATE AGGREGATE",
          "PROCEDURE forget", "CREATE RULE keep", "COMMENT ON VIEW grown IS 'of age'", "COMMENT ON INDEX by_age_age"})
        EXPECT_CONTAINS(text, each);
    project.sql("INSERT INTO people (id, email, name, age) VALUES (1, 'A@x', '  Ada ', 30)");
    EXPECT_EQ(project.value("SELECT name || ticket FROM grown WHERE email = 'a@X'"), "Ada100");

    // The output of `retort models` can be run.
    const std::string other = project.create_database();
    project.write("all.sql", project.must({"models"}));
    project.feed(other, "all.sql");
    EXPECT_EQ(project.must({"diff", other, "models"}), "");

    project.must({"downgrade", "base"});
    EXPECT_EQ(project.value("SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relname !~ "
                            "'^(retort|migration)'"),
              "0");
    EXPECT_EQ(project.value("SELECT count(*) FROM pg_extension WHERE extname IN ('citext', 'pg_trgm')"), "0");
    project.must({"upgrade"});
}

/// PostgreSQL parses its own output for this view as a different query.
TEST_P(PostgresSqlObjects, ViewOverValuesIsStable) {
    project.write("models/person.hpp", person());
    project.write("models/a.sql", "CREATE VIEW limits (years) AS VALUES (18), (21);\n");
    evolve("first");
    EXPECT_EQ(project.value("SELECT sum(years) FROM limits"), "39");
}

TEST_P(PostgresSqlObjects, ReplacesFunctionInPlace) {
    project.write("models/person.hpp", person());
    project.write("models/f.sql",
                  "CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS 'SELECT 1';\n"
                  "CREATE VIEW v AS SELECT f() AS n;\nCOMMENT ON FUNCTION f() IS 'one';\n");
    evolve("one");
    project.write("models/f.sql",
                  "CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS 'SELECT 2';\n"
                  "CREATE VIEW v AS SELECT f() AS n;\nCOMMENT ON FUNCTION f() IS 'two';\n");
    const std::string text = evolve("two");
    EXPECT_EQ(count(text, "DROP"), 0) << text;
    EXPECT_CONTAINS(text, "COMMENT ON FUNCTION f() IS 'two'");
    EXPECT_EQ(project.value("SELECT n FROM v"), "2");
    project.must({"downgrade", "-1"});
    EXPECT_EQ(project.value("SELECT n FROM v"), "1");
    EXPECT_EQ(project.value("SELECT obj_description('f()'::regprocedure)"), "one");
}

TEST_P(PostgresSqlObjects, DropsObjectsNoLongerDeclared) {
    project.write("models/person.hpp", person());
    project.write("models/a.sql",
                  "CREATE EXTENSION citext;\nCREATE SEQUENCE s;\nCREATE FUNCTION f() RETURNS integer LANGUAGE sql AS "
                  "'SELECT 1';\n"
                  "CREATE DOMAIN d AS integer;\nALTER TABLE people ENABLE ROW LEVEL SECURITY;\n"
                  "CREATE POLICY p ON people USING (true);\n");
    evolve("all");
    project.sql("CREATE SCHEMA other; CREATE VIEW other.v AS SELECT 1 AS n; CREATE EXTENSION pg_trgm SCHEMA other");
    project.write("models/a.sql", "-- nothing\n");
    const std::string text = evolve("nothing");
    for (const char* each : {"DROP EXTENSION citext", "DROP SEQUENCE s", "DROP FUNCTION f()", "DROP DOMAIN d",
                             "DISABLE ROW LEVEL SECURITY", "DROP POLICY p ON people"})
        EXPECT_CONTAINS(text, each);
    EXPECT_EQ(project.value("SELECT n FROM other.v"), "1");
}

TEST_P(PostgresSqlObjects, ReportsEveryRootCause) {
    project.write("models/person.hpp", person("std::int64_t n;", R"cpp(column<&Person::n>().default_sql("broken()")
                  )cpp"));
    project.write("models/a.sql",
                  "CREATE VIEW v AS SELECT id, nonsense FROM people;\n"
                  "CREATE FUNCTION broken() RETURNS bigint LANGUAGE sql AS 'SELECT nowhere()';\n"
                  "CREATE VIEW upon_v AS SELECT * FROM v;\n"
                  "CREATE TRIGGER t BEFORE UPDATE ON people FOR EACH ROW EXECUTE FUNCTION absent();\n");
    Outcome outcome = project.retort({"check"});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_CONTAINS(outcome.err, "models/a.sql:2:");
    EXPECT_CONTAINS(outcome.err, "PostgreSQL rejects the function broken(): function nowhere() does not exist");
    EXPECT_EQ(count(outcome.err, "upon_v"), 0) << outcome.err;

    project.write("models/person.hpp", person());
    outcome = project.retort({"check"});
    EXPECT_CONTAINS(
        outcome.err,
        "models/a.sql:1:29: error: PostgreSQL rejects the view v: column \"nonsense\" does not exist [RT180]");
    EXPECT_CONTAINS(outcome.err, "PostgreSQL rejects the trigger t on people: function absent() does not exist");
    EXPECT_EQ(count(outcome.err, "error:"), 3) << outcome.err;
}

TEST_P(PostgresSqlObjects, ReportsLocationOfUnreadableStatement) {
    project.write("models/person.hpp", person());
    project.write(
        "models/a.sql",
        "CREATE VIEW v AS\n  SELECT é FROM people WHERE;\n\\i other.sql\n;GRANT CONNECT ON DATABASE d TO PUBLIC;\n"
        "CREATE UNIQUE INDEX CONCURRENTLY i ON m (a);\nCOMMENT ON TABLE people IS 'x';\n"
        "ALTER TABLE people ADD COLUMN z integer;\nCOMMENT ON COLUMN people.id IS 'x';\n");
    const Outcome outcome = project.retort({"models"});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_CONTAINS(outcome.err, "models/a.sql:2:");
    EXPECT_CONTAINS(outcome.err, "models/a.sql:3:1: error: ");
    EXPECT_CONTAINS(outcome.err, "psql's own command");
    EXPECT_CONTAINS(outcome.err, "retort does not compare privileges on this kind of object");
    for (const char* place : {"models/a.sql:5:1", "models/a.sql:6:1", "models/a.sql:7:1", "models/a.sql:8:1"})
        EXPECT_CONTAINS(outcome.err, place);
}

TEST_P(PostgresSqlObjects, ComparesPrivilegesOnRequest) {
    project.write("models/person.hpp", person());
    project.write("models/a.sql",
                  "CREATE FUNCTION f(a integer) RETURNS integer LANGUAGE sql AS 'SELECT 1';\n"
                  "CREATE VIEW v AS SELECT id FROM people;\nCREATE SCHEMA app;\n"
                  "GRANT SELECT ON v TO pg_monitor WITH GRANT OPTION;\nGRANT UPDATE (email) ON people TO PUBLIC;\n"
                  "REVOKE ALL ON FUNCTION f(integer) FROM PUBLIC;\nGRANT USAGE ON SCHEMA app TO pg_monitor;\n"
                  "ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT SELECT ON TABLES TO pg_monitor;\n");
    const Outcome unasked = project.retort({"revision", "--autogenerate", "-m", "unasked", "--dry-run"});
    EXPECT_EQ(unasked.status, 0) << unasked.err;
    EXPECT_CONTAINS(unasked.err,
                    "models/a.sql:4: GRANT and REVOKE are ignored unless privileges are compared: give --privileges");
    EXPECT_EQ(count(unasked.out, "GRANT"), 0) << unasked.out;

    const Outcome made = project.retort({"revision", "--autogenerate", "--privileges", "-m", "asked"});
    ASSERT_EQ(made.status, 0) << made.err;
    EXPECT_CONTAINS(made.err, "proved: upgrade, downgrade, upgrade");
    project.must({"upgrade"});
    EXPECT_EQ(project.retort({"check", "--privileges"}).status, 0);
    EXPECT_EQ(project.value("SELECT has_table_privilege('pg_monitor', 'v', 'SELECT WITH GRANT OPTION')"), "t");
    EXPECT_EQ(project.value("SELECT has_schema_privilege('pg_monitor', 'app', 'USAGE')"), "t");

    project.sql("GRANT INSERT ON people TO pg_monitor; GRANT ALL ON retort_version TO pg_monitor");
    const Outcome drifted = project.retort({"check", "--privileges"});
    EXPECT_EQ(drifted.status, 1);
    EXPECT_CONTAINS(drifted.out, "REVOKE INSERT ON TABLE people FROM pg_monitor;");
    EXPECT_EQ(count(drifted.out, "REVOKE"), 1) << drifted.out;
    project.sql("REVOKE INSERT ON people FROM pg_monitor");

    project.write("models/a.sql",
                  "CREATE FUNCTION f(a integer) RETURNS integer LANGUAGE sql AS 'SELECT 1';\nCREATE SCHEMA app;\n"
                  "CREATE VIEW v AS SELECT id FROM people;\nGRANT SELECT ON v TO pg_monitor;\n");
    const Outcome fewer = project.retort({"revision", "--autogenerate", "--privileges", "-m", "fewer"});
    ASSERT_EQ(fewer.status, 0) << fewer.err;
    project.must({"upgrade"});
    EXPECT_EQ(project.retort({"check", "--privileges"}).status, 0);
    EXPECT_EQ(project.value("SELECT has_function_privilege('pg_monitor', 'f(integer)', 'EXECUTE')"), "t");
    project.must({"downgrade", "-1"});
    EXPECT_EQ(project.value("SELECT has_table_privilege('pg_monitor', 'v', 'SELECT WITH GRANT OPTION')"), "t");
    EXPECT_EQ(project.value("SELECT has_function_privilege('pg_monitor', 'f(integer)', 'EXECUTE')"), "f");
}

TEST_P(PostgresSqlObjects, CommentsCastsCollationsEventTriggersAndUnnamedIndexes) {
    project.write("models/person.hpp", person());
    project.write(
        "models/a.sql",
        "CREATE SCHEMA app; COMMENT ON SCHEMA app IS 'the app';\n"
        "CREATE COLLATION any_case (provider = icu, locale = 'und-u-ks-level2', deterministic = false); COMMENT ON "
        "COLLATION any_case IS 'c';\n"
        "CREATE DOMAIN positive AS integer CONSTRAINT pos CHECK (VALUE > 0); COMMENT ON CONSTRAINT pos ON DOMAIN "
        "positive IS 'more than none';\n"
        "CREATE TYPE pair AS (a integer, b integer); CREATE FUNCTION sum_of(pair) RETURNS integer LANGUAGE sql "
        "IMMUTABLE AS 'SELECT $1.a + $1.b';\n"
        "CREATE CAST (pair AS integer) WITH FUNCTION sum_of(pair); COMMENT ON CAST (pair AS integer) IS 'added';\n"
        "CREATE MATERIALIZED VIEW m AS SELECT id, email FROM people; COMMENT ON COLUMN m.email IS 'an address';\n"
        "CREATE INDEX ON m (id); CREATE INDEX ON m (lower(email)); CREATE INDEX ON m (id);\n"
        "CREATE FUNCTION ev() RETURNS event_trigger LANGUAGE plpgsql AS $$BEGIN END$$;\n"
        "CREATE EVENT TRIGGER quiet ON sql_drop EXECUTE FUNCTION ev(); COMMENT ON EVENT TRIGGER quiet IS 'does "
        "nothing';\n"
        "ALTER TABLE people ENABLE ROW LEVEL SECURITY; ALTER TABLE people FORCE ROW LEVEL SECURITY;\n"
        "CREATE POLICY own ON people USING (true); COMMENT ON POLICY own ON people IS 'all';\n");
    const std::string text = evolve("all");
    EXPECT_CONTAINS(text, "CREATE INDEX m_id_idx ON m (id);");
    EXPECT_CONTAINS(text, "CREATE INDEX m_id_idx1 ON m (id);");
    EXPECT_CONTAINS(text, "COMMENT ON CONSTRAINT pos ON DOMAIN positive IS 'more than none';");
    EXPECT_CONTAINS(text, "COMMENT ON SCHEMA app IS 'the app';");
    EXPECT_CONTAINS(text, "COMMENT ON CAST (pair AS integer) IS 'added';");
    EXPECT_EQ(project.value("SELECT relforcerowsecurity FROM pg_class WHERE relname = 'people'"), "t");
    project.must({"downgrade", "base"});
    EXPECT_EQ(project.value("SELECT count(*) FROM pg_collation WHERE collname = 'any_case'"), "0");
    project.must({"upgrade"});
    project.write("models/a.sql",
                  "ALTER TABLE people ATTACH PARTITION x FOR VALUES IN (1); CREATE INDEX ON people (id); COMMENT ON "
                  "CONSTRAINT people_pkey ON people IS 'x';"
                  "GRANT SELECT ON ALL TABLES IN SCHEMA public TO PUBLIC; CREATE ROLE r;\n");
    const Outcome refused = project.retort({"check"});
    EXPECT_CONTAINS(
        refused.err,
        "ALTER TABLE is accepted here only to enable or disable row level security, triggers and rules [RT181]");
    EXPECT_CONTAINS(refused.err, "an index is on people, which is not a materialized view of the SQL files [RT181]");
    EXPECT_CONTAINS(refused.err, "a comment on a table belongs in the table's model");
    EXPECT_CONTAINS(refused.err, "ALL … IN SCHEMA");
    EXPECT_CONTAINS(refused.err, "roles belong to the server");
}

/// A server that no file declares is kept, and a scratch database has a stand-in.
TEST_P(PostgresSqlObjects, ForeignTableOnAServerThatNoFileCreates) {
    project.sql("CREATE FOREIGN DATA WRAPPER w; CREATE SERVER archive FOREIGN DATA WRAPPER w");
    project.write("models/person.hpp", person());
    const std::string before = "CREATE FOREIGN TABLE events (id bigint NOT NULL, name text) SERVER archive;\n";
    const std::string view = "CREATE VIEW ids AS SELECT id FROM events;\n";
    project.write("models/a.sql", view + before + "COMMENT ON COLUMN events.id IS 'its number';\n");
    EXPECT_CONTAINS(evolve("events"),
                    "CREATE FOREIGN TABLE events (\n    id bigint NOT NULL,\n    name text\n) SERVER archive;");
    project.write("models/a.sql",
                  view + "CREATE FOREIGN TABLE events (id bigint CHECK (id > 0)) SERVER archive OPTIONS (n '1');\n");
    const std::string changed = evolve("events change");
    EXPECT_CONTAINS(changed, "DROP VIEW ids;\nDROP FOREIGN TABLE events;");
    EXPECT_CONTAINS(changed, "CONSTRAINT events_id_check CHECK ((id > 0))\n) SERVER archive OPTIONS (n '1');");
    project.must({"downgrade", "base"});
    EXPECT_EQ(project.value("SELECT count(*) FROM pg_foreign_table"), "0");
    project.must({"upgrade"});
    EXPECT_EQ(project.retort({"check"}).status, 0);
    EXPECT_EQ(project.value("SELECT count(*) FROM pg_foreign_server"), "1");

    project.write("models/a.sql", view + "CREATE FOREIGN TABLE events (id bigint) SERVER unknown;\n");
    project.must({"revision", "--autogenerate", "-m", "unknown server"});
    const Outcome outcome = project.retort({"upgrade"});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_CONTAINS(outcome.err, "server \"unknown\" does not exist");
}

/// A materialized view over a foreign table can't be built where the server is a stand-in.
TEST_P(PostgresSqlObjects, ProofOmitsMaterializedViewOfForeignTable) {
    configure("");
    project.write("models/person.hpp", person());
    evolve("people");
    project.sql(
        "CREATE EXTENSION file_fdw; CREATE SERVER files FOREIGN DATA WRAPPER file_fdw;"
        "CREATE FOREIGN TABLE lines (line text) SERVER files OPTIONS (filename '/dev/null');"
        "CREATE MATERIALIZED VIEW m AS SELECT line FROM lines");
    project.write("models/person.hpp", person("std::optional<std::int32_t> age;"));
    const Outcome kept = project.retort({"revision", "--autogenerate", "--dry-run", "-m", "age"});
    EXPECT_CONTAINS(kept.err,
                    "note: whether the upgrade keeps what was changed by hand was not tried: foreign tables are not "
                    "queried");
    const Outcome outcome = project.retort({"revision", "--autogenerate", "--from", "live", "-m", "age"});
    ASSERT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_CONTAINS(outcome.err, "note: m queries a foreign table, and is not proved");
    EXPECT_CONTAINS(outcome.err, "proved: upgrade, downgrade, upgrade");
    project.must({"upgrade"});
    EXPECT_EQ(project.retort({"check", "models", "live"}).status, 0);
}

TEST_P(PostgresSqlObjects, FilterAppliesBeforeFiles) {
    project.write("models/person.hpp", person());
    project.write("models/a.sql", "\nCREATE VIEW v AS SELECT id FROM people;\n");
    configure(R"(sql = ["models/*.sql"])", "[filter]\nexclude_kinds = [\"view\"]\n");
    const Outcome outcome = project.retort({"check"});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_CONTAINS(outcome.err,
                    "models/a.sql:2:1: error: the models declare the view v, but it is excluded by 'view' in [filter] "
                    "exclude_kinds [RT011]");
}

/// An attribute of a composite type is not dropped behind the back of a table that [filter] excludes: its values, and
/// what reads them, would go with it.
TEST_P(PostgresSqlObjects, AnAttributeThatAnExcludedTableUsesIsNotDropped) {
    project.write("models/person.hpp", person());
    project.write("models/a.sql", "CREATE TYPE pair AS (a integer, b integer);\n");
    configure(R"(sql = ["models/*.sql"])", "[filter]\nexclude_tables = [\"legacy*\"]\n");
    evolve("first");
    project.sql("CREATE TABLE legacy (q pair); INSERT INTO legacy VALUES ('(1,2)')");
    project.write("models/a.sql", "CREATE TYPE pair AS (a integer, b integer, c integer);\n");
    evolve("added");
    project.write("models/a.sql", "CREATE TYPE pair AS (a integer, c integer);\n");
    const std::vector<std::vector<std::string>> commands = {{"revision", "--autogenerate", "-m", "lost"},
                                                            {"diff", "live", "models"}};
    for (const auto& command : commands) {
        const Outcome outcome = project.retort(command);
        EXPECT_EQ(outcome.status, 2) << outcome.out;
        EXPECT_CONTAINS(outcome.err,
                        "type pair loses attribute b, but table legacy, excluded by [filter], uses it [RT057]");
    }
    project.sql("CREATE VIEW legacy_b AS SELECT (q).b FROM legacy");
    EXPECT_CONTAINS(project.retort(commands[0]).err, "type pair loses attribute b, but ");
    project.sql("DROP VIEW legacy_b; DROP TABLE legacy");
    project.must(commands[0]);
    project.must({"upgrade"});
    EXPECT_EQ(project.retort({"check"}).status, 0);
}

INSTANTIATE_TEST_SUITE_P(Engine, PostgresSqlObjects, ::testing::Values(Dialect::postgresql), engine_name);

TEST_P(SqliteSqlObjects, TriggersAndTheirErrors) {
    project.write("models/person.hpp", person("std::optional<std::string> note;"));
    project.write("models/a.sql",
                  "CREATE TRIGGER renamed INSTEAD OF UPDATE ON addresses BEGIN\n"
                  "  UPDATE people SET email = NEW.email WHERE id = OLD.id;\nEND;\n"
                  "CREATE VIEW addresses AS SELECT id, email FROM people;\n"
                  "CREATE TRIGGER noted AFTER UPDATE OF email ON people BEGIN\n"
                  "  UPDATE people SET note = OLD.email WHERE id = OLD.id;\nEND;\n");
    evolve("first");
    project.sql("INSERT INTO people (id, email) VALUES (1, 'a@x'); UPDATE addresses SET email = 'b@x' WHERE id = 1");
    EXPECT_EQ(project.value("SELECT note FROM people"), "a@x");
    project.must({"downgrade", "base"});
    EXPECT_EQ(views(), "NULL");

    project.write("models/b.sql",
                  "CREATE VIEW w AS SELECT nonsense FROM people;\n"
                  "CREATE TRIGGER u AFTER INSERT ON people BEGIN UPDATE people SET missing = 1; END;\n");
    const Outcome outcome = project.retort({"check"});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_CONTAINS(outcome.err,
                    "models/b.sql:1:1: error: SQLite rejects the view w: no such column: nonsense [RT180]");
    EXPECT_CONTAINS(outcome.err,
                    "models/b.sql:2:1: error: SQLite rejects the trigger u on people: no such column: missing [RT180]");
}

INSTANTIATE_TEST_SUITE_P(Engine, SqliteSqlObjects, ::testing::Values(Dialect::sqlite), engine_name);

}  // namespace
}  // namespace retort::test
