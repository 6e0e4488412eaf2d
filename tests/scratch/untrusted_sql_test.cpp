// SQL of a stranger on a throwaway cluster: what it tries in order to run programs and read files.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <map>
#include <set>

#include "introspect/postgres/connection.hpp"
#include "schema/error.hpp"
#include "schema/same_state.hpp"
#include "scratch/scratch.hpp"
#include "tests/support/case_file.hpp"
#include "tests/support/temp_folder.hpp"

namespace retort::introspect {
namespace {

namespace fs = std::filesystem;

scratch::Scratch& cluster(bool trusted) {
    const auto open = [](bool trust) {
        setenv("RETORT_TEST_SECRET", "hunter2", 1);
        scratch::ScratchOptions options;
        options.trusted = trust;
        return scratch::open_scratch(options);
    };
    static const std::unique_ptr<scratch::Scratch> restricted = open(false);
    static const std::unique_ptr<scratch::Scratch> superuser = open(true);
    return trusted ? *superuser : *restricted;
}

std::optional<StatementFailure> failure_of(Database& database, const std::string& sql) {
    try {
        database.execute(sql);
        return std::nullopt;
    } catch (const StatementError& error) {
        return error.failure();
    }
}

std::string value(Database& database, const std::string& sql) {
    return database.query(sql).at(0).at(0).value_or("NULL");
}

/// Strangers write a file when a program of theirs runs.
class UntrustedSql : public ::testing::Test {
protected:
    UntrustedSql() : database(cluster(false).create()) { fs::permissions(folder_.path(), fs::perms::all); }

    fs::path mark() const { return folder_.path() / "was_here"; }

    /// Functions that run a program whenever they may, and report no error.
    std::string attack() const {
        std::string sql;
        for (const auto& [name, signature] :
             {std::pair{"pwn", "pwn() RETURNS integer"}, std::pair{"pwn_trigger", "pwn_trigger() RETURNS trigger"},
              std::pair{"pwn_event", "pwn_event() RETURNS event_trigger"}}) {
            const std::string kind = name;
            sql += fmt::format(
                "CREATE FUNCTION {} LANGUAGE plpgsql {} AS $f$ BEGIN BEGIN EXECUTE $q$COPY (SELECT 1) TO PROGRAM "
                "'touch {}'$q$; EXCEPTION WHEN OTHERS THEN NULL; END; {} END $f$;",
                signature, kind == "pwn" ? "IMMUTABLE" : "", mark().string(),
                kind == "pwn"           ? "RETURN 1;"
                : kind == "pwn_trigger" ? "RETURN NEW;"
                                        : "");
        }
        return sql;
    }

    /// Runs each statement as a file would be run, past errors, and then what Retort does with the database.
    void attempt(Database& target, const std::vector<std::string>& statements) const {
        for (const std::string& each : statements) failure_of(target, each);
        if (target.in_transaction()) failure_of(target, "ROLLBACK");
        target.reset_session();
        target.introspect();
        target.excluded_dependents({});
    }

    void expect_harmless(const std::vector<std::string>& statements) {
        attempt(*database, statements);
        EXPECT_FALSE(fs::exists(mark())) << statements.back();
    }

