#include <SQLiteCpp/SQLiteCpp.h>
#include <libpq-fe.h>
#include <sqlite3.h>

#include <pqxx/pqxx>

#include "introspect/database.hpp"
#include "tests/library/place.hpp"
#include "tests/library/sample.hpp"

namespace retort::test {
namespace {

using sample::LaterNote;
using sample::LaterPerson;
using sample::Note;
using sample::Person;
using sample::Setting;

// --- SQLite

struct CloseSqlite {
    void operator()(sqlite3* handle) const { sqlite3_close(handle); }
};

std::unique_ptr<sqlite3, CloseSqlite> in_memory() {
    sqlite3* handle = nullptr;
    EXPECT_EQ(sqlite3_open(":memory:", &handle), SQLITE_OK);
    return std::unique_ptr<sqlite3, CloseSqlite>(handle);
}

std::string first(sqlite3* handle, const char* sql) {
    std::string value = "none";
    const auto take = [](void* to, int, char** values, char**) {
        *static_cast<std::string*>(to) = values[0] == nullptr ? "NULL" : values[0];
        return 0;
    };
    char* message = nullptr;
    EXPECT_EQ(sqlite3_exec(handle, sql, take, &value, &message), SQLITE_OK) << (message == nullptr ? "" : message);
    sqlite3_free(message);
    return value;
}

TEST(BorrowedSqlite, UsesProgramsInMemoryDatabase) {
    const auto handle = in_memory();
    create_all<Person, Note>(handle.get());
    EXPECT_EQ(first(handle.get(), "INSERT INTO people (name) VALUES ('Ada') RETURNING mood"), "calm");
    EXPECT_TRUE((check<Person, Note>(handle.get()).empty()));
    EXPECT_FALSE((check<LaterPerson, LaterNote>(handle.get()).empty()));
    EXPECT_EQ(first(handle.get(), "SELECT name FROM people"), "Ada");
    drop_all<Person, Note>(handle.get());
    EXPECT_EQ(first(handle.get(), "SELECT count(*) FROM sqlite_schema WHERE name IN ('people', 'notes')"), "0");
}

TEST(BorrowedSqlite, KeepsSessionSettings) {
    for (const char* keys : {"0", "1"}) {
        const auto handle = in_memory();
        first(handle.get(), (std::string("PRAGMA foreign_keys=") + keys).c_str());
        sqlite3_busy_timeout(handle.get(), 77);
        create_all<Person, Note>(handle.get());
        first(handle.get(), "INSERT INTO people (name) VALUES ('Ada')");
        first(handle.get(), "INSERT INTO notes (person_id, text) VALUES (1, 'x')");
        first(handle.get(), "UPDATE people SET best_note = 1");
        (void)check<LaterPerson, LaterNote>(handle.get());
        drop_all<Person, Note>(handle.get());
        EXPECT_EQ(first(handle.get(), "PRAGMA foreign_keys"), keys);
        EXPECT_EQ(first(handle.get(), "PRAGMA busy_timeout"), "77");
        EXPECT_NE(sqlite3_get_autocommit(handle.get()), 0);
    }
}

TEST(BorrowedSqlite, RunsInOpenTransaction) {
    const auto handle = in_memory();
    first(handle.get(), "BEGIN");
    create_all<Person, Note>(handle.get());
    EXPECT_TRUE((check<Person, Note>(handle.get()).empty()));
    EXPECT_EQ(sqlite3_get_autocommit(handle.get()), 0);
    first(handle.get(), "ROLLBACK");
    EXPECT_EQ(first(handle.get(), "SELECT count(*) FROM sqlite_schema"), "0");
}

TEST(BorrowedSqlite, FailureKeepsOpenTransaction) {
    const auto handle = in_memory();
    first(handle.get(), "BEGIN");
    first(handle.get(), "CREATE TABLE other (id integer)");
    first(handle.get(), "CREATE INDEX notes_person_id_idx ON other (id)");
    EXPECT_NE(error_of([&] { create_all<Person, Note>(handle.get()); }).find("RT038"), std::string::npos);
    first(handle.get(), "COMMIT");
    EXPECT_EQ(first(handle.get(), "SELECT group_concat(name) FROM sqlite_schema WHERE type = 'table'"), "other");
}

TEST(BorrowedSqlite, RejectsDroppingCyclicTablesInTransaction) {
    const auto handle = in_memory();
    create_all<Person, Note>(handle.get());
    first(handle.get(), "BEGIN");
    EXPECT_NE(error_of([&] { drop_all<Person, Note>(handle.get()); }).find("RT222"), std::string::npos);
    EXPECT_EQ(sqlite3_get_autocommit(handle.get()), 0);
    first(handle.get(), "COMMIT");
    EXPECT_EQ(first(handle.get(), "SELECT count(*) FROM sqlite_schema WHERE name IN ('people', 'notes')"), "2");
}

TEST(BorrowedSqlite, KeepsStatementInProgress) {
    const auto handle = in_memory();
    first(handle.get(), "CREATE TABLE numbers (n integer)");
    first(handle.get(), "INSERT INTO numbers VALUES (1), (2), (3)");
    sqlite3_stmt* statement = nullptr;
    ASSERT_EQ(sqlite3_prepare_v2(handle.get(), "SELECT n FROM numbers", -1, &statement, nullptr), SQLITE_OK);
    ASSERT_EQ(sqlite3_step(statement), SQLITE_ROW);
    create_all<Setting>(handle.get());
    (void)check<Setting>(handle.get());
    EXPECT_EQ(sqlite3_step(statement), SQLITE_ROW);
    EXPECT_EQ(sqlite3_column_int(statement, 0), 2);
    sqlite3_finalize(statement);
}

TEST(BorrowedSqlite, ExtendedResultCodesChangeNoMessage) {
    const auto handle = in_memory();
    sqlite3_extended_result_codes(handle.get(), 1);
    std::string message;
    try {
        introspect::borrow(handle.get())->execute("CREATE TABLE t (a UNIQUE); INSERT INTO t VALUES (1), (1)");
    } catch (const introspect::StatementError& error) {
        message = error.what();
    }
    EXPECT_EQ(message, "UNIQUE constraint failed: t.a");
    EXPECT_EQ(sqlite3_extended_errcode(handle.get()), SQLITE_CONSTRAINT_UNIQUE);
    EXPECT_EQ(first(handle.get(), "SELECT count(*) FROM t"), "0");
}

TEST(BorrowedSqlite, WorksWithSqliteCpp) {
    SQLite::Database database(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    {
        SQLite::Transaction transaction(database);
        create_all<Setting>(database.getHandle());
        database.exec("INSERT INTO settings VALUES ('a', 'b')");
        transaction.commit();
    }
    EXPECT_TRUE(check<Setting>(database.getHandle()).empty());
    EXPECT_EQ(database.execAndGet("SELECT value FROM settings").getString(), "b");
}

TEST(Borrowed, RejectsNullHandle) {
    EXPECT_NE(error_of([] { create_all<Setting>(static_cast<sqlite3*>(nullptr)); }).find("RT223"), std::string::npos);
    EXPECT_NE(error_of([] { create_all<Setting>(static_cast<pg_conn*>(nullptr)); }).find("RT223"), std::string::npos);
}

// --- PostgreSQL

struct FinishPostgres {
    void operator()(PGconn* connection) const { PQfinish(connection); }
};

class BorrowedPostgres : public ::testing::Test {
protected:
    void SetUp() override {
        connection_.reset(PQconnectdb(database_.url().c_str()));
        ASSERT_EQ(PQstatus(connection_.get()), CONNECTION_OK) << PQerrorMessage(connection_.get());
    }
    PGconn* connection() const { return connection_.get(); }
    std::string first(const char* sql) const {
        const std::unique_ptr<PGresult, decltype(&PQclear)> result(PQexec(connection(), sql), PQclear);
        const auto status = PQresultStatus(result.get());
        EXPECT_TRUE(status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK) << PQerrorMessage(connection());
        return PQntuples(result.get()) > 0 ? PQgetvalue(result.get(), 0, 0) : "none";
    }
    /// Every setting of the session, and whether a transaction is open.
    std::string state() const {
        return first(
                   "SELECT string_agg(name || '=' || setting, E'\\n' ORDER BY name) FROM pg_settings WHERE name <> "
                   "'application_name'") +
               std::to_string(PQtransactionStatus(connection())) + pg_encoding_to_char(PQclientEncoding(connection()));
    }

    FreshDatabase database_;

private:
    std::unique_ptr<PGconn, FinishPostgres> connection_;
};

TEST_F(BorrowedPostgres, UsesProgramsConnection) {
    const std::string before = state();
    create_all<Person, Note>(connection());
    EXPECT_EQ(first("INSERT INTO people (name) VALUES ('Ada') RETURNING mood"), "calm");
    EXPECT_TRUE((check<Person, Note>(connection()).empty()));
    EXPECT_FALSE((check<LaterPerson, LaterNote>(connection()).empty()));
    drop_all<Note, Person>(connection());
    EXPECT_EQ(first("SELECT count(*) FROM pg_class WHERE relname IN ('people', 'notes')"), "0");
    EXPECT_EQ(state(), before);
}

TEST_F(BorrowedPostgres, RunsInOpenTransaction) {
    first("BEGIN");
    first("SET LOCAL search_path = public");
    const std::string before = state();
    create_all<Person, Note>(connection());
    const Differences found = check<Person, Note>(connection());
    EXPECT_TRUE(found.empty()) << to_string(found);
    EXPECT_FALSE((check<LaterPerson, LaterNote>(connection()).empty()));
    EXPECT_EQ(state(), before);
    first("ROLLBACK");
    EXPECT_EQ(first("SELECT count(*) FROM pg_class WHERE relname IN ('people', 'notes')"), "0");
}

TEST_F(BorrowedPostgres, FailureKeepsOpenTransaction) {
    first("BEGIN");
    first("CREATE TABLE other (id integer)");
    first("CREATE INDEX notes_person_id_idx ON other (id)");
    const std::string before = state();
    EXPECT_NE(error_of([&] { create_all<Person, Note>(connection()); }).find("RT038"), std::string::npos);
    EXPECT_EQ(state(), before);
    first("COMMIT");
    EXPECT_EQ(first("SELECT string_agg(relname, ',') FROM pg_class WHERE relkind = 'r' AND relnamespace = "
                    "'public'::regnamespace"),
              "other");
}

TEST_F(BorrowedPostgres, SearchPathSelectsSchema) {
    first("CREATE SCHEMA app");
    first("SET search_path = app");
    create_all<Setting>(connection());
    EXPECT_EQ(first("SELECT 'settings'::regclass::oid = 'app.settings'::regclass::oid"), "t");
    EXPECT_TRUE(check<Setting>(connection()).empty());
    EXPECT_EQ(first("SHOW search_path"), "app");
}

TEST_F(BorrowedPostgres, RestoresClientEncoding) {
    PQsetClientEncoding(connection(), "LATIN1");
    first("CREATE TABLE settings (key text PRIMARY KEY, value text NOT NULL, \"caf\xe9\" text)");
    const Differences found = check<Setting>(connection());
    ASSERT_EQ(found.changes.size(), 1u) << to_string(found);
    EXPECT_EQ(found.changes[0], "column settings.caf\xc3\xa9 dropped");
    EXPECT_STREQ(pg_encoding_to_char(PQclientEncoding(connection())), "LATIN1");
}

TEST_F(BorrowedPostgres, IgnoresProgramsTemporaryTables) {
    create_all<Setting>(connection());
    first("CREATE TEMPORARY TABLE settings (x integer)");
    first("CREATE TEMPORARY TABLE mine (x integer)");
    CheckOptions options;
    options.scratch_url = server_url();
    const Differences found = check<Setting>(connection(), options);
    EXPECT_TRUE(found.empty()) << to_string(found);
    EXPECT_EQ(first("SELECT count(*) FROM mine"), "0");
}

TEST_F(BorrowedPostgres, RejectsUnusableConnection) {
    first("BEGIN");
    PQclear(PQexec(connection(), "SELECT 1/0"));
    const std::string failed = error_of([&] { create_all<Setting>(connection()); });
    EXPECT_NE(failed.find("RT272"), std::string::npos) << failed;
    first("ROLLBACK");
    ASSERT_EQ(PQsendQuery(connection(), "SELECT 1"), 1);
    const std::string busy = error_of([&] { (void)check<Setting>(connection()); });
    EXPECT_NE(busy.find("RT039"), std::string::npos) << busy;
    while (PGresult* result = PQgetResult(connection())) PQclear(result);
    EXPECT_FALSE(check<Setting>(connection()).empty());
}

TEST_F(BorrowedPostgres, RejectsAnEncodingWithoutConversion) {
    const std::string name = first("SELECT current_database()") + "_mule";
    first(("CREATE DATABASE " + name + " ENCODING 'MULE_INTERNAL' LOCALE 'C' TEMPLATE template0").c_str());
    {
        const std::string url = database_.url();
        const char* keywords[] = {"dbname", "dbname", "client_encoding", nullptr};
        const char* values[] = {url.c_str(), name.c_str(), "MULE_INTERNAL", nullptr};
        const std::unique_ptr<PGconn, FinishPostgres> other(PQconnectdbParams(keywords, values, 1));
        ASSERT_EQ(PQstatus(other.get()), CONNECTION_OK) << PQerrorMessage(other.get());
        const std::string message = error_of([&] { create_all<Setting>(other.get()); });
        EXPECT_NE(message.find("RT273"), std::string::npos) << message;
    }
    first(("DROP DATABASE " + name).c_str());
}

TEST_F(BorrowedPostgres, KeepsNoticeProcessorOfProgram) {
    std::string notices;
    const auto append = [](void* to, const char* message) { *static_cast<std::string*>(to) += message; };
    PQsetNoticeProcessor(connection(), append, &notices);
    create_all<Setting>(connection());
    first("DO $$BEGIN RAISE NOTICE 'still here'; END$$");
    EXPECT_NE(notices.find("still here"), std::string::npos);
}

/// A connection policy of libpqxx 6 that exposes the connection's handle. libpqxx 7 has release_raw_connection.
struct HandlePolicy : pqxx::connectionpolicy {
    using connectionpolicy::connectionpolicy;
    handle do_startconnect(handle orig) override { return last = normalconnect(orig); }
    static handle last;
};
HandlePolicy::handle HandlePolicy::last = nullptr;

TEST_F(BorrowedPostgres, WorksInLibpqxxTransaction) {
    pqxx::basic_connection_base<HandlePolicy> session(database_.url());
    {
        pqxx::work work(session);
        create_all<Setting>(HandlePolicy::last);
        work.exec("INSERT INTO settings VALUES ('a', 'b')");
        EXPECT_TRUE(check<Setting>(HandlePolicy::last).empty());
        work.commit();
    }
    EXPECT_EQ(first("SELECT value FROM settings"), "b");
}

}  // namespace
}  // namespace retort::test
