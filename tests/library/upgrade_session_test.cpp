// What retort::upgrade leaves of the session that a program passes: all of it.

#include <chrono>

#include "tests/library/place.hpp"
#include "tests/library/revisions.hpp"

namespace retort::test {
namespace {

// --- SQLite

class SqliteSession : public ::testing::Test {
protected:
    std::string sql(const std::string& text) const { return run_sql(session.connection(), text); }

    const Place place{Dialect::sqlite};
    const Session session{place.url()};
};

TEST_F(SqliteSession, KeepsForeignKeysAndTimeout) {
    const std::string tables =
        "CREATE TABLE parent (id integer PRIMARY KEY);\n"
        "CREATE TABLE child (id integer PRIMARY KEY, parent integer REFERENCES parent (id) ON DELETE CASCADE);\n"
        "INSERT INTO parent VALUES (1);\nINSERT INTO child VALUES (1, 1);";
    for (const std::string keys : {"0", "1"}) {
        const Place empty(Dialect::sqlite);
        const Session program(empty.url());
        run_sql(program.connection(), "PRAGMA foreign_keys = " + keys);
        sqlite3_busy_timeout(program.sqlite(), 77);
        std::string during;
        MigrationOptions options;
        options.steps["look"] = [&](const Connection& each) { during = run_sql(each, "PRAGMA foreign_keys"); };
        const Revisions revisions = revisions_of({tables, "DELETE FROM parent;\n-- migrate:step look"});
        upgrade(program.connection(), revisions, options);
        EXPECT_EQ(during, "1") << "as with the command";
        EXPECT_EQ(run_sql(program.connection(), "SELECT count(*) FROM child"), "0");
        EXPECT_EQ(run_sql(program.connection(), "PRAGMA foreign_keys"), keys);
        EXPECT_EQ(run_sql(program.connection(), "PRAGMA busy_timeout"), "77");

        const Revisions broken = revisions_of({tables, "DELETE FROM parent;\n-- migrate:step look", "DELETE FROM x;"});
        EXPECT_HAS(error_of([&] { upgrade(program.connection(), broken, options); }), "RT070");
        EXPECT_EQ(run_sql(program.connection(), "PRAGMA foreign_keys"), keys) << "after a failure";
    }
}

TEST_F(SqliteSession, KeepsTheBusyHandler) {
    int calls = 0;
    const auto count = [](void* to, int) {
        ++*static_cast<int*>(to);
        return 0;
    };
    sqlite3_busy_handler(session.sqlite(), count, &calls);
    upgrade(session.connection(), revisions_of({"CREATE TABLE t (id integer);"}));
    EXPECT_EQ(calls, 0);
    const Session other(place.url());
    run_sql(other.connection(), "BEGIN IMMEDIATE");
    EXPECT_THROW(sql("INSERT INTO t VALUES (1)"), std::runtime_error);
    EXPECT_EQ(calls, 1) << "the program's handler decides again";
    run_sql(other.connection(), "ROLLBACK");
}

TEST_F(SqliteSession, WaitsForAnotherConnectionWithoutABusyHandler) {
    const Revisions revisions = revisions_of({"CREATE TABLE t (id integer);"});
    const Session other(place.url());
    run_sql(other.connection(), "BEGIN IMMEDIATE");
    MigrationOptions options;
    options.lock_timeout = std::chrono::milliseconds(50);
    const std::string error = error_of([&] { upgrade(session.connection(), revisions, options); });
    EXPECT_HAS(error, "RT274");
    EXPECT_FALSE(session.in_transaction());

    // The other one ends when it is reported that this one waits for it.
    std::string holder;
    options.lock_timeout = std::chrono::minutes(5);
    options.progress = [&](const MigrationProgress& progress) {
        if (progress.event != MigrationProgress::Event::waiting) return;
        holder = progress.reason;
        run_sql(other.connection(), "COMMIT");
    };
    upgrade(session.connection(), revisions, options);
    EXPECT_HAS(holder, "is locked by another connection");
    EXPECT_EQ(sql("SELECT version_num FROM retort_version"), "r1");
}

TEST_F(SqliteSession, ExceptionWhileWaitingEndsTheRun) {
    const Session other(place.url());
    run_sql(other.connection(), "BEGIN IMMEDIATE");
    for (const bool with_url : {true, false}) {
        MigrationOptions options;
        options.lock_timeout = std::chrono::minutes(5);
        options.progress = [&](const MigrationProgress& progress) {
            if (progress.event != MigrationProgress::Event::waiting) return;
            run_sql(other.connection(), "COMMIT");
            throw std::logic_error("enough");
        };
        const Connection connection = with_url ? Connection(place.url()) : session.connection();
        EXPECT_THROW(upgrade(connection, revisions_of({"CREATE TABLE t (id integer);"}), options), std::logic_error);
        EXPECT_TRUE(place.tables().empty());
        run_sql(other.connection(), "BEGIN IMMEDIATE");
    }
}

TEST_F(SqliteSession, MigratesADatabaseInMemory) {
    const Session memory("sqlite::memory:");
    upgrade(memory.connection(), revisions_of({"CREATE TABLE t (id integer);"}));
    EXPECT_EQ(run_sql(memory.connection(), "SELECT count(*) FROM t"), "0");
    require_head(memory.connection(), revisions_of({"CREATE TABLE t (id integer);"}));
}

// --- PostgreSQL

class PostgresSession : public ::testing::Test {
protected:
    std::string sql(const std::string& text) const { return run_sql(session.connection(), text); }
    /// Every setting of the session, the roles, and whether a transaction is open.
    std::string state() const {
        return sql("SELECT string_agg(name || '=' || setting, E'\\n' ORDER BY name) FROM pg_settings") +
               sql("SELECT session_user || ' ' || current_user || ' ' || current_setting('role')") +
               (session.in_transaction() ? " open" : " idle");
    }

