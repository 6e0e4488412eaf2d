// SQL files run on scratch databases.

#include "pipeline/sql_file.hpp"

#include "tests/migrate/support.hpp"

namespace retort::migrate::test {
namespace {

/// A scratch of one database, on a server that it owns or does not own.
class OneDatabase : public scratch::Scratch {
public:
    explicit OneDatabase(Dialect dialect, bool owns_server = false) : place_(dialect), owns_server_(owns_server) {}

    std::unique_ptr<introspect::Database> create() override { return place_.connect(); }
    bool owns_server() const override { return owns_server_; }
    std::string describe() const override { return "a server for tests"; }

private:
    TestDatabase place_;
    bool owns_server_;
};

class SqlFile : public testing::TestWithParam<Dialect> {
protected:
    void run(const std::string& text) { pipeline::run_sql_file(*database, text, "a.sql", scratch); }

    OneDatabase scratch{GetParam()};
    std::unique_ptr<introspect::Database> database = scratch.create();
};

INSTANTIATE_TEST_SUITE_P(Engines, SqlFile, testing::Values(Dialect::sqlite, Dialect::postgresql),
                         [](const auto& each) { return std::string(retort::to_string(each.param)); });

TEST_P(SqlFile, ErrorHasPositionOfFailedStatement) {
    const std::string error = error_of([&] { run("CREATE TABLE a (id integer);\n\n  CREATE INDEX i ON b (id);\n"); });
    EXPECT_HAS(error, "a.sql:3:");
    EXPECT_HAS(error, "[RT036]");
    EXPECT_EQ(database->introspect().tables.size(), 1U) << "the statements before it have run";
}

TEST_P(SqlFile, AnErrorOfTheWholeTextNamesTheFile) {
    using namespace std::string_literals;
    EXPECT_HAS(error_of([&] { run("CREATE TABLE a (id integer);\nSELECT 'open"); }), "a.sql:2:8:");
    EXPECT_HAS(error_of([&] { run("CREATE TABLE a (id integer);\n SELECT \0"s); }), "a.sql:2:9:");
}

TEST_P(SqlFile, TransactionMustEndInTheFile) {
    EXPECT_HAS(error_of([&] { run("BEGIN;\nCREATE TABLE a (id integer);\n"); }),
               "a.sql:2:28: error: a transaction is open at the end of the file");
    database->execute("ROLLBACK");
    run("BEGIN;\nCREATE TABLE a (id integer);\nCOMMIT;\n");
    EXPECT_EQ(database->introspect().tables.size(), 1U);
}

TEST_P(SqlFile, PsqlsRestrictCommandsAreIgnored) {
    run("\\restrict x\nCREATE TABLE a (id integer);\n\\unrestrict x\n");
    EXPECT_EQ(database->introspect().tables.size(), 1U);
    EXPECT_HAS(error_of([&] { run("\\restrict x\nCREATE TABLE a (id integer);\n"); }), "a.sql:2:");
}

class SqlFileSqlite : public testing::Test {
protected:
    void run(const std::string& text) { pipeline::run_sql_file(*database, text, "a.sql", scratch); }
    std::string count(const std::string& rows) { return value(*database, "SELECT count(*) FROM " + rows); }

