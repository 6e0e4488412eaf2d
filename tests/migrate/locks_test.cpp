// Waits for the locks of other sessions, and runs of several revisions in one transaction.

#include <fmt/format.h>

#include <atomic>
#include <thread>

#include "migrate/runner.hpp"
#include "support.hpp"

namespace retort::migrate::test {
namespace {

struct Events : Observer {
    std::string waits;
    std::string retries;
    void waiting(const std::string& reason) override {
        waits += reason + "\n";
        waited = true;
    }
    void retrying(const std::string& reason, int attempt, int attempts, std::chrono::milliseconds pause) override {
        retries += fmt::format("{} {}/{} {} ms\n", reason, attempt, attempts, pause.count());
        if (on_retry) on_retry();
    }
    std::function<void()> on_retry;
    std::atomic<bool> waited = false;
};

class Locks : public testing::Test {
protected:
    Locks() {
        database->execute("CREATE TABLE held (id integer)");
        reader->execute("SET application_name = 'the reader'; BEGIN; SELECT * FROM held");
        options.observer = &events;
    }
    void upgrade(const std::string& up, const std::string& section = {}) {
        const Chain chain({revision("aaaa", {}, "0001", up, "", section)});
        Runner(*database, chain, store, options).upgrade("head");
    }
    /// The lock and its holder.
    std::string reader_in_words() const {
        return fmt::format(
            "an ACCESS EXCLUSIVE lock on held, held by pid {} ({}, the reader), idle in transaction for ",
            value(*reader, "SELECT pg_backend_pid()"), value(*reader, "SELECT current_user"));
    }

    TestDatabase place{Dialect::postgresql};
    std::unique_ptr<introspect::Database> database = place.connect();
    std::unique_ptr<introspect::Database> reader = place.connect();
    VersionStore store{Dialect::postgresql, "retort_version", "retort_history"};
    Events events;
    RunOptions options;
};

TEST_F(Locks, AWaitIsReportedWithItsHolder) {
    const std::string expected = reader_in_words();
    reader->execute("SELECT * FROM held");
    std::thread release([&] {
        while (!events.waited) std::this_thread::sleep_for(std::chrono::milliseconds(20));
        reader->execute("COMMIT");
    });
    upgrade("ALTER TABLE held ADD COLUMN x integer;");
    release.join();
    EXPECT_HAS(events.waits, expected);
    EXPECT_HAS(events.waits, " s: SELECT * FROM held\n");
    EXPECT_EQ(events.retries, "");
}

TEST_F(Locks, ATransactionThatDidNotGetALockRunsAgain) {
    options.object_lock_timeout = std::chrono::milliseconds(50);
    events.on_retry = [&] { reader->execute("COMMIT"); };
    upgrade("CREATE TABLE first (id integer);\nALTER TABLE held ADD COLUMN x integer;");
    EXPECT_EQ(events.retries, "canceling statement due to lock timeout 1/3 1000 ms\n");
    EXPECT_EQ(value(*database, "SELECT count(*) FROM pg_attribute WHERE attrelid = 'held'::regclass AND attname = 'x'"),
              "1");
    EXPECT_EQ(store.history(*database).size(), 1U);
}

TEST_F(Locks, AStatementOfASectionWithoutTransactionRunsAgainAlone) {
    options.object_lock_timeout = std::chrono::milliseconds(50);
    events.on_retry = [&] { reader->execute("COMMIT"); };
    upgrade("CREATE TABLE first (id integer);\nALTER TABLE held ADD COLUMN x integer;", " transaction:false");
    EXPECT_EQ(events.retries, "canceling statement due to lock timeout 1/3 1000 ms\n");
}

TEST_F(Locks, AfterTheRetriesTheErrorSaysWhoHeldTheLock) {
    options.object_lock_timeout = std::chrono::milliseconds(1600);
    options.lock_retries = 0;
    const std::string message = error_of([&] { upgrade("ALTER TABLE held ADD COLUMN x integer;"); });
    EXPECT_HAS(message, "canceling statement due to lock timeout (SQLSTATE 55P03) [RT070]");
    EXPECT_HAS(message, "it waited for " + reader_in_words());
    EXPECT_HAS(message, "nothing was committed");
}

TEST_F(Locks, TheTimeoutIsTenSecondsUnlessTheSessionHasOne) {
    reader->execute("ROLLBACK");
    upgrade(
        "CREATE TABLE seen AS SELECT current_setting('lock_timeout') AS lock, current_setting('statement_timeout') AS "
        "statement;");
    EXPECT_EQ(value(*database, "SELECT lock || ' ' || statement FROM seen"), "10s 0");
    EXPECT_EQ(value(*database, "SHOW lock_timeout"), "0") << "nothing is left in the session";
    options.statement_timeout = std::chrono::seconds(90);
    database->execute("DROP TABLE seen; DELETE FROM retort_version; SET lock_timeout = '3s'");
    upgrade(
        "CREATE TABLE seen AS SELECT current_setting('lock_timeout') AS lock, current_setting('statement_timeout') AS "
        "statement;");
    EXPECT_EQ(value(*database, "SELECT lock || ' ' || statement FROM seen"), "3s 90s");
}

TEST_F(Locks, NoSessionKeepsTheLockOfTheRun) {
    reader->execute("ROLLBACK");
    upgrade("CREATE TABLE a (id integer);");
    EXPECT_EQ(value(*database,
                    "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid "
                    "FROM pg_database WHERE datname = current_database())"),
              "0");
    EXPECT_FALSE(database->pooled());
}

class OneTransaction : public testing::TestWithParam<Dialect> {
protected:
    Chain chain(const std::string& second, const std::string& section = {}) {
        return Chain({revision("aaaa", {}, "0001", "CREATE TABLE a (id integer PRIMARY KEY);", "DROP TABLE a;"),
                      revision("bbbb", {"aaaa"}, "0002", second, "DROP TABLE b;", section)});
    }
    std::string tables() {
        std::string text;
        for (const auto& row :
             database->query(GetParam() == Dialect::postgresql
                                 ? "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = "
                                   "'public'::regnamespace ORDER BY 1"
                                 : "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1"))
            text += row.at(0).value_or("") + " ";
        return text;
    }