    const Place place{Dialect::postgresql};
    const Session session{place.url()};
};

TEST_F(PostgresSession, KeepsSettingsThatTheProgramMade) {
    sql("CREATE SCHEMA app");
    sql("SET search_path = app, public");
    sql("SET statement_timeout = '90s'");
    sql("SET app.tenant = 'blue'");
    const std::string before = state();
    const Revisions revisions =
        revisions_of({"SET search_path = public;\nSET statement_timeout = 0;\n"
                      "SET work_mem = '7MB';\nCREATE TABLE here (id integer);",
                      "CREATE TABLE there (id integer);"});
    upgrade(session.connection(), revisions);
    EXPECT_EQ(state(), before);
    EXPECT_EQ(sql("SHOW app.tenant"), "blue");
    EXPECT_EQ(sql("SELECT string_agg(schemaname || '.' || tablename, ' ' ORDER BY tablename) FROM pg_tables\n"
                  "WHERE schemaname IN ('app', 'public')"),
              "public.here app.retort_history app.retort_version app.there");
}

TEST_F(PostgresSession, KeepsSettingsAfterAFailureWithoutTransaction) {
    sql("SET search_path = public");
    const std::string before = state();
    const Revisions revisions =
        revisions_of({"SET work_mem = '7MB';\nSET search_path = pg_catalog;\nSELECT 1/0;"}, " transaction:false");
    EXPECT_HAS(error_of([&] { upgrade(session.connection(), revisions); }), "RT070");
    EXPECT_EQ(state(), before);
}

TEST_F(PostgresSession, KeepsTheRole) {
    const std::string role = "retort_upgrade_" + sql("SELECT pg_backend_pid()");
    sql("CREATE ROLE " + role);
    sql("CREATE ROLE " + role + "_owner IN ROLE " + role);
    sql("GRANT ALL ON SCHEMA public TO " + role + ", " + role + "_owner");
    sql("SET ROLE " + role);
    const std::string before = state();
    upgrade(session.connection(), revisions_of({"CREATE TABLE mine (id integer);\nRESET ROLE;\n"
                                                "CREATE TABLE theirs (id integer);\nSET ROLE " +
                                                role + "_owner;\nCREATE TABLE owned (id integer);"}));
    EXPECT_EQ(state(), before);
    EXPECT_EQ(sql("SELECT tableowner FROM pg_tables WHERE tablename = 'mine'"), role);
    EXPECT_EQ(sql("SELECT tableowner FROM pg_tables WHERE tablename = 'owned'"), role + "_owner");
    EXPECT_EQ(sql("SELECT tableowner FROM pg_tables WHERE tablename = 'retort_version'"), role);
    sql("RESET ROLE");
    sql("DROP OWNED BY " + role + ", " + role + "_owner");
    sql("DROP ROLE " + role + ", " + role + "_owner");
}

TEST_F(PostgresSession, ReleasesItsLock) {
    upgrade(session.connection(), revisions_of({"CREATE TABLE t (id integer);"}));
    EXPECT_EQ(sql("SELECT count(*) FROM pg_locks WHERE pid = pg_backend_pid() AND locktype = 'advisory'"), "0");
}

}  // namespace
}  // namespace retort::test
