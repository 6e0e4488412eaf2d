// Introspection with prepared catalog queries (introspect/postgres/schema_reader.hpp).

#include <gtest/gtest.h>

#include "schema/error.hpp"
#include "tests/support/postgres.hpp"

namespace retort::introspect::postgres {
namespace {

class CatalogPlansTest : public test::PostgresTest {
protected:
    CatalogPlansTest() { session().execute("CREATE TABLE users (id bigint PRIMARY KEY, name text NOT NULL UNIQUE)"); }

    Database& session() {
        if (!session_) session_ = database().open_keeping_plans();
        return *session_;
    }

    /// Expects the session to read what one without prepared statements reads.
    void expect_same() { EXPECT_EQ(session().introspect(), db().introspect()); }

    std::string prepared_statements(Database& database) {
        return database.query("SELECT count(*) FROM pg_prepared_statements").at(0).at(0).value();
    }

private:
    std::unique_ptr<Database> session_;
};

TEST_F(CatalogPlansTest, FollowTheCatalog) {
    expect_same();
    session().execute("CREATE SCHEMA app; CREATE TYPE app.state AS ENUM ('open'); ALTER TABLE users ADD s app.state");
    expect_same();
    session().execute("DROP SCHEMA app CASCADE");
    expect_same();
}

TEST_F(CatalogPlansTest, AreMadeAgainAfterTheirStatementsAreDropped) {
    expect_same();
    session().execute("DISCARD ALL");
    EXPECT_EQ(prepared_statements(session()), "0");
    expect_same();
    session().execute("BEGIN; CREATE TABLE later (id int); DEALLOCATE ALL");
    EXPECT_TRUE(session().introspect().find_table({"", "later"}));
    EXPECT_TRUE(session().in_transaction());
    session().execute("ROLLBACK");
    expect_same();
}

TEST_F(CatalogPlansTest, OfTemporaryTablesAreApart) {
    expect_same();
    session().execute("BEGIN; SET LOCAL search_path = pg_temp, public; CREATE TABLE sessions (id int)");
    EXPECT_EQ(session().introspect_temporary().tables.size(), 1U);
    session().execute("ROLLBACK");
    expect_same();
}

TEST_F(CatalogPlansTest, AFailedTransactionIsStillAnError) {
    session().execute("BEGIN");
    EXPECT_THROW(session().execute("SELECT 1 / 0"), StatementError);
    EXPECT_THROW(session().introspect(), Error);
    session().execute("ROLLBACK");
    expect_same();
}

TEST_F(CatalogPlansTest, AnyOtherSessionIsLeftWithoutPreparedStatements) {
    db().introspect();
    db().introspect();
    EXPECT_EQ(prepared_statements(db()), "0");
}

}  // namespace
}  // namespace retort::introspect::postgres