    TestDatabase place{GetParam()};
    std::unique_ptr<introspect::Database> database = place.connect();
    VersionStore store{GetParam(), "retort_version", "retort_history"};
    RunOptions options;
};

INSTANTIATE_TEST_SUITE_P(Engines, OneTransaction, testing::Values(Dialect::sqlite, Dialect::postgresql),
                         [](const auto& each) { return std::string(retort::to_string(each.param)); });

TEST_P(OneTransaction, AllRevisionsRunOrNone) {
    options.one_transaction = true;
    const Chain broken = chain("CREATE TABLE b (id integer);\nnonsense;");
    const std::string message = error_of([&] { Runner(*database, broken, store, options).upgrade("head"); });
    EXPECT_HAS(message, "the upgrade of 0002 step 0002 (bbbb) failed");
    EXPECT_HAS(message, "nothing was committed: the database is as it was before the run");
    EXPECT_EQ(tables(), "");
    const Chain whole = chain("CREATE TABLE b (id integer);");
    EXPECT_EQ(Runner(*database, whole, store, options).upgrade("head").steps.size(), 2U);
    EXPECT_EQ(tables(), "a b retort_history retort_version ");
    EXPECT_EQ(store.current(*database), Heads{"bbbb"});
    EXPECT_FALSE(database->in_transaction());
}

TEST_P(OneTransaction, ADryRunLeavesNothing) {
    options.dry_run = true;
    const Chain whole = chain("CREATE TABLE b (id integer);");
    EXPECT_EQ(Runner(*database, whole, store, options).upgrade("head").steps.size(), 2U);
    EXPECT_EQ(tables(), "");
    EXPECT_FALSE(database->in_transaction());
    Runner(*database, whole, store).upgrade("head");
    EXPECT_EQ(Runner(*database, whole, store, options).downgrade("base").steps.size(), 2U);
    EXPECT_EQ(tables(), "a b retort_history retort_version ");
    EXPECT_EQ(store.history(*database).size(), 2U);
}

TEST_P(OneTransaction, ASectionWithoutTransactionIsRejectedBeforeAnythingRuns) {
    options.one_transaction = true;
    const Chain own = chain("CREATE TABLE b (id integer);", " transaction:false");
    const std::string message = error_of([&] { Runner(*database, own, store, options).upgrade("head"); });
    EXPECT_HAS(message, "the upgrade of 0002 step 0002 (bbbb) is transaction:false");
    EXPECT_HAS(message, "[RT304]");
    EXPECT_EQ(tables(), "");
}

TEST(PostgresDryRun, ChecksDeferredConstraintsAsCommitWould) {
    const TestDatabase place(Dialect::postgresql);
    const auto database = place.connect();
    const VersionStore store(Dialect::postgresql, "retort_version", "retort_history");
    const Chain chain({revision("aaaa", {}, "0001",
                                "CREATE TABLE p (id integer PRIMARY KEY);\nCREATE TABLE c (id integer REFERENCES p "
                                "DEFERRABLE INITIALLY DEFERRED);\nINSERT INTO c VALUES (5);",
                                "")});
    RunOptions options;
    options.dry_run = true;
    const std::string message = error_of([&] { Runner(*database, chain, store, options).upgrade("head"); });
    EXPECT_HAS(message, "failed at COMMIT");
    EXPECT_HAS(message, "Key (id)=(5) is not present in table \"p\".");
    EXPECT_HAS(message, "nothing was committed: the database is as it was before the run");
}

}  // namespace
}  // namespace retort::migrate::test
