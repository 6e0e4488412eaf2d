#include "introspect/sqlite/sqlite_database.hpp"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "memory.hpp"

namespace retort::introspect::sqlite {
namespace {

namespace fs = std::filesystem;

class SqliteFile : public testing::Test {
protected:
    SqliteFile() {
        const auto* info = testing::UnitTest::GetInstance()->current_test_info();
        folder_ =
            fs::temp_directory_path() / (std::string("retort-") + info->name() + "-" + std::to_string(::getpid()));
        fs::create_directories(folder_);
    }
    ~SqliteFile() override { fs::remove_all(folder_); }

    std::unique_ptr<Database> open(const fs::path& path, Access access) {
        return open_sqlite({Dialect::sqlite, path.string(), "sqlite:" + path.string(), "[database] url in retort.toml"},
                           access);
    }
    std::string refusal(const fs::path& path, Access access) {
        try {
            open(path, access);
        } catch (const Error& error) {
            EXPECT_EQ(error.diagnostics().front().code.text(), "RT212");
            return render(error);
        }
        return "";
    }

    fs::path folder_;
};

TEST_F(SqliteFile, CreatesMissingFileForWriting) {
    open(folder_ / "a.db", Access::read_write)->execute("CREATE TABLE t (a INT)");
    EXPECT_EQ(open(folder_ / "a.db", Access::read_only)->introspect().tables.size(), 1U);
}

TEST_F(SqliteFile, ATextThatSqliteReadsDifferentlyIsAnError) {
    const auto database = open(folder_ / "a.db", Access::read_write);
    database->execute("CREATE TABLE t (a INT)");
    // SQLite goes on with the table as it parsed it first.
    database->execute("PRAGMA writable_schema = on");
    database->execute("UPDATE sqlite_schema SET sql = 'CREATE TABLE t (a INT, b INT)'");
    try {
        database->introspect();
        ADD_FAILURE() << "not found";
    } catch (const Error& error) {
        EXPECT_EQ(error.diagnostics().front().code.text(), "RT041");
    }
}

TEST_F(SqliteFile, MissingFileIsEmptyForReading) {
    EXPECT_TRUE(open(folder_ / "a.db", Access::read_only)->introspect().tables.empty());
    EXPECT_FALSE(fs::exists(folder_ / "a.db"));
}

TEST_F(SqliteFile, AMissingFileMayBeAnError) {
    for (const Access access : {Access::read_write, Access::read_only}) {
        try {
            open_sqlite({Dialect::sqlite, (folder_ / "a.db").string(), "sqlite:a.db", "--database"}, access,
                        {.missing_file = MissingFile::error});
            FAIL();
        } catch (const Error& error) {
            EXPECT_EQ(error.diagnostics().front().code.text(), "RT291");
        }
        EXPECT_FALSE(fs::exists(folder_ / "a.db"));
    }
}

TEST_F(SqliteFile, AWriterSortsWithThreads) {
    const auto database = open(folder_ / "a.db", Access::read_write);
    EXPECT_EQ(database->query("PRAGMA threads").at(0).at(0), "2");
    sqlite3* handle = nullptr;
    ASSERT_EQ(sqlite3_open((folder_ / "a.db").c_str(), &handle), SQLITE_OK);
    const std::string own = "PRAGMA threads = 1";
    sqlite3_exec(handle, own.c_str(), nullptr, nullptr, nullptr);
    EXPECT_EQ(borrow_sqlite(handle)->query("PRAGMA threads").at(0).at(0), "1") << "a program's own setting stays";
    sqlite3_close(handle);
}

TEST_F(SqliteFile, ReadOnlyWritesNothing) {
    open(folder_ / "a.db", Access::read_write)->execute("CREATE TABLE t (a INT)");
    EXPECT_THROW(open(folder_ / "a.db", Access::read_only)->execute("INSERT INTO t VALUES (1)"), StatementError);
}

TEST_F(SqliteFile, RejectsFileThatIsNotADatabase) {
    std::ofstream(folder_ / "text.db") << std::string(2000, 'x');
    for (const Access access : {Access::read_write, Access::read_only}) {
        EXPECT_NE(refusal(folder_ / "text.db", access).find("not a database"), std::string::npos);
        EXPECT_NE(refusal(folder_, access).find("it is a folder"), std::string::npos);
    }
    EXPECT_NE(refusal(folder_ / "no" / "a.db", Access::read_write).find("there is no folder"), std::string::npos);
    EXPECT_NE(refusal(folder_ / "no" / "a.db", Access::read_write).find("[database] url in retort.toml"),
              std::string::npos);
    EXPECT_NE(refusal("/proc/retort.db", Access::read_write).find("unable to open"), std::string::npos);
}

TEST_F(SqliteFile, WritersWaitForEachOther) {
    const auto first = open(folder_ / "a.db", Access::read_write);
    const auto second = open(folder_ / "a.db", Access::read_write);
    std::string reason;
    second->wait_for_locks({std::chrono::milliseconds(1100), [&](const std::string& text) { reason += text + "\n"; }});
    first->execute("CREATE TABLE t (a INT); BEGIN IMMEDIATE; INSERT INTO t VALUES (1)");
    try {
        second->execute("INSERT INTO t VALUES (2)");
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.diagnostics().front().code.text(), "RT274");
        EXPECT_NE(error.diagnostics().front().message.find(
                      "a.db is locked by another connection: database is locked, waited 1.1"),
                  std::string::npos)
            << error.diagnostics().front().message;
    }
    EXPECT_EQ(reason, "sqlite:" + (folder_ / "a.db").string() + " is locked by another connection\n") << "once";
    first->execute("COMMIT");
    second->execute("INSERT INTO t VALUES (2)");
    EXPECT_EQ(second->query("SELECT count(*) FROM t").at(0).at(0), "2");
}

TEST(SqliteDatabase, ParametersAreText) {
    const auto database = in_memory();
    const auto rows = database->query("SELECT $2, typeof($1), NULL, $1 || $2", {"a'b", "c"});
    EXPECT_EQ(rows, (std::vector<Row>{{"c", "text", std::nullopt, "a'bc"}}));
}

TEST(SqliteDatabase, NulsInValuesAreKept) {
    const auto database = in_memory();
    const std::string value("a\0b", 3);
    const auto rows = database->query("SELECT $1, length(CAST($1 AS BLOB)), CAST($1 AS BLOB), x'', ''", {value});
    EXPECT_EQ(rows, (std::vector<Row>{{value, "3", value, "", ""}}));
}

TEST(SqliteDatabase, NumbersAreText) {
    const auto database = in_memory();
    EXPECT_EQ(database->query("SELECT 42, -1.5, 1e300, zeroblob(2)"),
              (std::vector<Row>{{"42", "-1.5", "1.0e+300", std::string(2, '\0')}}));
}

TEST(SqliteDatabase, ReadsDatabasesInUtf16) {
    const auto database = in_memory();
    database->execute("PRAGMA encoding = 'UTF-16'; CREATE TABLE \"caf\u00e9\" (\"stra\u00dfe\" TEXT DEFAULT '\u20ac')");
    const Schema schema = database->introspect();
    ASSERT_EQ(schema.tables.size(), 1U);
    const Table& table = schema.tables.begin()->second;
    EXPECT_EQ(table.name.name, "caf\u00e9");
    ASSERT_EQ(table.columns.size(), 1U);
    EXPECT_EQ(table.columns[0].name, "stra\u00dfe");
    database->query("INSERT INTO \"caf\u00e9\" VALUES ($1)", {std::string("\u20ac\0x", 5)});
    EXPECT_EQ(database->query("SELECT * FROM \"caf\u00e9\""), (std::vector<Row>{{std::string("\u20ac\0x", 5)}}));
}

TEST(SqliteDatabase, ACommentIsNoStatement) {
    const auto database = in_memory();
    EXPECT_EQ(database->query("-- nothing\n"), std::vector<Row>{});
    EXPECT_EQ(database->query(""), std::vector<Row>{});
    database->execute("; ; -- nothing\n");
}

TEST(SqliteDatabase, AParameterThatIsNotUsedIsAnError) {
    const auto database = in_memory();
    try {
        database->query("SELECT $1", {"a", "b"});
        FAIL();
    } catch (const StatementError& error) {
        EXPECT_EQ(error.failure().message, "column index out of range");
    }
}

TEST(SqliteDatabase, AStatementThatTakesTooLongIsInterrupted) {
    const auto database = in_memory();
    database->begin_reading(std::chrono::milliseconds(50));
    try {
        database->query("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n");
        FAIL();
    } catch (const StatementError& error) {
        EXPECT_EQ(error.failure().message, "interrupted");
    }
    EXPECT_TRUE(database->in_transaction());
    database->execute("ROLLBACK");
    EXPECT_FALSE(database->in_transaction());
}

TEST(SqliteDatabase, FailuresHaveLocation) {
    const auto database = in_memory();
    try {
        database->execute("SELECT 1; SELECT nope FROM sqlite_schema");
        FAIL();
    } catch (const StatementError& error) {
        EXPECT_EQ(error.failure().message, "no such column: nope");
        EXPECT_EQ(error.failure().offset, 17);
    }
    try {
        database->execute("CREATE TABLE t (a INT NOT NULL); INSERT INTO t VALUES (NULL)");
        FAIL();
    } catch (const StatementError& error) {
        EXPECT_EQ(error.failure().message, "NOT NULL constraint failed: t.a");
        EXPECT_EQ(error.failure().offset, -1);
    }
}

TEST(SqliteDatabase, EnforcesForeignKeys) {
    const auto database = in_memory();
    database->execute("CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE c (p INTEGER REFERENCES p)");
    EXPECT_THROW(database->execute("INSERT INTO c VALUES (1)"), StatementError);
}

TEST(SqliteDatabase, ReportsDialectVersionAndUrl) {
    const auto database = in_memory();
    EXPECT_EQ(database->dialect(), Dialect::sqlite);
    EXPECT_EQ(database->major_version(), 3);
    EXPECT_EQ(database->describe(), "sqlite::memory:");
}

}  // namespace
}  // namespace retort::introspect::sqlite
