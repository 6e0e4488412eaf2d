// Sections that are not one transaction: what a run that ended half-way leaves, and how the next one goes on.

#include <fmt/format.h>
#include <unistd.h>

#include <functional>
#include <utility>

#include "migrate/runner.hpp"
#include "migrate/unfinished.hpp"
#include "support.hpp"

namespace retort::migrate::test {
namespace {

constexpr const char* own = " transaction:false";

class Resume : public testing::TestWithParam<Dialect> {
protected:
    bool postgres() const { return GetParam() == Dialect::postgresql; }

    static Chain chain(const std::string& up, const std::string& down = "SELECT 1;", const std::string& options = own) {
        return Chain({revision("aaaa", {}, "0001", "CREATE TABLE log (n integer);", "DROP TABLE log;"),
                      revision("bbbb", {"aaaa"}, "0002", up, down, options),
                      revision("cccc", {"bbbb"}, "0003", "CREATE TABLE c (id integer);", "DROP TABLE c;")});
    }
    std::string failure(const Chain& revisions, std::string_view target = "head") {
        return error_of([&] { Runner(*database, revisions, store).upgrade(target); });
    }
    /// The numbers in table log, in the order in which they were inserted.
    std::string log() {
        std::string text;
        for (const auto& row : database->query(postgres() ? "SELECT n FROM log ORDER BY ctid" : "SELECT n FROM log"))
            text += row.at(0).value_or("?") + " ";
        return text;
    }
    std::string version() { return value(*database, "SELECT version_num FROM retort_version"); }