    std::unique_ptr<Database> database;

private:
    test::TempFolder folder_;
};

TEST_F(UntrustedSql, RunsNoProgram) {
    const std::string touch = fmt::format("COPY (SELECT 1) TO PROGRAM 'touch {}'", mark().string());
    const std::optional<StatementFailure> failure = failure_of(*database, touch);
    ASSERT_TRUE(failure);
    EXPECT_EQ(failure->sqlstate, "42501");
    EXPECT_NE(trust_hint(*failure).find("--trust"), std::string::npos);
    EXPECT_FALSE(fs::exists(mark()));
    EXPECT_FALSE(trust_hint({.message = "", .detail = "", .sqlstate = "42P01"}).find("--trust") == 0);
    // A superuser may: the attacks below would be seen.
    const auto trusted = cluster(true).create();
    trusted->execute(touch);
    EXPECT_TRUE(fs::exists(mark()));
}

TEST_F(UntrustedSql, RunsNoProgramFromWhatLaterStatementsExecute) {
    expect_harmless({attack(), "DO $$ BEGIN PERFORM pwn(); END $$"});
    expect_harmless(
        {"CREATE TABLE t (a integer DEFAULT pwn(), CHECK (pwn() = 1), "
         "b integer GENERATED ALWAYS AS (pwn()) STORED)",
         "CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION pwn_trigger()",
         "CREATE CONSTRAINT TRIGGER d AFTER INSERT ON t DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE "
         "FUNCTION pwn_trigger()",
         "INSERT INTO t DEFAULT VALUES", "CREATE INDEX ON t ((a + pwn()))",
         "CREATE MATERIALIZED VIEW m AS SELECT pwn() FROM t",
         "CREATE RULE r AS ON INSERT TO t DO ALSO "
         "SELECT pwn()",
         "INSERT INTO t DEFAULT VALUES", "ALTER TABLE t ADD c integer DEFAULT pwn()"});
    expect_harmless(
        {"ALTER FUNCTION pwn() SECURITY DEFINER", "SELECT pwn()",
         "CREATE POLICY p ON t USING (pwn() = 1); ALTER TABLE t ENABLE ROW LEVEL SECURITY; SELECT * FROM t"});
}

TEST_F(UntrustedSql, HasNoMoreRightsAfterAStatementOfASuperuser) {
    expect_harmless({attack(),
                     "CREATE TABLE t (a integer); CREATE CONSTRAINT TRIGGER d AFTER INSERT ON t DEFERRABLE INITIALLY "
                     "DEFERRED FOR EACH ROW EXECUTE FUNCTION pwn_trigger()",
                     "BEGIN", "INSERT INTO t VALUES (1)", "CREATE PUBLICATION p FOR ALL TABLES", "SELECT pwn()",
                     "SAVEPOINT s", "CREATE PUBLICATION p FOR ALL TABLES", "SELECT pwn()", "ROLLBACK TO s",
                     "SELECT pwn()", "SET CONSTRAINTS ALL IMMEDIATE", "COMMIT"});
    EXPECT_EQ(value(*database, "SELECT count(*) FROM pg_publication"), "1");
    expect_harmless({"CREATE ACCESS METHOD a TYPE TABLE HANDLER nothing; SELECT pwn()", "SELECT pwn()"});
}

TEST_F(UntrustedSql, RunsNoCheckOfADomainWhileALiteralIsRead) {
    const std::string literal = "'{1}'::d[]";
    expect_harmless(
        {attack(), "CREATE DOMAIN d AS integer CHECK (pwn() = VALUE); CREATE TABLE t (a d[])",
         "CREATE SCHEMA s; CREATE PUBLICATION p FOR TABLES IN SCHEMA s, TABLE t WHERE (a <> " + literal + ")",
         "CREATE FUNCTION f(a d[] DEFAULT " + literal + ") RETURNS d[] LANGUAGE sql LEAKPROOF AS $$ SELECT " + literal +
             " $$"});
    EXPECT_EQ(value(*database, "SELECT proleakproof FROM pg_proc WHERE proname = 'f'"), "t");
}

TEST_F(UntrustedSql, FiresNoEventTrigger) {
    // An extension that anybody may create runs its script as a superuser, event triggers included.
    expect_harmless({attack(), "CREATE EVENT TRIGGER e ON ddl_command_start EXECUTE FUNCTION pwn_event()",
                     "CREATE EXTENSION citext", "DO $$ BEGIN CREATE EXTENSION hstore; END $$",
                     "DO $$ BEGIN ALTER EVENT TRIGGER e ENABLE ALWAYS; CREATE EXTENSION ltree; END $$",
                     "ALTER EVENT TRIGGER e ENABLE ALWAYS", "DO $$ BEGIN CREATE EXTENSION isn; END $$",
                     "CREATE PUBLICATION p FOR ALL TABLES"});
    const Schema schema = database->introspect();
    bool found = false;
    for (const auto& [id, definition] : schema.definitions)
        if (id.kind == ObjectKind::event_trigger) {
            found = true;
            EXPECT_EQ(
                definition.sql,
                "CREATE EVENT TRIGGER e ON ddl_command_start EXECUTE FUNCTION pwn_event();\nALTER EVENT TRIGGER e "
                "ENABLE ALWAYS");
        }
    EXPECT_TRUE(found);
    EXPECT_EQ(value(*database, "SELECT evtenabled FROM pg_event_trigger"), "D");
}

TEST_F(UntrustedSql, GetsNoRoleWithRights) {
    for (const char* statement :
         {"ALTER ROLE postgres SUPERUSER", "CREATE ROLE a SUPERUSER", "CREATE ROLE a IN ROLE pg_execute_server_program",
          "GRANT pg_execute_server_program TO postgres", "GRANT pg_read_server_files TO postgres",
          "GRANT pg_write_server_files TO postgres", "GRANT retort_superuser TO postgres",
          "SET SESSION AUTHORIZATION retort_superuser", "SET ROLE retort_superuser",
          "ALTER ROLE retort_superuser LOGIN", "ALTER ROLE retort_superuser PASSWORD 'x'",
          "CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS 'SELECT 1'; ALTER FUNCTION f() OWNER TO "
          "retort_superuser",
          "DO $$ BEGIN EXECUTE 'GRANT pg_execute_server_program TO postgres'; END $$",
          "ALTER GROUP pg_execute_server_program ADD USER postgres"}) {
        const std::optional<StatementFailure> failure = failure_of(*database, statement);
        ASSERT_TRUE(failure) << statement;
        EXPECT_TRUE(failure->sqlstate == "42501" || failure->sqlstate == "42939") << statement << failure->message;
    }
    EXPECT_FALSE(failure_of(*database, "RESET SESSION AUTHORIZATION; RESET ROLE"));
    EXPECT_EQ(value(*database, "SELECT session_user || (SELECT rolsuper FROM pg_roles WHERE rolname = session_user)"),
              "postgresfalse");
}

TEST_F(UntrustedSql, HidesNoStatementFromItsReading) {
    // With this setting the server reads these otherwise than their first reader.
    database->execute("SET standard_conforming_strings = off");
    EXPECT_TRUE(failure_of(*database, R"(CREATE ROLE a PASSWORD 'a\''SUPERUSER '')"));
    EXPECT_EQ(failure_of(*database, R"(CREATE ROLE a PASSWORD 'a\' SUPERUSER PASSWORD ')"), std::nullopt);
    EXPECT_EQ(value(*database, "SELECT rolsuper FROM pg_roles WHERE rolname = 'a'"), "f");
}

TEST_F(UntrustedSql, ReadsAndWritesNoFile) {
    for (const char* statement :
         {"CREATE TABLE x (l text); COPY x FROM '/etc/passwd'", "COPY (SELECT 1) TO '/tmp/retort_x'",
          "SELECT pg_read_file('/etc/passwd')", "SELECT pg_read_binary_file('/etc/passwd')", "SELECT pg_ls_dir('/')",
          "SELECT pg_stat_file('/etc/passwd')", "SELECT lo_import('/etc/passwd')",
          "SELECT lo_export(lo_create(0), '/tmp/retort_x')", "SELECT pg_reload_conf()", "ALTER SYSTEM SET jit = on",
          "LOAD 'plpgsql_anything'", "CREATE TABLESPACE s LOCATION '/tmp'",
          "CREATE EXTENSION file_fdw; CREATE SERVER f FOREIGN DATA WRAPPER file_fdw; CREATE FOREIGN TABLE p (l text) "
          "SERVER f OPTIONS (filename '/etc/passwd')"})
        EXPECT_TRUE(failure_of(*database, statement)) << statement;
}

TEST_F(UntrustedSql, MakesNoFunctionThatLeavesTheServer) {
    for (const char* statement :
         {"CREATE FUNCTION f(text) RETURNS text LANGUAGE internal AS 'pg_read_file_all'",
          "CREATE FUNCTION f() RETURNS integer LANGUAGE c AS '/tmp/evil', 'f'",
          "CREATE FUNCTION f() RETURNS integer LANGUAGE c AS '$libdir/plpgsql', 'plpgsql_call_handler'",
          "CREATE TRUSTED LANGUAGE l HANDLER fmgr_c_validator", "CREATE TYPE base (INPUT = int4in, OUTPUT = int4out)",
          "CREATE CAST (integer AS text) WITHOUT FUNCTION", "CREATE CAST (text AS tsvector) WITHOUT FUNCTION",
          "CREATE AGGREGATE a (integer) (SFUNC = array_agg_transfn, STYPE = internal, FINALFUNC = "
          "string_agg_finalfn)",
          "CREATE EXTENSION adminpack",
          "CREATE FUNCTION v(text[], oid) RETURNS void LANGUAGE plpgsql AS 'BEGIN END'; "
          "CREATE FOREIGN DATA WRAPPER w VALIDATOR v OPTIONS (a 'b')"}) {
        const std::optional<StatementFailure> failure = failure_of(*database, statement);
        ASSERT_TRUE(failure) << statement;
    }
}

TEST_F(UntrustedSql, DoesNotConnectToItsOwnServer) {
    ASSERT_EQ(failure_of(*database, "CREATE EXTENSION dblink"), std::nullopt);
    const std::string folder = value(*database, "SHOW unix_socket_directories");
    for (const char* role : {"postgres", "retort_superuser"})
        for (const char* function : {"dblink_connect", "dblink_connect_u"})
            EXPECT_TRUE(failure_of(*database, fmt::format("SELECT {}('host={} port=5432 dbname=postgres user={}')",
                                                          function, folder, role)));
    EXPECT_FALSE(fs::exists(fs::path(folder) / ".s.PGSQL.5432"));
}

TEST_F(UntrustedSql, IsNotRunByTheReadingOfItsSchema) {
    // Functions and operators that fit the arguments of Retort's queries better than those of pg_catalog.
    expect_harmless(
        {attack(),
         "CREATE FUNCTION array_agg_(name) RETURNS name LANGUAGE plpgsql AS $$ BEGIN PERFORM pwn(); RETURN $1; END $$;"
         "CREATE FUNCTION quote_ident(name) RETURNS text LANGUAGE plpgsql AS $$ BEGIN PERFORM pwn(); RETURN $1; END $$;"
         "CREATE FUNCTION same(name, text) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN PERFORM pwn(); RETURN "
         "$1::text = $2; END $$; CREATE OPERATOR = (LEFTARG = name, RIGHTARG = text, FUNCTION = same)",
         "CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION pwn_event()",
         "CREATE PUBLICATION p FOR ALL TABLES", "ALTER DATABASE postgres SET search_path = public, pg_catalog"});
}

TEST_F(UntrustedSql, ReportsATransactionThatHoldsTheRole) {
    database->execute("BEGIN; ALTER ROLE postgres PASSWORD 'x'");
    try {
        database->execute("CREATE PUBLICATION p FOR ALL TABLES");
        ADD_FAILURE() << "created";
    } catch (const Error& error) {
        EXPECT_EQ(error.diagnostics().at(0).code.text(), "RT335");
        EXPECT_FALSE(error.diagnostics().at(0).hint.empty());
    }
    database->execute("ROLLBACK");
    EXPECT_EQ(failure_of(*database, "CREATE PUBLICATION p FOR ALL TABLES"), std::nullopt);
}

TEST_F(UntrustedSql, CreatesRolesAndGivesThemObjects) {
    // As many schema files do.
    database->execute(
        "DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'retort_app') THEN CREATE ROLE retort_app "
        "LOGIN; END IF; END $$; CREATE TABLE t (id serial PRIMARY KEY, n integer)");
    for (const char* statement :
         {"CREATE ROLE retort_other", "ALTER TABLE t OWNER TO retort_app", "ALTER TABLE t ADD a integer",
          "GRANT SELECT ON t TO retort_other", "CREATE SCHEMA s AUTHORIZATION retort_app",
          "ALTER DEFAULT PRIVILEGES FOR ROLE retort_app IN SCHEMA s GRANT SELECT ON TABLES TO retort_other"})
        database->execute(statement);
    EXPECT_EQ(value(*database, "SELECT relowner::regrole FROM pg_class WHERE relname = 't'"), "retort_app");
    EXPECT_EQ(value(*database, "SELECT relowner::regrole FROM pg_class WHERE relname = 't_id_seq'"), "retort_app");
    // As plans do.
    database->execute(
        "CREATE SEQUENCE q; DO $$BEGIN EXECUTE format('ALTER SEQUENCE %s OWNER TO %I', 'q'::regclass, (SELECT "
        "pg_get_userbyid(relowner) FROM pg_class WHERE oid = 't'::regclass)); END$$; ALTER SEQUENCE q OWNED BY t.n");
    EXPECT_EQ(value(*database, "SELECT relowner::regrole FROM pg_class WHERE relname = 'q'"), "retort_app");
}

TEST_F(UntrustedSql, ErrorsHaveTheirPosition) {
    const std::string script = "SELECT 1; CREATE PUBLICATION p FOR ALL TABLES; SELECT 2; SELECT nothing FROM pg_class";
    const std::optional<StatementFailure> failure = failure_of(*database, script);
    ASSERT_TRUE(failure);
    EXPECT_EQ(failure->offset, static_cast<int>(script.find("nothing")));
    EXPECT_EQ(value(*database, "SELECT count(*) FROM pg_publication"), "1");
}

TEST(TrustedSql, SeesNothingOfTheCallersEnvironment) {
    const auto database = cluster(true).create();
    database->execute("CREATE TABLE seen (line text); COPY seen FROM PROGRAM 'env'");
    EXPECT_EQ(value(*database,
                    "SELECT count(*) FROM seen WHERE line LIKE '%hunter2%' OR line LIKE 'HOME=%' OR line "
                    "LIKE 'RETORT%'"),
              "0");
    EXPECT_EQ(value(*database, "SELECT line FROM seen WHERE line LIKE 'PATH=%'"), "PATH=/usr/bin:/bin");
    if (geteuid() == 0) {
        database->execute("TRUNCATE seen; COPY seen FROM PROGRAM 'id -un'");
        EXPECT_EQ(value(*database, "SELECT line FROM seen"), "nobody");
    }
}

/// Cases whose SQL has to be trusted, and the reason.
const std::map<std::string, std::string>& trusted_cases() {
    static const std::map<std::string, std::string> all{
        {"access_methods/opclass_changes", "a function in the language internal"},
        {"privileges/base_type", "a base type"},
        {"types/base_type_altered", "a base type"},
        {"types/base_type_dropped", "a base type"},
        {"types/base_type_new", "a base type"},
        {"types/shell_type", "a base type"},
    };
    return all;
}

/// The schemas of the cases are the same with and without the rights of a superuser: those of every fourth case, or of
/// all with RETORT_ALL_CASES=1.
TEST(UntrustedCases, AreReadAsThoseOfASuperuser) {
    const auto restricted = cluster(false).create();
    const auto superuser = cluster(true).create();
    const fs::path folder = fs::path(RETORT_CASES) / "postgres";
    std::set<std::string> need_trust;
    const unsigned step = std::getenv("RETORT_ALL_CASES") ? 1 : 4;
    unsigned number = 0;
    for (const fs::path& path : test::case_files(folder)) {
        const std::string name = fs::relative(path, folder).replace_extension().string();
        if (number++ % step != 0 && !trusted_cases().contains(name)) continue;
        const test::CaseFile file = test::read_case(path);
        for (const std::string* sql : {&file.before, &file.after}) {
            superuser->execute("BEGIN");
            restricted->execute("BEGIN");
            if (!failure_of(*superuser, *sql)) {  // another version, or an extension that is not installed
                Filter filter;
                filter.privileges = filter.owners = true;
                const Schema expected = superuser->introspect(filter);
                const std::optional<StatementFailure> failure = failure_of(*restricted, *sql);
                if (failure && failure->needs_trust && trusted_cases().contains(name))
                    need_trust.insert(name);
                else if (failure)
                    ADD_FAILURE() << name << ": " << to_text(*failure) << failure->offset;
                else
                    EXPECT_TRUE(same_state(restricted->introspect(filter), expected)) << name;
            }
            for (Database* each : {superuser.get(), restricted.get()}) {
                each->execute("ROLLBACK");
                each->reset_session();
            }
        }
    }
    for (const auto& [name, reason] : trusted_cases()) EXPECT_TRUE(need_trust.contains(name)) << name << ": " << reason;
}

}  // namespace
}  // namespace retort::introspect