    OneDatabase scratch{Dialect::sqlite};
    std::unique_ptr<introspect::Database> database = scratch.create();
};

TEST_F(SqlFileSqlite, OtherFilesAreNotOpened) {
    const TemporaryFolder folder;
    const std::string other = folder.file("other.db");
    for (const std::string& statement :
         std::vector<std::string>{"ATTACH '" + other + "' AS other", "attach database '" + other + "' as other",
                                  "DETACH other", "VACUUM INTO '" + other + "'", "vacuum main into '" + other + "'"}) {
        const std::string error =
            error_of([&] { run("CREATE TABLE IF NOT EXISTS a (id);\n\n  " + statement + ";\n"); });
        EXPECT_HAS(error, "a.sql:3:3: error: ");
        EXPECT_HAS(error, " is not possible in a source");
        EXPECT_HAS(error, "[RT036]");
    }
    EXPECT_TRUE(folder.names().empty());
    run("VACUUM; CREATE TABLE attach (detach)");
}

TEST_F(SqlFileSqlite, SchemaOfTheShellIsRead) {
    run("CREATE TABLE t(id integer primary key autoincrement, a text);\n"
        "CREATE TABLE sqlite_sequence(name,seq);\n"
        "CREATE VIRTUAL TABLE f using fts5(z)\n/* f(z) */;\n"
        "CREATE TABLE IF NOT EXISTS 'f_data'(id INTEGER PRIMARY KEY, block BLOB);\n"
        "CREATE TABLE IF NOT EXISTS 'f_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;\n"
        "CREATE TABLE f_own(a);\n"
        "CREATE TABLE sqlite_stat1(tbl,idx,stat);\n"
        "CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample);\n");
    EXPECT_EQ(database->introspect().tables.size(), 2U) << "t and f_own";
}

TEST_F(SqlFileSqlite, DumpOfTheShellIsRead) {
    run("PRAGMA foreign_keys=OFF;\n"
        "BEGIN TRANSACTION;\n"
        "CREATE TABLE t(id integer primary key autoincrement, a text);\n"
        "INSERT INTO t VALUES(1,'x');\n"
        "CREATE TABLE t_data(a);\n"
        "INSERT INTO t_data VALUES(1);\n"
        "PRAGMA writable_schema=ON;\n"
        "INSERT INTO sqlite_schema(type,name,tbl_name,rootpage,sql)VALUES('table','f','f',0,'CREATE VIRTUAL TABLE f "
        "using fts5(z, tokenize=''porter'')');\n"
        "CREATE TABLE IF NOT EXISTS 'f_data'(id INTEGER PRIMARY KEY, block BLOB);\n"
        "INSERT INTO f_data VALUES(1,X'0102');\n"
        "INSERT INTO f_data VALUES(10,X'000000000101010001010101');\n"
        "CREATE TABLE IF NOT EXISTS 'f_content'(id INTEGER PRIMARY KEY, c0);\n"
        "INSERT INTO f_content VALUES(1,'it''s');\n"
        "INSERT INTO sqlite_schema(type,name,tbl_name,rootpage,sql)VALUES('table','r','r',0,'CREATE VIRTUAL TABLE r "
        "using rtree(id, x0, x1)');\n"
        "CREATE TABLE IF NOT EXISTS \"r_rowid\"(rowid INTEGER PRIMARY KEY,nodeno);\n"
        "INSERT INTO r_rowid VALUES(1,1);\n"
        "ANALYZE sqlite_schema;\n"
        "INSERT INTO sqlite_stat1 VALUES('t_data',NULL,'1');\n"
        "DELETE FROM sqlite_sequence;\n"
        "INSERT INTO sqlite_sequence VALUES('t',1);\n"
        "CREATE INDEX ti on t(a);\n"
        "PRAGMA writable_schema=OFF;\n"
        "COMMIT;\n");
    EXPECT_EQ(database->introspect().tables.size(), 2U) << "t and t_data";
    EXPECT_EQ(count("pragma_table_list WHERE type = 'virtual'"), "2");
    EXPECT_EQ(count("t_data"), "1");
    EXPECT_EQ(count("f WHERE z MATCH 'its'"), "0") << "the index of a virtual table is not a part of the schema";
}

TEST_F(SqlFileSqlite, AVirtualTableOfAnUnknownModuleIsAnErrorWithItsLine) {
    const std::string error = error_of([&] {
        run("CREATE TABLE t(a);\nINSERT INTO sqlite_schema(type,name,tbl_name,rootpage,sql)VALUES('table','f','f',0,"
            "'CREATE VIRTUAL TABLE f USING no_module(z)');");
    });
    EXPECT_HAS(error, "a.sql:2:1: error: no such module: no_module");
}

TEST(SqlFilePostgres, SearchPathOfTheFileIsReset) {
    OneDatabase scratch(Dialect::postgresql);
    const auto database = scratch.create();
    pipeline::run_sql_file(*database, "CREATE SCHEMA s; SET search_path = s; CREATE TABLE a (id integer);", "a.sql",
                           scratch);
    EXPECT_EQ(database->introspect().tables.begin()->first, (ObjectName{"s", "a"}));
}

TEST(SqlFilePostgres, MissingRoleIsCreatedOnlyOnAnOwnServer) {
    const std::string text =
        "BEGIN;\nCREATE TABLE a (id integer);\nGRANT SELECT ON a TO retort_test_missing_role;\nCOMMIT;\n";
    OneDatabase foreign(Dialect::postgresql);
    const std::string error = error_of([&] { pipeline::run_sql_file(*foreign.create(), text, "a.sql", foreign); });
    EXPECT_HAS(error, "a.sql:3:1: error: role \"retort_test_missing_role\" does not exist");
    EXPECT_HAS(error, "the file is run on a server for tests: create the role there");

    OneDatabase own(Dialect::postgresql, true);
    const auto database = own.create();
    pipeline::run_sql_file(*database, text, "a.sql", own);
    EXPECT_EQ(value(*database, "SELECT has_table_privilege('retort_test_missing_role', 'a', 'SELECT')"), "t");
    database->execute("DROP OWNED BY retort_test_missing_role; DROP ROLE retort_test_missing_role");
}

}  // namespace
}  // namespace retort::migrate::test
