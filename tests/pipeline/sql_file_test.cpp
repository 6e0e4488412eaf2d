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