    TestDatabase place{GetParam()};
    std::unique_ptr<introspect::Database> database = place.connect();
    VersionStore store{GetParam(), "retort_version", "retort_history"};
};

INSTANTIATE_TEST_SUITE_P(Engines, Resume, testing::Values(Dialect::sqlite, Dialect::postgresql),
                         [](const auto& each) { return std::string(retort::to_string(each.param)); });

TEST_P(Resume, TheNextRunGoesOnWithTheStatementThatFailed) {
    const std::string first = "INSERT INTO log VALUES (1);\nINSERT INTO log VALUES (2);\n";
    const std::string message = failure(chain(first + "INSERT INTO log VALUES (wrong);\nINSERT INTO log VALUES (4);"));
    EXPECT_HAS(message, "the statements in lines 6 to 7 were committed");
    EXPECT_HAS(message,
               "run the command again: it goes on at line 8; or revert the committed statements by hand and "
               "run 'retort stamp aaaa'");
    EXPECT_EQ(log(), "1 2 ");
    EXPECT_EQ(version(), "aaaa");
    const auto begun = unfinished_run(store.history(*database));
    ASSERT_TRUE(begun);
    EXPECT_EQ(begun->outcome, "failed");
    EXPECT_EQ(begun->progress->statements_done, 2);

    const Chain corrected = chain(first + "INSERT INTO log VALUES (3);\nINSERT INTO log VALUES (4);");
    EXPECT_EQ(Runner(*database, corrected, store).upgrade("head").after, Heads{"cccc"});
    EXPECT_EQ(log(), "1 2 3 4 ") << "each statement once";
    EXPECT_FALSE(unfinished_run(store.history(*database)));
}

TEST_P(Resume, ABlockThatFailedRunsAgainFromItsBegin) {
    const std::string first = "BEGIN;\nINSERT INTO log VALUES (1);\nCOMMIT;\nBEGIN;\nINSERT INTO log VALUES (2);\n";
    const std::string message = failure(chain(first + "INSERT INTO log VALUES (wrong);\nCOMMIT;"));
    EXPECT_HAS(message, "the statements in lines 6 to 8 were committed");
    EXPECT_HAS(message, "the statements in lines 9 to 10 were rolled back");
    EXPECT_HAS(message, "it goes on at line 9");
    EXPECT_EQ(log(), "1 ");
    Runner(*database, chain(first + "INSERT INTO log VALUES (3);\nCOMMIT;"), store).upgrade("head");
    EXPECT_EQ(log(), "1 2 3 ");
}

/// The progress is recorded in the transaction of the block, and rolled back with it.
TEST_P(Resume, ABlockWhoseCommitFailsRunsAgain) {
    const std::string start =
        "CREATE TABLE parents (id integer PRIMARY KEY);\nCREATE TABLE children (parent integer REFERENCES parents "
        "DEFERRABLE INITIALLY DEFERRED);\n" +
        std::string(postgres() ? "" : "PRAGMA foreign_keys = ON;\n");
    const Chain revisions =
        chain(start +
              "BEGIN;\nINSERT INTO log VALUES (1);\nINSERT INTO children VALUES (7);\nCOMMIT;\nBEGIN;\nINSERT INTO log "
              "VALUES (2);\nCOMMIT;");
    EXPECT_NE(failure(revisions), "");
    EXPECT_EQ(log(), "");
    EXPECT_EQ(unfinished_run(store.history(*database))->progress->statements_done, 2);
    EXPECT_NE(failure(revisions), "") << "the row is still missing";
    EXPECT_EQ(log(), "");
    database->execute("INSERT INTO parents VALUES (7)");
    Runner(*database, revisions, store).upgrade("head");
    EXPECT_EQ(log(), "1 2 ");
}

/// Stopped before each statement in turn, COMMIT among them.
TEST_P(Resume, ARunThatIsStoppedAnywhereGoesOn) {
    const Chain revisions = chain(
        "INSERT INTO log VALUES (1);\nBEGIN;\nINSERT INTO log VALUES (2);\nINSERT INTO log VALUES (3);\nCOMMIT;\n"
        "INSERT INTO log VALUES (4);\nBEGIN;\nINSERT INTO log VALUES (5);\nCOMMIT;\nINSERT INTO log VALUES (6);");
    int stopped = 0;
    for (int moment = 0; stopped == moment; ++moment) {
        SCOPED_TRACE(moment);
        Runner(*database, revisions, store).upgrade("aaaa");
        int calls = 0;
        RunOptions options;
        options.stop = [&] { return calls++ == moment; };
        try {
            Runner(*database, revisions, store, options).upgrade("head");
        } catch (const Error& error) {
            EXPECT_TRUE(error.diagnostics().front().code == "RT299") << error.what();
            ++stopped;
        }
        Runner(*database, revisions, store).upgrade("head");
        EXPECT_EQ(log(), "1 2 3 4 5 6 ");
        EXPECT_FALSE(unfinished_run(store.history(*database)));
        Runner(*database, revisions, store).downgrade("base");
        database->execute("DROP TABLE retort_history; DROP TABLE retort_version");
    }
    EXPECT_GT(stopped, 10) << "one for each statement at least";
}

TEST_P(Resume, ChangedStatementsThatWereCommittedAreAnError) {
    failure(chain("INSERT INTO log VALUES (1);\nINSERT INTO log VALUES (wrong);"));
    const std::string message = failure(chain("INSERT INTO log VALUES (9);\nINSERT INTO log VALUES (2);"));
    EXPECT_HAS(message,
               "an earlier run has committed the first 1 statement of the upgrade of 0002 step 0002 (bbbb), and "
               "they have changed in the file since [RT301]");
    EXPECT_HAS(message, "retort stamp aaaa");
    EXPECT_EQ(log(), "1 ");
}

TEST_P(Resume, NothingElseRunsUntilTheSectionIsComplete) {
    const Chain broken = chain("INSERT INTO log VALUES (1);\nINSERT INTO log VALUES (wrong);");
    failure(broken);
    for (const char* target : {"base", "-1"}) {
        const std::string message = error_of([&] { Runner(*database, broken, store).downgrade(target); });
        EXPECT_HAS(message, "the upgrade of 0002 step 0002 (bbbb) was begun at ");
        EXPECT_HAS(message, "is not complete; statements committed: 1 of 2 [RT302]");
        EXPECT_HAS(message, "run 'retort upgrade bbbb'");
    }
    EXPECT_HAS(failure(broken, "aaaa"), "[RT302]");
}

TEST_P(Resume, AStampGivesTheBegunRunUp) {
    failure(chain("INSERT INTO log VALUES (1);\nINSERT INTO log VALUES (wrong);"));
    database->execute("DELETE FROM log");
    const Chain corrected = chain("INSERT INTO log VALUES (8);\nINSERT INTO log VALUES (9);");
    Runner(*database, corrected, store).stamp("aaaa");
    EXPECT_FALSE(unfinished_run(store.history(*database)));
    Runner(*database, corrected, store).upgrade("head");
    EXPECT_EQ(log(), "8 9 ") << "from its first statement";
}

TEST_P(Resume, ADowngradeIsResumedToo) {
    const Chain broken = chain("SELECT 1;", "INSERT INTO log VALUES (1);\nINSERT INTO log VALUES (wrong);");
    auto revisions = broken.revisions();
    revisions[1].down.transaction = false;
    const Chain first(revisions);
    Runner(*database, first, store).upgrade("bbbb");
    EXPECT_HAS(error_of([&] { Runner(*database, first, store).downgrade("-1"); }), "run 'retort stamp bbbb'");
    EXPECT_HAS(failure(first), "[RT302]");
    revisions[1].down.sql = "INSERT INTO log VALUES (1);\nINSERT INTO log VALUES (2);\n";
    const Chain corrected(revisions);
    EXPECT_EQ(Runner(*database, corrected, store).downgrade("-1").after, Heads{"aaaa"});
    EXPECT_EQ(log(), "1 2 ");
}

TEST_P(Resume, WithoutAHistoryTheMessageSaysThatItStartsAgain) {
    const VersionStore plain(GetParam(), "retort_version", "");
    const Chain broken = chain("INSERT INTO log VALUES (1);\nINSERT INTO log VALUES (wrong);");
    const std::string message = error_of([&] { Runner(*database, broken, plain).upgrade("head"); });
    EXPECT_HAS(message, "without a history table the next run starts at the first statement");
    EXPECT_EQ(log(), "1 ");
}

TEST_P(Resume, AStatementThatNoTransactionCanHaveIsRecordedBeforeAndAfter) {
    const Chain revisions = chain("INSERT INTO log VALUES (1);\nVACUUM;\nINSERT INTO log VALUES (2);");
    EXPECT_EQ(Runner(*database, revisions, store).upgrade("head").after, Heads{"cccc"});
    EXPECT_EQ(log(), "1 2 ");
    const auto history = store.history(*database);
    ASSERT_EQ(history.size(), 3U);
    EXPECT_EQ(history[1].outcome, "done");
    EXPECT_EQ(history[1].progress->statements_done, 3);
}

/// Does something before the statement with this index.
class Before : public Observer {
public:
    Before(std::size_t index, std::function<void()> work) : index_(index), work_(std::move(work)) {}
    void statement(std::size_t index, std::size_t, std::string_view) override {
        if (index == index_) work_();
    }

private:
    std::size_t index_;
    std::function<void()> work_;
};

TEST_P(Resume, ARunThatAnotherOneHasTakenOverStops) {
    const std::string statements[] = {"INSERT INTO log VALUES (1);", "INSERT INTO log VALUES (2);", "VACUUM;",
                                      "BEGIN;\nINSERT INTO log VALUES (3);\nCOMMIT;", "INSERT INTO log VALUES (4);"};
    for (const std::size_t index : {1U, 2U, 4U, 6U}) {
        SCOPED_TRACE(index);
        const TestDatabase fresh(GetParam());
        const auto connection = fresh.connect();
        std::string up;
        for (const std::string& each : statements) up += each + "\n";
        const Chain revisions = chain(up);
        Before observer(index, [&] {
            connection->in_transaction()
                ? connection->execute("UPDATE retort_history SET outcome = 'failed' WHERE outcome = 'running'")
                : fresh.connect()->execute("UPDATE retort_history SET outcome = 'failed' WHERE outcome = 'running'");
        });
        RunOptions options;
        options.observer = &observer;
        const std::string message = error_of([&] { Runner(*connection, revisions, store, options).upgrade("head"); });
        EXPECT_HAS(message, "another run has taken over the upgrade of revision bbbb");
        EXPECT_HAS(message, "[RT316]");
        EXPECT_EQ(value(*connection, "SELECT version_num FROM retort_version"), "aaaa");
        Runner(*connection, revisions, store).upgrade("head");
        EXPECT_EQ(value(*connection, "SELECT count(*) FROM log"), "4") << "each statement once";
        EXPECT_EQ(value(*connection, "SELECT count(DISTINCT n) FROM log"), "4");
    }
}

/// On PostgreSQL the lock of the run says that another one is under way; a SQLite file has the process in its history.
TEST(SqliteResume, WaitsForTheProcessThatRunsTheSection) {
    const TestDatabase place(Dialect::sqlite);
    const auto database = place.connect();
    const VersionStore store(Dialect::sqlite, "retort_version", "retort_history");
    const Chain chain(
        {revision("aaaa", {}, "0001", "CREATE TABLE a (i integer);\nCREATE TABLE b (i integer);", "", own)});
    RunOptions options;
    options.lock_timeout = std::chrono::milliseconds(120);
    Runner(*database, chain, store).create_tables();
    HistoryEntry entry = entry_of(chain.revisions().front(), "upgrade", this_process());
    entry.outcome = running;
    entry.process = ::getppid();
    entry.progress = Progress{};
    store.record(*database, entry);
    const std::string message = error_of([&] { Runner(*database, chain, store, options).upgrade("head"); });
    EXPECT_HAS(message, fmt::format("pid {} runs the upgrade of revision aaaa on ", ::getppid()));
    EXPECT_HAS(message, "[RT305]");
    EXPECT_EQ(value(*database, "SELECT count(*) FROM sqlite_master WHERE name IN ('a', 'b')"), "0");
    // Between its statements the file is not locked, so that whatever changes the revision waits too.
    HistoryEntry done = entry_of(chain.revisions().front(), "upgrade", this_process());
    done.outcome = "done";
    store.record(*database, done);
    for (const bool joined : {false, true}) {
        RunOptions other = options;
        other.one_transaction = joined;
        const Chain later({chain.revisions().front(), revision("bbbb", {"aaaa"}, "0002", "SELECT 1;", "SELECT 1;")});
        database->execute("INSERT INTO retort_version VALUES ('bbbb')");
        EXPECT_HAS(error_of([&] { Runner(*database, later, store, other).downgrade("-1"); }), "[RT305]");
        EXPECT_HAS(error_of([&] { Runner(*database, later, store, other).stamp("base"); }), "[RT305]");
        EXPECT_EQ(value(*database, "SELECT version_num FROM retort_version"), "bbbb");
        EXPECT_FALSE(database->in_transaction());
        database->execute("DELETE FROM retort_version");
    }
    database->execute("DELETE FROM retort_history WHERE outcome = 'done'");
    database->execute("UPDATE retort_history SET host = host || '.other'");
    EXPECT_EQ(Runner(*database, chain, store, options).upgrade("head").steps.size(), 1U) << "of another machine";
    EXPECT_EQ(store.history(*database).front().outcome, "failed");
}

class PostgresResume : public testing::Test {
protected:
    Chain one(const std::string& up) { return Chain({revision("aaaa", {}, "0001", up, "", own)}); }
    std::string failure(introspect::Database& connection, const Chain& revisions) {
        return error_of([&] { Runner(connection, revisions, store).upgrade("head"); });
    }
    TestDatabase place{Dialect::postgresql};
    std::unique_ptr<introspect::Database> database = place.connect();
    VersionStore store{Dialect::postgresql, "retort_version", "retort_history"};
};

TEST_F(PostgresResume, AFailedIndexWithoutANameLeavesNothing) {
    const Chain revisions = one(
        "CREATE TABLE t (id integer);\nINSERT INTO t VALUES (1), (1);\nCREATE UNIQUE INDEX CONCURRENTLY ON t (id);");
    for (int i = 0; i < 2; ++i) {
        EXPECT_HAS(failure(*database, revisions), "could not create unique index \"t_id_idx\"");
        EXPECT_EQ(value(*database, "SELECT count(*) FROM pg_index WHERE indrelid = 't'::regclass"), "0");
    }
    database->execute("DELETE FROM t");
    Runner(*database, revisions, store).upgrade("head");
    EXPECT_EQ(value(*database,
                    "SELECT string_agg(indexrelid::regclass::text, ' ') FROM pg_index WHERE indrelid = "
                    "'t'::regclass AND indisvalid"),
              "t_id_idx");
}

TEST_F(PostgresResume, AnIndexWithoutANameOfAKilledProcessIsNotCreatedTwice) {
    const std::string first = "CREATE TABLE t (id integer);\n";
    const Chain revisions = one(first + "CREATE INDEX CONCURRENTLY ON t (id);");
    Runner(*database, revisions, store).upgrade("head");
    // As if the process had been killed after the index was created, and before that was recorded.
    database->execute(
        "DELETE FROM retort_version; UPDATE retort_history SET outcome = 'running', statements_done = 1, "
        "running_statement = 1, done_checksum = encode(sha256(convert_to('CREATE TABLE t (id integer);' || chr(10), "
        "'UTF8')), 'hex')");
    const std::string message = failure(*database, revisions);
    EXPECT_HAS(message, "0001.sql:7:1: error: whether this statement has created its index is not known");
    EXPECT_HAS(message, "indexes of t: t_id_idx");
    EXPECT_HAS(message, "[RT325]");
    EXPECT_HAS(message, "write a name into the statement");
    Runner(*database, one(first + "CREATE INDEX CONCURRENTLY t_id_idx ON t (id);"), store).upgrade("head");
    EXPECT_EQ(value(*database, "SELECT count(*) FROM pg_index WHERE indrelid = 't'::regclass"), "1");
}

TEST_F(PostgresResume, AfterALostConnectionItGoesOn) {
    const Chain revisions = one(
        "CREATE TABLE b (i integer);\n"
        "DO $$ BEGIN IF to_regclass('gone') IS NULL THEN PERFORM pg_terminate_backend(pg_backend_pid()); END IF; END "
        "$$;\nCREATE TABLE c (i integer);");
    const auto lost = place.connect();
    const std::string message = failure(*lost, revisions);
    EXPECT_HAS(message, "in the upgrade of 0001 step 0001 (aaaa)");
    EXPECT_HAS(message, "0001.sql:7:1");
    EXPECT_HAS(message, "the statements in line 6 were committed");
    database->execute("CREATE TABLE gone ()");
    EXPECT_EQ(Runner(*database, revisions, store).upgrade("head").after, Heads{"aaaa"});
    EXPECT_EQ(value(*database, "SELECT to_regclass('c') IS NOT NULL"), "t");
    const auto history = store.history(*database);
    ASSERT_EQ(history.size(), 2U);
    EXPECT_EQ(history[0].outcome, "failed");
    EXPECT_EQ(history[0].error, "its process ended");
    EXPECT_EQ(history[1].outcome, "done");
}

/// As after a kill between a statement outside a transaction and its record.
TEST_F(PostgresResume, AStatementThatHadItsEffectIsNotRunTwice) {
    database->execute(
        "CREATE TABLE p (id integer); CREATE INDEX i ON p (id); CREATE TABLE whole (id integer) PARTITION BY LIST "
        "(id); "
        "CREATE TABLE part PARTITION OF whole FOR VALUES IN (1)");
    const std::vector<std::pair<std::string, std::string>> cases{
        {"CREATE INDEX CONCURRENTLY j ON p (id)", "SELECT count(*) FROM pg_class WHERE relname = 'j'"},
        {"DROP INDEX CONCURRENTLY i", "SELECT count(*) + 1 FROM pg_class WHERE relname = 'i'"},
        {"ALTER TABLE whole DETACH PARTITION part CONCURRENTLY",
         "SELECT count(*) + 1 FROM pg_inherits WHERE inhrelid = 'part'::regclass"}};
    for (const auto& [statement, count] : cases) {
        const Chain revisions = one(statement + ";\nCREATE TABLE last (id integer);");
        database->execute(statement);
        Runner(*database, revisions, store).create_tables();
        HistoryEntry entry = entry_of(revisions.revisions().front(), "upgrade", this_process());
        entry.outcome = running;
        entry.process = 1 << 30;
        entry.progress = Progress{0, 0, ""};
        store.record(*database, entry);
        EXPECT_EQ(Runner(*database, revisions, store).upgrade("head").steps.size(), 1U) << statement;
        EXPECT_EQ(value(*database, count), "1") << statement;
        database->execute("DROP TABLE last");
        Runner(*database, revisions, store).stamp("base");
        EXPECT_HAS(failure(*database, revisions), "[RT070]") << "another run had not begun it: " << statement;
        Runner(*database, revisions, store).stamp("base");
    }
}

TEST_F(PostgresResume, SettingsBeforeTheStatementAreSetAgain) {
    const std::string up =
        "CREATE SCHEMA s;\nSET search_path = s;\nCREATE TABLE a (id integer);\nSELECT set_config('work_mem', '7MB', "
        "false);\nSELECT 1 / (SELECT count(*) FROM public.switch);\nCREATE TABLE b AS SELECT "
        "current_setting('work_mem') AS mem;";
    database->execute("CREATE TABLE switch (id integer)");
    EXPECT_HAS(failure(*database, one(up)), "it goes on at line 10");
    database->execute("INSERT INTO switch VALUES (1)");
    Runner(*database, one(up), store).upgrade("head");
    EXPECT_EQ(value(*database, "SELECT mem FROM s.b"), "7MB");
    EXPECT_EQ(value(*database, "SHOW search_path"), "\"$user\", public") << "they end with the revision";
}

TEST_F(PostgresResume, ProgressIsRecordedUnderAnotherRole) {
    const std::string role = "resume_" + value(*database, "SELECT current_database()");
    database->execute("CREATE ROLE " + role + "; CREATE SCHEMA own AUTHORIZATION " + role);
    const Chain revisions = one("SET ROLE " + role +
                                ";\nCREATE TABLE own.a (id integer);\nCREATE TABLE own.b AS SELECT "
                                "current_user AS who;");
    Runner(*database, revisions, store).upgrade("head");
    EXPECT_EQ(value(*database, "SELECT who FROM own.b"), role);
    database->execute("DROP OWNED BY " + role + "; DROP ROLE " + role);
}

}  // namespace
}  // namespace retort::migrate::test
