#include <thread>

#include "migrate/digest.hpp"
#include "migrate/runner.hpp"
#include "support.hpp"

namespace retort::migrate::test {
namespace {

class PostgresRunner : public testing::Test {
protected:
    static Chain one(const std::string& up, const std::string& options = {}) {
        return Chain({revision("aaaa", {}, "0001", up, "", options)});
    }

    TestDatabase place{Dialect::postgresql};
    std::unique_ptr<introspect::Database> database = place.connect();
    VersionStore store{Dialect::postgresql, "retort_version", "retort_history"};
};

TEST_F(PostgresRunner, ReportsSqlstateDetailAndHint) {
    const Chain chain = one("CREATE TABLE p (id integer PRIMARY KEY);\nINSERT INTO p VALUES (1), (1);");
    const std::string message = error_of([&] { Runner(*database, chain, store).upgrade("head"); });
    EXPECT_HAS(message, "duplicate key value violates unique constraint \"p_pkey\" (SQLSTATE 23505)");
    EXPECT_HAS(message, "Key (id)=(1) already exists.");
    EXPECT_HAS(message, "0001.sql:7:1: error:");
}

TEST_F(PostgresRunner, LocatesErrorAfterNonAsciiText) {
    const Chain chain = one("SELECT 'äöü€', nothing;");
    EXPECT_HAS(error_of([&] { Runner(*database, chain, store).upgrade("head"); }), "      |                ^\n");
}

TEST_F(PostgresRunner, DeferredConstraintFailsAtCommit) {
    const Chain chain =
        one("CREATE TABLE p (id integer PRIMARY KEY);\n"
            "CREATE TABLE c (id integer REFERENCES p DEFERRABLE INITIALLY DEFERRED);\nINSERT INTO c VALUES (5);");
    const std::string message = error_of([&] { Runner(*database, chain, store).upgrade("head"); });
    EXPECT_HAS(message, "failed at COMMIT");
    EXPECT_HAS(message, "Key (id)=(5) is not present in table \"p\".");
    EXPECT_EQ(value(*database, "SELECT count(*) FROM pg_class WHERE relname = 'p'"), "0");
}

TEST_F(PostgresRunner, CreatesSchemaOfItsTables) {
    const VersionStore auth(Dialect::postgresql, "auth.alembic_version_auth", "retort_history");
    const Chain chain = one("CREATE TABLE p (id integer);");
    Runner(*database, chain, auth).upgrade("head");
    EXPECT_EQ(value(*database, "SELECT version_num FROM auth.alembic_version_auth"), "aaaa");
    EXPECT_EQ(value(*database, "SELECT count(*) FROM auth.retort_history"), "1");
    EXPECT_EQ(Runner(*database, chain, auth).current(), Heads{"aaaa"});
}

TEST_F(PostgresRunner, BuildsIndexConcurrently) {
    const Chain chain = one("BEGIN;\nCREATE TABLE p (id integer);\nCOMMIT;\nCREATE INDEX CONCURRENTLY i ON p (id);",
                            " transaction:false");
    Runner(*database, chain, store).upgrade("head");
    EXPECT_EQ(value(*database, "SELECT indisvalid FROM pg_index WHERE indexrelid = 'i'::regclass"), "t");
    EXPECT_EQ(Runner(*database, chain, store).current(), Heads{"aaaa"});
}

TEST_F(PostgresRunner, SaysThatAFailedConcurrentBuildLeavesAnInvalidIndex) {
    const Chain chain = one(
        "CREATE TABLE p AS SELECT 1 AS id FROM generate_series(1, 2);\nCREATE UNIQUE INDEX CONCURRENTLY i ON p (id);",
        " transaction:false");
    const std::string message = error_of([&] { Runner(*database, chain, store).upgrade("head"); });
    EXPECT_HAS(message, "the statements in line 6 were committed");
    EXPECT_HAS(message, "the index i is left, and invalid: the next run drops it and creates it again");
}

TEST_F(PostgresRunner, CreatesAnIndexThatAnEarlierRunLeftInvalid) {
    database->execute("CREATE SCHEMA s; CREATE TABLE s.\"P p\" AS SELECT 1 AS id FROM generate_series(1, 2)");
    for (const std::string& create :
         {std::string("CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS \"I i\" ON ONLY s.\"P p\" USING btree (id);"),
          std::string("create unique index /* now */ concurrently \"I i\" on s.\"P p\"(id);")}) {
        const Chain chain = one(create, " transaction:false");
        for (int run = 0; run < 2; ++run) {
            const std::string message = error_of([&] { Runner(*database, chain, store).upgrade("head"); });
            EXPECT_HAS(message, "could not create unique index \"I i\"");
            EXPECT_HAS(message, "the index s.\"I i\" is left, and invalid");
            EXPECT_HAS(message, "nothing else was committed");
        }
        database->execute("DELETE FROM s.\"P p\" WHERE ctid = (SELECT max(ctid) FROM s.\"P p\")");
        Runner(*database, chain, store).upgrade("head");
        EXPECT_EQ(value(*database, "SELECT indisvalid FROM pg_index WHERE indrelid = 's.\"P p\"'::regclass"), "t");
        Runner(*database, chain, store).upgrade("head");
        database->execute(
            "DROP INDEX s.\"I i\"; INSERT INTO s.\"P p\" SELECT id FROM s.\"P p\"; DELETE FROM "
            "retort_version");
    }
}

TEST_F(PostgresRunner, SaysWhatALostConnectionLeaves) {
    const Chain chain =
        one("CREATE TABLE p (id integer);\nSELECT pg_terminate_backend(pg_backend_pid());", " transaction:false");
    const std::string message = error_of([&] { Runner(*database, chain, store).upgrade("head"); });
    EXPECT_HAS(message, "the connection is lost: the server rolls back the open transaction");
    EXPECT_HAS(message, "the section is transaction:false: the statements in line 6 were committed");
    EXPECT_HAS(message, "run the command again: it goes on at line 7");
    EXPECT_HAS(message, "retort stamp base");
}

TEST_F(PostgresRunner, AVersionTableThatTheRoleCannotSeeIsAnError) {
    const std::string role = "unseen_" + value(*database, "SELECT current_database()");
    const Chain chain = one("CREATE TABLE p (id integer);");
    const VersionStore elsewhere(Dialect::postgresql, "books.versions", "history");
    Runner(*database, chain, store).upgrade("head");
    database->execute("DROP TABLE p");
    Runner(*database, chain, elsewhere).upgrade("head");
    database->execute("CREATE ROLE " + role + "; GRANT SELECT ON ALL TABLES IN SCHEMA public, books TO " + role +
                      "; ALTER TABLE retort_version ENABLE ROW LEVEL SECURITY; SET ROLE " + role);
    for (const VersionStore* each : std::initializer_list<const VersionStore*>{&store, &elsewhere}) {
        const std::string message = error_of([&] { each->current(*database); });
        EXPECT_HAS(message, each == &store ? "row-level security hides its rows from this role (SQLSTATE 42501)"
                                           : "permission denied for schema books");
        EXPECT_HAS(message, "[RT073]");
        EXPECT_HAS(error_of([&] { Runner(*database, chain, *each).upgrade("head"); }), "[RT073]");
        EXPECT_HAS(error_of([&] { each->other_version(*database); }), "[RT073]");
    }
    database->execute(
        "RESET ROLE; ALTER TABLE retort_version DISABLE ROW LEVEL SECURITY; REVOKE USAGE ON SCHEMA public "
        "FROM PUBLIC; SET ROLE " +
        role);
    EXPECT_HAS(error_of([&] { store.current(*database); }), "permission denied for schema public");
    database->execute("RESET ROLE; GRANT USAGE ON SCHEMA public TO PUBLIC; DROP OWNED BY " + role + "; DROP ROLE " +
                      role);
    EXPECT_EQ(store.current(*database), Heads{"aaaa"});
}

TEST_F(PostgresRunner, StopsBeforeAStatement) {
    int asked = 0;
    RunOptions options;
    options.stop = [&] { return ++asked == 3; };  // before the revision, and before each statement
    const Chain chain = one("CREATE TABLE p (id integer);\nCREATE TABLE q (id integer);");
    const std::string message = error_of([&] { Runner(*database, chain, store, options).upgrade("head"); });
    EXPECT_HAS(message, "the run was interrupted [RT299]");
    EXPECT_HAS(message, "nothing was committed");
    EXPECT_EQ(value(*database, "SELECT to_regclass('p') IS NULL"), "t");
}

TEST_F(PostgresRunner, ExplainsUseOfNewLabelInSameTransaction) {
    database->execute("CREATE TYPE e AS ENUM ('a')");
    const Chain chain =
        one("ALTER TYPE e ADD VALUE 'b';\nCREATE TABLE p (x e DEFAULT 'b');\nINSERT INTO p VALUES ('b');");
    EXPECT_HAS(error_of([&] { Runner(*database, chain, store).upgrade("head"); }), "use it in a later revision");
}

TEST_F(PostgresRunner, RunsOneAtATimeAndNamesTheOther) {
    const auto other = place.connect();
    other->execute("SET application_name = 'the other run'");
    const std::string key = std::to_string(sha256_key("retort run retort_version"));
    other->query("SELECT pg_advisory_lock($1::bigint)", {key});

    struct Waiting : Observer {
        std::string holder;
        void waiting(const std::string& who) override { holder = who; }
    } waiting;
    RunOptions options;
    options.observer = &waiting;
    options.lock_timeout = std::chrono::milliseconds(1700);
    const Chain chain = one("CREATE TABLE p (id integer);");
    const std::string message = error_of([&] { Runner(*database, chain, store, options).upgrade("head"); });
    EXPECT_HAS(message, " is locked by another run (version table retort_version)");
    EXPECT_HAS(message, "the other run)");
    EXPECT_HAS(message, "[RT072]");
    EXPECT_HAS(message, "pid " + value(*other, "SELECT pg_backend_pid()"));
    EXPECT_HAS(waiting.holder, "another run is under way: pid ");
    EXPECT_HAS(waiting.holder, "the other run");

    const VersionStore elsewhere(Dialect::postgresql, "other_version", "other_history");
    EXPECT_EQ(Runner(*database, chain, elsewhere, options).upgrade("head").steps.size(), 1U)
        << "another version table, another lock";

    database->execute("DROP TABLE p");
    options.lock_timeout = std::chrono::seconds(20);
    std::thread release([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
        other->query("SELECT pg_advisory_unlock($1::bigint)", {key});
    });
    EXPECT_EQ(Runner(*database, chain, store, options).upgrade("head").steps.size(), 1U) << "it waits";
    release.join();
    EXPECT_EQ(value(*other, "SELECT pg_try_advisory_lock(" + key + ")"), "t") << "and releases";
}

TEST_F(PostgresRunner, LostConnectionIsReportedAndRolledBack) {
    const Chain chain = one("CREATE TABLE p (id integer);\nSELECT pg_terminate_backend(pg_backend_pid());");
    const std::string message = error_of([&] { Runner(*database, chain, store).upgrade("head"); });
    EXPECT_HAS(message, "[RT032]");
    EXPECT_HAS(message, "the connection is lost");
    const auto again = place.connect();
    EXPECT_EQ(value(*again, "SELECT count(*) FROM pg_class WHERE relname IN ('p', 'retort_version')"), "0");
}

TEST_F(PostgresRunner, MissingPrivilegeNamesTable) {
    const std::string role = "migrate_reader_" + value(*database, "SELECT current_database()");
    database->execute("CREATE ROLE " + role);
    database->execute("SET ROLE " + role);
    const Chain chain = one("SELECT 1;");
    const std::string message = error_of([&] { Runner(*database, chain, store).upgrade("head"); });
    EXPECT_HAS(message, "can't create the version table retort_version");
    EXPECT_HAS(message, "permission denied");
    EXPECT_HAS(message, "grant the privilege to the role of the database URL");
    database->execute("RESET ROLE");
    database->execute("DROP ROLE " + role);
}

}  // namespace
}  // namespace retort::migrate::test
